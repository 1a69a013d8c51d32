import { endings, joined, listed, raw, sql, type Piece } from '../pieces.ts'
import type { HashedColumn, Join, Key, KeyColumn } from '../dialect.ts'
import { keyRange } from '../key-range.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** Statements as these servers parse them. */
export const { written, answering } = endings(() => '?')

/** A quoted identifier. */
export const quoted = (identifier: string): string => `\`${identifier.replaceAll('`', '``')}\``
export const name = (identifier: string): Piece => raw(quoted(identifier))

/** A column of the table with the alias t0, t1, … */
export const column = (depth: number, identifier: string): Piece =>
  raw(`t${depth}.${quoted(identifier)}`)

type Bound = Pick<KeyColumn, 'kind' | 'collation' | 'collated'>

/** A key column's bound value, typed so that neither 20 digits nor a byte gets lost. */
export function bound({ kind, collation, collated }: Bound, value: string): Piece {
  switch (kind) {
    case 'integer':
      return sql`CAST(${value} AS SIGNED)`
    case 'unsigned':
      // MySQL converts bound text to an UNSIGNED of at most 2^63 - 1.
      return sql`CAST(${value} AS DECIMAL(20))`
    case 'binary':
      return sql`UNHEX(${value})`
    case 'text':
      if (collation !== undefined) return asText(sql`UNHEX(${value})`, collation)
      return collated === undefined || isAscii(value) ? sql`${value}` : fromUtf8(value, collated)
    case 'time':
    case 'other':
      return sql`${value}`
  }
}

/** Bytes, as a text of the collation's character set. */
const asText = (bytes: Piece, collation: string): Piece =>
  sql`CONVERT(${bytes} USING ${raw(collation.split('_')[0] ?? '')}) COLLATE ${raw(collation)}`

/** A key column's bound values in a list. */
export const boundList = (column: Bound, values: readonly string[]): Piece =>
  column.kind !== 'text' || values.every(isAscii)
    ? listed(bound(column, ''), values)
    : joined(
        values.map((value) => bound(column, value)),
        ', ',
      )

const isAscii = (value: string): boolean => Buffer.byteLength(value) === value.length

/**
 * MySQL 9.7.4 was seen to answer a row with the key 'ß2' for `key > 'ß2'` of a latin1 column, at a
 * prepared statement's first execution and at no later one: as if the bound text's UTF-8 were taken
 * for Latin 1. Hexadecimal digits are the same in both. test/prove/prove.test.ts shows it.
 */
const fromUtf8 = (value: string, collation: string): Piece =>
  asText(sql`CONVERT(UNHEX(${Buffer.from(value).toString('hex')}) USING utf8mb4)`, collation)

/** A key column as `key0`, `key1`, … of the answer. */
export function selectedKey(key: readonly KeyColumn[]): Piece {
  return joined(
    key.map(({ name: id, kind, collation }, at) => {
      const value =
        kind === 'binary' || collation !== undefined ? sql`HEX(${column(0, id)})` : column(0, id)
      return sql`${value} AS ${raw(`key${at}`)}`
    }),
    ', ',
  )
}

/**
 * Row comparison along the key, spelled out: neither MySQL nor MariaDB uses an index for (a, b) >
 * (?, ?). The leading column comes first, by itself: that is what the range optimizer reads.
 */
function beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<', closed: boolean): Piece {
  const [first, ...rest] = key
  const [firstValue, ...restValues] = value
  if (first === undefined || firstValue === undefined)
    throw new TypeError('a key has at least one column and a value for each')
  const here = column(0, first.name)
  const there = bound(first, firstValue)
  if (rest.length === 0) return sql`${here} ${raw(closed ? `${sign}=` : sign)} ${there}`
  return sql`(${here} ${raw(`${sign}=`)} ${there} AND (${here} ${raw(sign)} ${there}
    OR ${beyond(rest, restValues, sign, closed)}))`
}

export const { orderedKey, sameKey, within } = keyRange({
  always: 'TRUE',
  column,
  bound,
  beyond: (key, value, sign) => beyond(key, value, sign === '>' ? '>' : '<', sign === '<='),
})

/** 60 bits of a row's hash, for sums that do not depend on row order. NULL and empty differ. */
export const rowHash = (columns: readonly HashedColumn[], alias = 't0'): Piece =>
  sql`CAST(${hashText(columns, alias)} AS UNSIGNED)`

/**
 * The same for reading: text is faster to send and parse than a number that no double can
 * represent.
 */
export function hashText(columns: readonly HashedColumn[], alias = 't0'): Piece {
  const parts = columns.map(({ name: id, long }) => {
    const value = raw(`${alias}.${quoted(id)}`)
    return long
      ? sql`COALESCE(SHA2(${value}, 256), '-')`
      : sql`COALESCE(HEX(CAST(${value} AS BINARY)), '-')`
  })
  return sql`CONV(LEFT(SHA2(CONCAT_WS(',', ${joined(parts, ', ')}), 256), 15), 16, 10)`
}

/** The tables of a chain of joins as j0, j1, …, in this order, starting from t0. */
export const joinedTables = (joins: readonly Join[]): Piece =>
  joined(
    joins.map(({ table, on, indexes = [] }, at) => {
      const before = at === 0 ? 't0' : `j${at - 1}`
      const equal = Object.entries(on).map(([there, here]) =>
        raw(`j${at}.${quoted(there)} = ${before}.${quoted(here)}`),
      )
      const forced = raw(
        indexes.length === 0
          ? ''
          : ` FORCE INDEX (${indexes.map((index) => quoted(index)).join(', ')})`,
      )
      return sql`STRAIGHT_JOIN ${name(table)} ${raw(`j${at}`)}${forced}
        ON ${joined(equal, ' AND ')}`
    }),
    ' ',
  )
