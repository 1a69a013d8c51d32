import type { SeededTable } from '../../local/seed/seeded-table.ts'

/** The numbers of a table's rows. */
export const numbers = ({ rows, exists }: SeededTable): number[] =>
  Array.from({ length: rows }, (_, at) => at).filter(exists)

/** One value, as text. */
export function cell(table: SeededTable, at: number, column: string): string | null {
  const value = table.row(at)[table.columns.indexOf(column)]
  return value === undefined || value === null ? null : String(value)
}
