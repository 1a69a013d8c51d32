import { ask } from '../engines/database.ts'
import type { EncodedColumn, Join } from '../engines/dialect.ts'
import type { RowKey } from '../engines/named-rows.ts'
import type { BoundRule } from '../rules/bind.ts'
import { keyId, parts, rowId, type Candidate } from './named.ts'
import type { Walk } from '../walk/walk.ts'

interface Looking {
  readonly along: Pick<Walk, 'database' | 'dialect'>
  readonly rule: BoundRule
}

/**
 * The rows and all others of their groups, dead or not, in any batch: a session's logout must not
 * be deleted while the row that it ended is kept. The server decides equality, by the columns'
 * collations.
 */
export async function wholeGroups(
  { along: { database, dialect }, rule: { rule, table } }: Looking,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (rule.together === undefined) return ids
  const on = Object.fromEntries(rule.together.map((column) => [column, column]))
  const joins: readonly Join[] = [{ table: table.name, on }]
  const columns = table.key.map(({ name }): EncodedColumn => ({ name, as: 'text' }))
  const rows = [...ids].map((id): Candidate => ({ key: JSON.parse(id) as RowKey, hash: '' }))
  const found = new Set(ids)
  for (const { rows: named } of parts(table, rows))
    for (const { values } of await ask(
      database,
      dialect.rows.readChildren(named, joins, columns, table.columns, null),
    ))
      found.add(keyId(values))
  return found
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
