import type { Expression } from '../engines/expression.ts'
import type { Holds } from '../engines/scratch.ts'
import { asCompared } from './compared-values.ts'

/** A row by its columns in capitals: texts, numbers and times as they read, bytes as digits. */
export type PlainRow = Readonly<Record<string, string | null>>

export interface PlainTable {
  readonly rows: readonly PlainRow[]
  /** What each column holds; null where nobody knows. */
  readonly holds: Readonly<Record<string, Holds | null>>
}

/** Tables by their names in capitals. */
export type PlainTables = ReadonlyMap<string, PlainTable>

export const valueIn = (row: PlainRow, column: string): string | null =>
  row[column.toUpperCase()] ?? null

export const tableOf = (tables: PlainTables, name: string): PlainTable =>
  tables.get(name.toUpperCase()) ?? { rows: [], holds: {} }

/** The rows of the other table that the columns tie to a row, whatever else is asked of them. */
export function tiedRows(
  { rows, holds }: PlainTable,
  { on, alike = {} }: Extract<Expression, { is: 'exists' }>,
): (row: PlainRow) => readonly PlainRow[] {
  const equal = Object.entries(on)
  const pairs = [...equal, ...Object.entries(alike)]
  const key = (row: PlainRow, side: 0 | 1): string | null => {
    const values: (string | null)[] = []
    for (const [at, pair] of pairs.entries()) {
      const value = valueIn(row, pair[side])
      if (value === null && at < equal.length) return null
      values.push(asCompared(value, holds[pair[0].toUpperCase()] ?? null))
    }
    return JSON.stringify(values)
  }
  const byKey = Map.groupBy(rows, (row) => key(row, 0))
  return (row) => {
    const of = key(row, 1)
    return of === null ? [] : (byKey.get(of) ?? [])
  }
}

/** Whether another row of a row's group has a larger number. */
export function isOutdated(
  { rows }: PlainTable,
  { group, by }: Extract<Expression, { is: 'outdated' }>,
): (row: PlainRow) => boolean {
  const keyOf = (row: PlainRow) => JSON.stringify(group.map((column) => valueIn(row, column)))
  const numberOf = (row: PlainRow) => BigInt(valueIn(row, by) ?? 0)
  const newest = new Map<string, bigint>()
  for (const row of rows) {
    const [key, number] = [keyOf(row), numberOf(row)]
    if (number > (newest.get(key) ?? number - 1n)) newest.set(key, number)
  }
  return (row) =>
    group.every((column) => valueIn(row, column) !== null) &&
    (newest.get(keyOf(row)) ?? numberOf(row)) > numberOf(row)
}
