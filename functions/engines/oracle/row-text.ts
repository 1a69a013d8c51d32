import type { Sum } from '../answers.ts'
import type { Row } from '../database.ts'
import type { HashedColumn, Join, Key, KeyColumn, KeyRange } from '../dialect.ts'
import { keyRange } from '../key-range.ts'
import { identifier, joined, name, raw, sql, timeFormat, type Piece } from './ora-text.ts'

/** The same of rows that are answered one by one: no lock can be asked for what is added up. */
export const addedUp = (rows: readonly Row[]): Sum => ({
  rows: rows.length,
  hash: rows.reduce((sum, row) => sum + BigInt(row.hash ?? 0), 0n),
})

/** A column of the table that stands as t0, t1, … in the statement. */
export const column = (depth: number, id: string): Piece => raw(`t${depth}.${identifier(id)}`)

/** A key column's bound value, of the column's own type, so that its index answers. */
export function bound({ kind }: Pick<KeyColumn, 'kind'>, value: string): Piece {
  switch (kind) {
    case 'integer':
    case 'unsigned':
      return sql`TO_NUMBER(${value})`
    case 'binary':
      return sql`HEXTORAW(${value})`
    case 'time':
      return sql`TO_TIMESTAMP(${value}, ${raw(timeFormat)})`
    case 'text':
    case 'other':
      return sql`${value}`
  }
}

/** A wall time as text, of a DATE as of a TIMESTAMP; without (9) it were rounded to six digits. */
export const shownTime = (value: Piece): Piece =>
  sql`TO_CHAR(CAST(${value} AS TIMESTAMP(9)), ${raw(timeFormat)})`

/** A key column as `key0`, `key1`, … of the answer. */
export const selectedKey = (key: readonly KeyColumn[]): Piece =>
  joined(
    key.map(({ name: id, kind }, at) => {
      const value = kind === 'time' ? shownTime(column(0, id)) : column(0, id)
      return sql`${value} AS ${raw(`"key${at}"`)}`
    }),
    ', ',
  )

/**
 * The order of a walk: rows whose key is NULL are in its first range, before all others, where the
 * server has them last.
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
 * A comparison along the key, spelled out: rows of values are not compared (ORA-01796). The first
 * column's bound stands apart, so that the key's index begins there.
 */
function beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<='): Piece {
  const [first, ...more] = key
  if (first === undefined) return raw('1 = 1')
  // No value is an empty text here: it stands for rows whose key is NULL, before all others.
  if (first.nullable && value[0] === '')
    return sign === '<=' ? raw('1 = 0') : sql`${column(0, first.name)} IS NOT NULL`
  const here = column(0, first.name)
  if (more.length === 0) return sql`${here} ${raw(sign)} ${bound(first, value[0] ?? '')}`
  const [wide, strict] = sign === '>' ? ['>=', '>'] : ['<=', '<']
  const rest = beyond(more, value.slice(1), sign)
  return sql`(${here} ${raw(wide)} ${bound(first, value[0] ?? '')}
    AND (${here} ${raw(strict)} ${bound(first, value[0] ?? '')} OR ${rest}))`
}

/** A first page has no lower bound: no key is above an empty text, which is NULL. */
export const { orderedKey, sameKey, within } = keyRange({ always: '1 = 1', column, bound, beyond })

/**
 * The digest of a value as hexadecimal digits, which no two types share with NULL. STANDARD_HASH
 * takes no LOB; DBMS_CRYPTO (4 is HASH_SH256) takes no empty one.
 */
export const digestOf = (value: Piece, long: boolean): Piece =>
  long
    ? sql`CASE WHEN ${value} IS NULL THEN '-' WHEN DBMS_LOB.GETLENGTH(${value}) = 0 THEN '+'
        ELSE RAWTOHEX(DBMS_CRYPTO.HASH(${value}, 4)) END`
    : sql`CASE WHEN ${value} IS NULL THEN '-'
        ELSE RAWTOHEX(STANDARD_HASH(${value}, 'SHA256')) END`

/** Columns whose digests a text of 4,000 bytes has room for. */
const together = 50

/** 60 bits of a row, for sums that do not depend on the order of the rows. */
export const rowHash = (columns: readonly HashedColumn[], alias = 't0'): Piece =>
  sixtyBits(columns.map(({ name: id, long }) => digestOf(raw(`${alias}.${identifier(id)}`), long)))

export function sixtyBits(parts: readonly Piece[]): Piece {
  if (parts.length <= together)
    return sql`TO_NUMBER(SUBSTR(RAWTOHEX(STANDARD_HASH(${joined(parts, " || ',' || ")},
      'SHA256')), 1, 15), 'XXXXXXXXXXXXXXX')`
  const groups: Piece[] = []
  for (let at = 0; at < parts.length; at += together)
    groups.push(
      sql`RAWTOHEX(STANDARD_HASH(${joined(parts.slice(at, at + together), " || ',' || ")},
        'SHA256'))`,
    )
  return sixtyBits(groups)
}

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
