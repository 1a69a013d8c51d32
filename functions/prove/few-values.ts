import type { ForeignKey, Table } from '../engines/schema.ts'
import { textKey } from './edges.ts'
import type { Link } from './links.ts'

/**
 * Columns that are compared beside others alone, and after them, such as a tenant's: with a value
 * of its own in each row nothing would ever match.
 */
export function fewOf(
  tables: readonly Table[],
  foreignKeys: readonly ForeignKey[],
  links: readonly Link[],
): Set<string> {
  const [few, own] = [new Set<string>(), new Set<string>()]
  const add = (table: string, columns: readonly string[]) => {
    for (const [at, column] of columns.entries()) (at === 0 ? own : few).add(textKey(table, column))
  }
  for (const { table, columns, to, toColumns } of links) {
    add(table, columns)
    add(to, toColumns)
  }
  for (const { table, columns, parent, parentColumns } of foreignKeys) {
    add(table, columns)
    add(parent, parentColumns)
  }
  for (const { name, key } of tables)
    if (key.length === 1)
      add(
        name,
        key.map((part) => part.name),
      )
  return new Set([...few].filter((column) => !own.has(column)))
}
