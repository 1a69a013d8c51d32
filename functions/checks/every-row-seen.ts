import { quantity, shownCount } from '../contract/quantity.ts'
import { ask } from '../engines/database.ts'
import { finding, type Asked, type Finding } from './scene.ts'

/**
 * The walk has skipped no row: the server's count is the measured one. On the clone only, where
 * nobody writes.
 */
export async function everyRowSeen({
  along: { database, dialect },
  measured,
}: Pick<Asked, 'along' | 'measured'>): Promise<Finding> {
  const faults: string[] = []
  for (const { table, classes } of measured) {
    const total = await ask(database, dialect.countAll(table))
    const seen = classes.reduce((sum, { rows }) => sum + rows, 0)
    if (total !== seen)
      faults.push(
        `${table} has ${quantity(total, 'row')}, but ${shownCount(seen)} of them were counted.`,
      )
  }
  return finding(
    faults.length === 0 ? [] : [...faults, 'This is a fault of Drydock: do not purge; report it.'],
    `Every row of ${quantity(measured.length, 'table')} was counted.`,
  )
}
