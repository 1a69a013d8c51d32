import type { Dialect, EncodedColumn } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'
import { same, type Table } from '../engines/schema.ts'

export type Row = readonly (string | null)[]
export type Within = Pick<Database, 'query' | 'execute'>

/** A table's current definition, and its archived columns. */
export interface Looking {
  readonly dialect: Dialect
  readonly within: Within
  readonly table: Table
  readonly columns: readonly EncodedColumn[]
}

export interface Found {
  /** Whether a row exists; for rows without a key, each match counts for one. */
  take(row: Row): 'none' | 'same' | 'other'
  /** The difference between the row that was put back and the original; null if there is none. */
  differs(row: Row, before: Found | null): string | null
  readonly count: (row: Row) => number
}

/** The existing rows, found by key or, without a key, by all values. */
export async function readThere(looking: Looking, rows: readonly Row[]): Promise<Found> {
  const { dialect, within, table, columns } = looking
  const isKey = (name: string) => table.key.some((part) => same(part.name, name))
  const key = columns.filter(({ name }) => isKey(name))
  // An omitted value does not show whether the row is the same.
  const held = columns.filter(({ as }) => as !== 'hash')
  // A part of the key that the server computes is not in the archive.
  const keyed = table.unique && key.length === table.key.length
  const known = keyed ? key : held
  const values = (row: Row, of: readonly EncodedColumn[]) =>
    of.map((column) => plain(column, row[columns.indexOf(column)] ?? null))
  const idOf = (row: Row) => JSON.stringify(values(row, known))
  // A key of bits is found by the rest of its row.
  const byKey = keyed && !key.some((column) => isIncomparable(table, column))
  const asked = (byKey ? key : held.filter((column) => isComparable(table, column))).map((column) =>
    inOwnCharset(table, column),
  )
  const answers =
    rows.length === 0
      ? []
      : await ask(
          within,
          dialect.readByKey(
            table.name,
            asked,
            rows.map((row) =>
              asked.map(({ name }) => row[columns.findIndex((one) => one.name === name)] ?? null),
            ),
            columns,
          ),
        )
  const found = new Map<string, Row[]>()
  for (const row of answers) {
    found.set(idOf(row), [...(found.get(idOf(row)) ?? []), row])
  }
  const count = (row: Row) => found.get(idOf(row))?.length ?? 0
  const otherwise = (row: Row, now: Row) => {
    const [was, is] = [values(row, held), values(now, held)]
    return held.find((_, at) => was[at] !== is[at])
  }
  const taken = new Map<string, number>()
  return {
    count,
    take(row) {
      const id = idOf(row)
      const now = found.get(id)?.[taken.get(id) ?? 0]
      if (now === undefined) return 'none'
      if (!table.unique) taken.set(id, (taken.get(id) ?? 0) + 1)
      return otherwise(row, now) === undefined ? 'same' : 'other'
    },
    differs(row, before) {
      const now = found.get(idOf(row))?.at(-1)
      if (now === undefined || (before !== null && count(row) <= before.count(row)))
        return 'the table no longer stores it unchanged'
      const column = otherwise(row, now)
      return column === undefined ? null : `${column.name} no longer stores its value unchanged`
    },
  }
}

/**
 * A number or a time without insignificant digits: a column may now have more of them, or fewer.
 */
function plain({ as }: EncodedColumn, value: string | null): string | null {
  if (value === null || as === 'bytes' || as === 'hash') return value
  const short = /^-?[\d: -]*\d\.\d+$/.test(value) ? value.replace(/0+$/, '') : value
  return short.replace(/\.$/, '').replace(/ 00:00:00$/, '')
}

/** A text comparison uses the index, a binary one reads the whole table. */
function inOwnCharset(table: Table, column: EncodedColumn): EncodedColumn {
  const now = table.columns.find(({ name }) => same(name, column.name))
  const { charset } = column
  return now?.charset === undefined || now.collation !== undefined || charset === undefined
    ? column
    : { ...column, converted: true }
}

/** For a row without a key; what SQL cannot compare is compared in the result. */
const isComparable = (table: Table, column: EncodedColumn): boolean =>
  (column.as === 'text' || column.as === 'bytes') &&
  column.long !== true &&
  !isIncomparable(table, column)
const isIncomparable = ({ columns }: Table, { name }: EncodedColumn): boolean =>
  columns.some((now) => same(now.name, name) && now.incomparable === true)
