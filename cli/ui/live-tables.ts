import type { Measured, Purged } from '../../functions/contract/evidence.ts'
import { deadRows } from '../../functions/measure/row-classes.ts'

/** A table of a purge that is under way. */
export interface LiveTable {
  readonly database: string
  readonly table: string
  readonly before: number
  readonly dead: number
  readonly gone: number
  /** Dead rows that are still there. */
  readonly left: number
}

/** The tables with something to delete, the most dead rows first. */
export function liveTables(measured: Measured, purged: Purged | null): readonly LiveTable[] {
  const found: LiveTable[] = []
  for (const { database, tables } of measured.databases) {
    const its = purged?.databases.find((one) => one.database === database)?.tables ?? []
    for (const { kind, table, classes } of tables) {
      const dead = deadRows(classes)
      if (kind === 'other' || dead === 0) continue
      const gone = its.find((one) => one.table === table)?.rows ?? 0
      const before = classes.reduce((sum, { rows }) => sum + rows, 0)
      found.push({ database, table, before, dead, gone, left: Math.max(0, dead - gone) })
    }
  }
  return found.sort((one, other) => other.dead - one.dead)
}
