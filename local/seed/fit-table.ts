import type { SchemaTables } from './schema-tables.ts'
import type { SeededTable } from './seeded-table.ts'

/** The table with the columns a version has of it; none where the version has no such table. */
export function fitTable(tables: SchemaTables, table: SeededTable): SeededTable[] {
  const known = tables.get(table.table)
  if (known === undefined) return []
  const kept = table.columns.flatMap((column, at) => (known.has(column) ? [at] : []))
  const lost = table.key.find((column) => !known.has(column))
  if (lost !== undefined) throw new TypeError(`${table.table} has no ${lost}`)
  if (kept.length === table.columns.length) return [table]
  const pick = <T>(all: readonly T[]): T[] => kept.map((at) => all[at] as T)
  return [{ ...table, columns: pick(table.columns), row: (at) => pick(table.row(at)) }]
}
