import { sumIn } from './answered-counts.ts'
import type { Sum } from './answers.ts'
import type { Row } from './database.ts'
import type { Key, KeyColumn } from './dialect.ts'
import type { FoundRow, RowKey } from './named-rows.ts'

// How the answers of every engine are read that name a row by its key: `key0`, `key1`, …

type Columns = readonly KeyColumn[]
type Rows = readonly Row[]

/** `key0`, `key1`, …, each made once: an answer asks for them thousands of times. */
export function numbered(name: string): (at: number) => string {
  const names: string[] = []
  return (at) => (names[at] ??= `${name}${at}`)
}
const nameOf = numbered('key')

export const keyOf = (columns: Columns, row: Row): RowKey =>
  columns.map((_, at) => row[nameOf(at)] ?? null)

/** The same, for a key without NULLs. */
const knownKeyOf = (columns: Columns, row: Row): Key =>
  columns.map((_, at) => row[nameOf(at)] ?? '')

export const firstKeyIn =
  (columns: Columns) =>
  ([row]: Rows): RowKey | null =>
    row === undefined ? null : keyOf(columns, row)

export const keysIn =
  (columns: Columns) =>
  (rows: Rows): readonly RowKey[] =>
    rows.map((row) => keyOf(columns, row))

export const knownKeysIn =
  (columns: Columns) =>
  (rows: Rows): readonly Key[] =>
    rows.map((row) => knownKeyOf(columns, row))

export const hashesIn =
  (columns: Columns) =>
  (rows: Rows): readonly { readonly key: Key; readonly hash: string }[] =>
    rows.map((row) => ({ key: knownKeyOf(columns, row), hash: row.hash ?? '' }))

export const foundOf = (columns: Columns, row: Row): FoundRow => ({
  key: keyOf(columns, row),
  hash: row.hash ?? '',
})

export const foundIn =
  (columns: Columns) =>
  (rows: Rows): readonly FoundRow[] =>
    rows.map((row) => foundOf(columns, row))

export const sizesIn =
  (columns: Columns) =>
  (rows: Rows): readonly { readonly key: RowKey; readonly bytes: number }[] =>
    rows.map((row) => ({ key: keyOf(columns, row), bytes: Number(row.bytes) }))

export const sumsIn =
  (columns: Columns) =>
  (rows: Rows): readonly { readonly key: RowKey; readonly sum: Sum }[] =>
    rows.map((row) => ({ key: keyOf(columns, row), sum: sumIn([row]) }))
