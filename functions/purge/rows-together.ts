import { largestPart, parts } from './named.ts'
import type { Batch } from './read-batch.ts'
import { deleteChildren, deleteRows, lockRows } from './statements.ts'
import type { BatchTaking } from './take-batch.ts'

/** Ways to a row that touch no other. */
const byKey = new Set(['system', 'const', 'eq_ref', 'ref', 'range'])

/**
 * How many rows one statement may name so that the server goes to each by its key, by its own plan. For a large part of a
 * table MySQL reads it whole, forced index or not, and would lock, or wait for, rows that were not named.
 */
export async function rowsTogether(
  { along: { database, dialect }, rule }: Omit<BatchTaking, 'question'>,
  batch: Batch,
): Promise<number> {
  const { table } = rule
  if (table.key.length === 0) return largestPart
  for (let together = largestPart; together > 1; together /= 2) {
    if (together >= 2 * batch.rows.length) continue
    const [first] = parts(table, batch.rows, together)
    if (first === undefined) break
    const { rows } = first
    const statements = [
      lockRows(dialect, rule, rows),
      deleteRows(dialect, rule, rows),
      ...batch.children
        .filter((child) => child.rows > 0)
        .map(({ joins }) => deleteChildren(dialect, rows, joins)),
    ]
    let all = true
    for (const statement of statements) {
      const plan = await database.query(dialect.plan(statement))
      all &&= plan.some(({ table: name, type }) => name === 't0' && byKey.has(type ?? ''))
    }
    if (all) return together
  }
  return 1
}
