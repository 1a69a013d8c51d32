import { ask, DatabaseTrouble } from '../engines/database.ts'
import { named, rowId, type Candidate } from './named.ts'
import { childTable } from './child-rows.ts'
import { referredTables } from './referred.ts'
import type { BatchTaking } from './taking.ts'

/**
 * Which of the rows or their children others have locked, checked one by one: for servers that
 * cannot skip locked rows, after the batch's own statement timed out.
 * @param stopped whether to wait for no further row.
 */
export async function heldRows(
  { along: { database, dialect }, bound, rule }: BatchTaking,
  rows: readonly Candidate[],
  stopped: () => Promise<boolean>,
): Promise<Set<string>> {
  const { table, children } = rule
  const held = new Set<string>()
  for (const one of rows) {
    const alone = named(table, [one])
    const free = await database
      .transaction(async (within) => {
        const [row] = await ask(within, dialect.rows.lock(alone, null))
        for (const { joins, referred } of referredTables(bound, rule))
          await ask(within, dialect.rows.lockReferred(alone, joins, referred))
        for (const joins of children)
          await ask(
            within,
            dialect.rows.lockChildren(alone, joins, childTable(bound, joins, table).columns),
          )
        return row !== undefined
      })
      .catch((error: unknown) => {
        if (error instanceof DatabaseTrouble && error.kind === 'lock timeout') return false
        throw error
      })
    if (free) continue
    held.add(rowId(table, one))
    // Each costs a second: the next attempt finds other locked rows.
    if (held.size === mostWaits || (await stopped())) break
  }
  return held
}
const mostWaits = 10
