import { ask } from '../engines/database.ts'
import type { RowKey } from '../engines/named-rows.ts'
import type { BoundRule } from '../rules/bound.ts'
import { keyId, largestPart, parts, rowId, type Candidate } from './named.ts'
import type { Walk } from '../walk/walk.ts'

interface Looking {
  readonly along: Pick<Walk, 'database' | 'dialect'>
  readonly rule: BoundRule
}

/**
 * The rows and all others of their groups, dead or not, in any batch: a session's logout must not
 * be deleted while the row that it ended is kept. The server decides equality, by the columns'
 * collations. Each group is read once, however many of its rows are given.
 * @param most reading stops once more rows than this are found.
 */
export async function wholeGroups(
  { along: { database, dialect }, rule: { rule, table } }: Looking,
  ids: ReadonlySet<string>,
  most: number,
): Promise<ReadonlySet<string>> {
  if (rule.together === undefined) return ids
  const found = new Set<string>()
  const asked = [...ids]
  for (let at = 0; at < asked.length && found.size <= most; ) {
    const part: Candidate[] = []
    for (; at < asked.length && part.length < largestPart; at++) {
      const id = asked[at] ?? ''
      if (!found.has(id)) part.push({ key: JSON.parse(id) as RowKey, hash: '' })
    }
    for (const { rows } of parts(table, part))
      for (const key of await ask(database, dialect.rows.together(rows, rule.together, most + 1)))
        found.add(keyId(key))
  }
  return new Set([...found, ...ids])
}

/**
 * Rows of a batch that are kept because a row whose absence they depend on still exists: an earlier
 * rule had to keep it.
 */
export async function stayingWithOthers(
  { along: { database, dialect }, rule }: Looking,
  rows: readonly Candidate[],
): Promise<ReadonlySet<string>> {
  const staying = new Set<string>()
  const { table, bare } = rule
  if (bare == null) return staying
  for (const { part, rows: named } of parts(table, rows)) {
    const still = await ask(database, dialect.rows.find(named, bare))
    const free = new Set(still.map((row) => rowId(table, row)))
    for (const one of part) {
      const id = rowId(table, one)
      if (!free.has(id)) staying.add(id)
    }
  }
  return staying
}
