import { number } from './answered-counts.ts'
import { foundOf, keyOf, numbered } from './answered-keys.ts'
import type { Row } from './database.ts'
import type { EncodedColumn, KeyColumn } from './dialect.ts'
import type { FoundRow, ReadRow, Whole, WholeRow } from './named-rows.ts'

// How the answers of every engine are read that hold rows: `column0`, `column1`, …

type Columns = readonly EncodedColumn[]
type Encoded = Pick<ReadRow, 'values' | 'lengths'>

const valueName = numbered('column')
const lengthName = numbered('length')

const valuesOf = (row: Row, columns: Columns): Encoded['values'] =>
  columns.map((_, at) => row[valueName(at)] ?? null)

const isLong = ({ long, as }: EncodedColumn): boolean => long === true && as !== 'hash'
const none: Encoded['lengths'] = []

/** With the lengths of long values, from `length0`, `length1`, … */
const encodedOf = (row: Row, columns: Columns): Encoded => ({
  values: valuesOf(row, columns),
  lengths: columns.some(isLong)
    ? columns.map((column, at) => (isLong(column) ? number(row[lengthName(at)]) : undefined))
    : none,
})

export const valuesIn =
  (columns: Columns) =>
  (rows: readonly Row[]): readonly Encoded['values'][] =>
    rows.map((row) => valuesOf(row, columns))

/** Values by column, from `value0`, `value1`, …; null without a row. */
export const seedIn =
  (columns: readonly string[]) =>
  ([row]: readonly Row[]): readonly (string | null)[] | null =>
    row === undefined ? null : columns.map((_, at) => row[`value${at}`] ?? null)

export const candidatesIn =
  (key: readonly KeyColumn[]) =>
  (rows: readonly Row[]): readonly (FoundRow & { readonly bytes: number })[] =>
    rows.map((row) => ({ ...foundOf(key, row), bytes: Number(row.bytes) }))

/** @param encoded how the engine's own encoding is undone. */
export const readIn =
  (key: readonly KeyColumn[], columns: Columns, encoded = encodedOf) =>
  (rows: readonly Row[]): readonly ReadRow[] =>
    rows.map((row) => {
      const { values, lengths } = encoded(row, columns)
      return { key: keyOf(key, row), hash: row.hash ?? '', values, lengths }
    })

/** @param yes what the server answers for true. */
export const wholeIn =
  (key: readonly KeyColumn[], { columns }: Whole, yes = '1', encoded = encodedOf) =>
  (rows: readonly Row[]): readonly WholeRow[] =>
    rows.map((row) => {
      const { values, lengths } = encoded(row, columns)
      return {
        key: keyOf(key, row),
        hash: row.hash ?? '',
        values,
        lengths,
        old: row.old === yes,
        identity: row.identity ?? '0',
      }
    })
