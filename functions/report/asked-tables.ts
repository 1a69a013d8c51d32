import type { Measured } from '../contract/evidence.ts'
import { allRows } from '../gates/blast-radius.ts'
import { deadRows } from '../measure/row-classes.ts'
import type { PastRun } from './schema.ts'

/** A table that a run asks to purge, beside what the last purge found and deleted there. */
export interface AskedTable {
  readonly database: string
  readonly table: string
  readonly rows: number
  readonly dead: number
  readonly last: PastRun['tables'][number] | null
}

export const lastPurge = (runs: readonly PastRun[]): PastRun | undefined =>
  runs.findLast(({ mode, outcome }) => mode === 'purge' && outcome === 'succeeded')

/** Production's tables, as they were counted before the gates; empty ones are left out. */
export function askedTables(
  { databases }: Pick<Measured, 'databases'>,
  before: PastRun | undefined,
): AskedTable[] {
  const asked: AskedTable[] = []
  for (const { database, tables } of databases)
    for (const counted of tables) {
      const { kind, table, classes } = counted
      const rows = allRows(counted)
      if (kind === 'other' || rows === 0) continue
      const last = before?.tables.find((one) => one.database === database && one.table === table)
      asked.push({ database, table, rows, dead: deadRows(classes), last: last ?? null })
    }
  return asked
}

/** In whole percent. */
export const shareOf = (dead: number, rows: number): string =>
  `${rows === 0 ? 0 : Math.round((dead / rows) * 100)} %`
