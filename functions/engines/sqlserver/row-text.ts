import type { HashedColumn, Key, KeyColumn } from '../dialect.ts'
import { keyRange } from '../key-range.ts'
import { comparable, joined, quoted, raw, sql, type Piece } from './ms-text.ts'

/** A column of the table that stands as t0, t1, … in the statement. */
export const column = (depth: number, id: string): Piece => raw(`t${depth}.${quoted(id)}`)

export type Bound = Pick<KeyColumn, 'kind' | 'type'>

/** Types whose name may stand in a statement as the catalogue tells it. */
const plainType = /^(n?(var)?char\((\d+|max)\)|datetime|smalldatetime|date|datetime2\(\d\))$/

/** A key column's bound value, typed as the column is, so that its own index answers. */
export function bound({ kind, type = '' }: Bound, value: string): Piece {
  switch (kind) {
    case 'integer':
      return sql`CAST(${value} AS BIGINT)`
    case 'binary':
      return sql`CONVERT(VARBINARY(8000), ${value}, 2)`
    case 'time':
      return sql`CONVERT(${raw(timeType(type))}, ${value}, 121)`
    case 'text':
      return /^(var)?char/.test(type) && plainType.test(type)
        ? sql`CAST(${value} AS ${raw(type.toUpperCase())})`
        : comparable(value)
    case 'unsigned':
    case 'other':
      return sql`${value}`
  }
}

export const timeType = (type: string): string =>
  plainType.test(type) ? type.toUpperCase() : 'DATETIME2(3)'

/** A key column as `key0`, `key1`, … of the answer. */
export const selectedKey = (key: readonly KeyColumn[]): Piece =>
  joined(
    key.map(({ name: id, kind }, at) => sql`${told(kind, column(0, id))} AS ${raw(`key${at}`)}`),
    ', ',
  )

/** Bytes as digits; a time with every digit that it has, whatever the session's language. */
function told(kind: KeyColumn['kind'], value: Piece): Piece {
  if (kind === 'binary') return sql`CONVERT(VARCHAR(MAX), ${value}, 2)`
  return kind === 'time' ? sql`CONVERT(VARCHAR(33), ${value}, 121)` : value
}

/**
 * Row comparison along the key, spelled out: the server has none of rows. The leading column comes
 * first, by itself: it is what a seek starts at.
 */
function beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<', closed: boolean): Piece {
  const [first, ...rest] = key
  const [firstValue = '', ...restValues] = value
  if (first === undefined) throw new TypeError('a key has at least one column')
  // The key of rows whose key is NULL, which come before all others: no number is an empty text.
  if (first.nullable && first.kind !== 'text' && firstValue === '')
    return sign === '<' ? raw('1 = 0') : sql`${column(0, first.name)} IS NOT NULL`
  const here = column(0, first.name)
  const there = bound(first, firstValue)
  if (rest.length === 0) return sql`${here} ${raw(closed ? `${sign}=` : sign)} ${there}`
  return sql`(${here} ${raw(`${sign}=`)} ${there} AND (${here} ${raw(sign)} ${there}
    OR ${beyond(rest, restValues, sign, closed)}))`
}

export const { orderedKey, sameKey, within } = keyRange({
  always: '1 = 1',
  column,
  bound,
  beyond: (key, value, sign) => beyond(key, value, sign === '>' ? '>' : '<', sign === '<='),
})

/** A value as the server keeps it, whatever its type. */
export const bytesOf = (value: Piece): Piece => sql`CONVERT(VARBINARY(MAX), ${value})`
export const digestOf = (value: Piece): Piece => sql`HASHBYTES('SHA2_256', ${bytesOf(value)})`

/** 60 bits of a row, for sums that do not depend on row order. NULL and empty differ. */
export const rowHash = (columns: readonly HashedColumn[], alias = 't0'): Piece =>
  sixtyBits(
    columns.map(({ name: id, long }) => {
      const value = raw(`${alias}.${quoted(id)}`)
      return long ? digestOf(value) : bytesOf(value)
    }),
  )

/** The first value alone makes the text one of any length: others would be cut at 8,000 bytes. */
export const sixtyBits = (parts: readonly Piece[]): Piece =>
  sql`CAST(SUBSTRING(HASHBYTES('SHA2_256', ${joined(
    parts.map((part) => sql`ISNULL(CONVERT(VARCHAR(MAX), ${part}, 2), '-')`),
    " + ',' + ",
  )}), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT)`

/** Sums of 64-bit numbers overflow; the driver reads no DECIMAL exactly. */
export const summed = (hash: Piece): Piece =>
  sql`CAST(ISNULL(SUM(CAST(${hash} AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash`
