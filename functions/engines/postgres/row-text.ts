import type { HashedColumn, Join, Key, KeyColumn, KeyRange } from '../dialect.ts'
import { keyRange } from '../key-range.ts'
import { identifier, joined, name, raw, sql, type Piece } from './pg-text.ts'

/** A column of the table that stands as t0, t1, … in the statement. */
export const column = (depth: number, id: string): Piece => raw(`t${depth}.${identifier(id)}`)

/**
 * A key column's bound value. The server reads a value without a type as it reads the column it is
 * compared with, so that the column's own index answers. A number may be one that the column has no
 * room for.
 */
export function bound({ kind }: Pick<KeyColumn, 'kind'>, value: string): Piece {
  switch (kind) {
    case 'integer':
      return sql`CAST(${value} AS bigint)`
    case 'binary':
      return sql`DECODE(${value}, 'hex')`
    case 'text':
    case 'unsigned':
    case 'time':
    case 'other':
      return sql`${value}`
  }
}

/** A key column as `key0`, `key1`, … of the answer. */
export const selectedKey = (key: readonly KeyColumn[]): Piece =>
  joined(
    key.map(({ name: id, kind }, at) => {
      const value = kind === 'binary' ? sql`ENCODE(${column(0, id)}, 'hex')` : column(0, id)
      return sql`${value} AS ${raw(`key${at}`)}`
    }),
    ', ',
  )

/**
 * The order of a walk: rows whose key is NULL are in its first range, before all others, where an
 * index has them last. What is read of a range in parts would else leave them out.
 */
export const keyOrder = (key: readonly KeyColumn[], range: KeyRange): Piece =>
  key[0]?.nullable === true && range.low === null
    ? joined(
        key.map(({ name: id }, at) =>
          at === 0 ? sql`${column(0, id)} NULLS FIRST` : column(0, id),
        ),
        ', ',
      )
    : orderedKey(key)

/**
 * Row comparison along the key, which an index answers as it stands. The planner estimates a range
 * by its bounds only where these are of one column; of two row comparisons it expects a part of the
 * table, and would rather read the whole of another table than look a few rows up.
 */
function beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<='): Piece {
  const [first] = key
  // The key of rows whose key is NULL, which come before all others: no number is an empty text.
  if (first?.nullable === true && first.kind !== 'text' && value[0] === '')
    return sign === '<=' ? raw('FALSE') : sql`${column(0, first.name)} IS NOT NULL`
  const values = key.map((part, at) => bound(part, value[at] ?? ''))
  const [start] = values
  if (first === undefined || start === undefined) return raw('TRUE')
  const lone = column(0, first.name)
  if (values.length === 1) return sql`${lone} ${raw(sign)} ${start}`
  return sql`(${orderedKey(key)}) ${raw(sign)} (${joined(values, ', ')})
    AND ${lone} ${raw(sign === '>' ? '>=' : '<=')} ${start}`
}

export const { orderedKey, sameKey, within } = keyRange({ always: 'TRUE', column, bound, beyond })

/** The bytes of a value's text, as the server keeps them, whatever its type and its encoding. */
export const bytesOf = (value: Piece): Piece => sql`CONVERT_TO(CAST(${value} AS text), 'SQL_ASCII')`
export const digestOf = (value: Piece): Piece => sql`SHA256(${bytesOf(value)})`

/**
 * 60 bits of a row, for sums that do not depend on the order of the rows. NULL and empty differ: of
 * a value there are digits, and none of them is a hyphen.
 */
export function rowHash(columns: readonly HashedColumn[], alias = 't0'): Piece {
  const parts = columns.map(({ name: id, long }) => {
    const value = raw(`${alias}.${identifier(id)}`)
    return sql`COALESCE(ENCODE(${long ? digestOf(value) : bytesOf(value)}, 'hex'), '-')`
  })
  return sixtyBits(parts)
}

export const sixtyBits = (parts: readonly Piece[]): Piece =>
  sql`CAST(CAST('x' ||
    LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', ${joined(parts, ', ')}), 'SQL_ASCII')), 'hex'),
    15) AS bit(60)) AS bigint)`

/** The tables of a chain of joins as j0, j1, …, from the row that stands as t0. */
export const joinedTables = (joins: readonly Join[]): Piece =>
  joined(
    joins.map(({ table }, at) => sql`, ${name(table)} ${raw(`j${at}`)}`),
    '',
  )

/** What joins them. */
export const joinedOn = (joins: readonly Join[]): Piece =>
  joined(
    joins.flatMap(({ on }, at) =>
      Object.entries(on).map(([there, here]) =>
        raw(`j${at}.${identifier(there)} = ${at === 0 ? 't0' : `j${at - 1}`}.${identifier(here)}`),
      ),
    ),
    ' AND ',
  )
