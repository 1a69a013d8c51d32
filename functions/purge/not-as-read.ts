import { ask, type Database } from '../engines/database.ts'
import { shownKey } from '../walk/shown-key.ts'
import { keyId, parts, rowAsRead } from './named.ts'
import { childTable } from './child-rows.ts'
import type { Batch } from './batch.ts'
import { isSum } from './lock-batch.ts'
import type { BatchTaking } from './taking.ts'

/**
 * Rows of a batch that were deleted and put back, but differ from what was read, or lack child
 * rows; shown like keys in findings.
 */
export async function notAsRead(
  { along: { dialect }, bound, rule: { table } }: Pick<BatchTaking, 'along' | 'bound' | 'rule'>,
  within: Pick<Database, 'query'>,
  batch: Batch,
): Promise<string[]> {
  const found: string[] = []
  for (const { part, rows } of parts(table, batch.rows)) {
    const now = new Set((await ask(within, dialect.rows.find(rows, null))).map(rowAsRead))
    for (const one of part)
      if (!now.has(rowAsRead(one)))
        found.push(
          `${shownKey(
            table.name,
            table.key,
            one.key.map((value) => value ?? ''),
          )} (differs from what was read)`,
        )
  }
  if (!table.unique) return found
  for (const { joins, table: child, sums } of batch.children)
    for (const { part, rows } of parts(table, batch.rows)) {
      const hashed = childTable(bound, joins, table).columns
      const read = part.map(({ key }) => sums.get(keyId(key)) ?? { rows: 0, hash: 0n })
      const sum = await ask(within, dialect.rows.lockChildrenSum(rows, joins, hashed))
      const [total, hash] = [
        read.reduce((all, one) => all + one.rows, 0),
        read.reduce((all, one) => all + one.hash, 0n),
      ]
      if (!isSum(sum, total, hash))
        found.push(`their child rows in ${child} (differ from what was read)`)
    }
  return found
}
