import type { Sum } from '../answers.ts'
import type { Question, Row } from '../database.ts'
import { endlessPeriod, wallTime, type Expression } from '../expression.ts'
import { joined, raw, sql, written as writtenWith, type Piece } from '../pieces.ts'
import type {
  EncodedColumn,
  HashedColumn,
  Join,
  Key,
  KeyColumn,
  KeyRange,
  Sql,
} from '../dialect.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** A statement as this family of servers reads it. */
export const written = (piece: Piece): Sql => writtenWith(piece, () => '?')

/** A statement with what its answer says. */
export const answering = <T>(piece: Piece, read: Question<T>['read']): Question<T> => ({
  ...written(piece),
  read,
})

/** The key of a row, from `key0`, `key1`, … */
export const rowKeyIn = (row: Row, columns: number): readonly (string | null)[] =>
  Array.from({ length: columns }, (_, at) => row[`key${at}`] ?? null)

/** The same, where it has no NULL. */
export const keyIn = (row: Row, columns: number): readonly string[] =>
  Array.from({ length: columns }, (_, at) => row[`key${at}`] ?? '')

/** Rows (`total`) and the sum of their hashes (`hash`). */
export const sumIn = ([row]: readonly Row[]): Sum => ({
  rows: Number(row?.total),
  hash: BigInt(row?.hash ?? 0),
})

/** A number from an answer; null if there is none. */
export const number = (value: Row[string] | undefined): number | null =>
  value == null || value === '' || !Number.isFinite(Number(value)) ? null : Number(value)

/** A quoted identifier. */
export const quoted = (identifier: string): string => `\`${identifier.replaceAll('`', '``')}\``
export const name = (identifier: string): Piece => raw(quoted(identifier))

/** A column of the table that stands as t0, t1, … in the statement. */
export const column = (depth: number, identifier: string): Piece =>
  raw(`t${depth}.${quoted(identifier)}`)

type Bound = Pick<KeyColumn, 'kind' | 'collation'>

/** A key column's bound value, typed so that neither 20 digits nor a byte is lost on the way. */
export function bound({ kind, collation }: Bound, value: string): Piece {
  switch (kind) {
    case 'integer':
      return sql`CAST(${value} AS SIGNED)`
    case 'unsigned':
      // Of a text that is bound MySQL makes an UNSIGNED of at most 2^63 - 1.
      return sql`CAST(${value} AS DECIMAL(20))`
    case 'binary':
      return sql`UNHEX(${value})`
    case 'text':
      return collation === undefined
        ? sql`${value}`
        : sql`CONVERT(UNHEX(${value}) USING ${raw(collation.split('_')[0] ?? '')}) COLLATE ${raw(collation)}`
    case 'time':
    case 'other':
      return sql`${value}`
  }
}

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

export const orderedKey = (key: readonly KeyColumn[]): Piece =>
  joined(
    key.map(({ name: id }) => column(0, id)),
    ', ',
  )

/**
 * Row comparison along the key, spelled out: neither MySQL nor MariaDB uses an index for (a, b) > (?, ?). The leading
 * column stands alone in front, which is what the range optimizer reads.
 */
function beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<', closed: boolean): Piece {
  const [first, ...rest] = key
  const [firstValue, ...restValues] = value
  if (first === undefined || firstValue === undefined)
    throw new TypeError('a key has at least one column and a value for each')
  const here = column(0, first.name)
  const there = bound(first, firstValue)
  if (rest.length === 0) return sql`${here} ${raw(closed ? `${sign}=` : sign)} ${there}`
  return sql`(${here} ${raw(`${sign}=`)} ${there} AND (${here} ${raw(sign)} ${there} OR ${beyond(rest, restValues, sign, closed)}))`
}

/** The rows of one key. */
export const sameKey = (key: readonly KeyColumn[], value: Key): Piece =>
  joined(
    key.map((part, at) => sql`${column(0, part.name)} = ${bound(part, value[at] ?? '')}`),
    ' AND ',
  )

/** The rows of a range; `TRUE` for the whole table. A first key column that is NULL belongs to the first range. */
export function within(key: readonly KeyColumn[], range: KeyRange): Piece {
  const [first] = key
  const bounds = [
    ...(range.low === null ? [] : [beyond(key, range.low, '>', false)]),
    ...(range.high === null ? [] : [beyond(key, range.high, '<', true)]).map((below) =>
      first?.nullable === true && range.low === null
        ? sql`(${below} OR ${column(0, first.name)} IS NULL)`
        : below,
    ),
  ]
  return bounds.length === 0 ? raw('TRUE') : joined(bounds, ' AND ')
}

/** The condition on the row that stands as t0 (or deeper) in the statement. */
export function condition(expression: Expression, depth = 0): Piece {
  switch (expression.is) {
    case 'every':
      return expression.of.length === 0
        ? raw('TRUE')
        : sql`(${joined(
            expression.of.map((part) => condition(part, depth)),
            ' AND ',
          )})`
    case 'some':
      return expression.of.length === 0
        ? raw('FALSE')
        : sql`(${joined(
            expression.of.map((part) => condition(part, depth)),
            ' OR ',
          )})`
    case 'not':
      return sql`(${condition(expression.of, depth)}) IS NOT TRUE`
    case 'null':
      return sql`${column(depth, expression.column)} IS NULL`
    case 'text':
      return sql`CAST(${column(depth, expression.column)} AS BINARY) IN (${joined(
        expression.among.map((text) => sql`CAST(${text} AS BINARY)`),
        ', ',
      )})`
    case 'number': {
      const value = column(depth, expression.column)
      const bounds = [
        ...(expression.from === undefined
          ? []
          : [sql`${value} >= CAST(${String(expression.from)} AS SIGNED)`]),
        ...(expression.below === undefined
          ? []
          : [sql`${value} < CAST(${String(expression.below)} AS SIGNED)`]),
      ]
      return sql`(${joined(bounds, ' AND ')})`
    }
    case 'digits': {
      const value = column(depth, expression.column)
      // By what it must not hold: to a pattern's end sign a line's end is the text's.
      const number = sql`CASE WHEN CHAR_LENGTH(${value}) BETWEEN 1 AND 18 AND ${value} NOT REGEXP '[^0-9]' THEN CAST(${value} AS SIGNED) END`
      return sql`(${number} >= CAST(${String(expression.from)} AS SIGNED) AND ${number} < CAST(${String(expression.below)} AS SIGNED))`
    }
    case 'before':
      return sql`CAST(${column(depth, expression.column)} AS DATETIME(6)) < CAST(${wallTime(expression.instant)} AS DATETIME(6))`
    case 'lapsed': {
      // The guard stands inside the arithmetic: a period of Long.MAX times 1000 would end the statement with an error.
      const period = column(depth, expression.period)
      const [endless, microseconds] = {
        ms: [endlessPeriod, 1000n],
        s: [endlessPeriod / 1000n, 1_000_000n],
      }[expression.unit]
      const finite = sql`CASE WHEN ${period} >= 1 AND ${period} < ${raw(String(endless))} THEN ${period} END`
      const created = column(expression.outer === true ? depth - 1 : depth, expression.created)
      return sql`DATE_ADD(CAST(${created} AS DATETIME(6)), INTERVAL (${finite}) * ${raw(String(microseconds))} MICROSECOND) < CAST(${wallTime(expression.instant)} AS DATETIME(6))`
    }
    case 'outdated': {
      const { table, group, by } = expression
      // Byte for byte: the collation may take two paths for one. And by a digest of fixed length: a path itself is too
      // long for the key by which the server looks the newest row up, and without it each row is compared with all.
      const digest = (value: Piece) => sql`UNHEX(SHA2(CAST(${value} AS BINARY), 256))`
      const parts = group.map((part, at) => sql`${digest(name(part))} AS ${raw(`part${at}`)}`)
      const same = [
        ...group.map(
          (part, at) => sql`newest.${raw(`part${at}`)} = ${digest(column(depth, part))}`,
        ),
        sql`newest.last > ${column(depth, by)}`,
      ]
      return sql`EXISTS (SELECT 1 FROM (SELECT ${joined(parts, ', ')}, MAX(${name(by)}) AS last FROM ${name(table)} GROUP BY ${raw(group.map((_, at) => `part${at}`).join(', '))}) newest WHERE ${joined(same, ' AND ')})`
    }
    case 'exists': {
      const inner = depth + 1
      const terms = [
        ...Object.entries(expression.on).map(
          ([there, here]) => sql`${column(inner, there)} = ${column(depth, here)}`,
        ),
        ...Object.entries(expression.alike ?? {}).map(
          ([there, here]) => sql`${column(inner, there)} <=> ${column(depth, here)}`,
        ),
        // Beside the one above, which an index answers.
        ...Object.entries((expression.exact && expression.alike) ?? {}).map(
          ([there, here]) =>
            sql`CAST(${column(inner, there)} AS BINARY) <=> CAST(${column(depth, here)} AS BINARY)`,
        ),
        ...(expression.compare ?? []).map(
          ({ there, sign, here }) =>
            sql`${column(inner, there)} ${raw(sign)} ${column(depth, here)}`,
        ),
        ...(expression.where === undefined ? [] : [condition(expression.where, inner)]),
      ]
      return sql`EXISTS (SELECT 1 FROM ${name(expression.table)} ${raw(`t${inner}`)} WHERE ${terms.length === 0 ? raw('TRUE') : joined(terms, ' AND ')})`
    }
  }
}

/** 60 bits of a row, for sums that do not depend on the order of the rows. NULL and empty differ. */
export const rowHash = (columns: readonly HashedColumn[], alias = 't0'): Piece =>
  sql`CAST(${hashText(columns, alias)} AS UNSIGNED)`

/** The same for who reads it: a text is quicker to answer, and to take, than a number that no double holds. */
export function hashText(columns: readonly HashedColumn[], alias = 't0'): Piece {
  const parts = columns.map(({ name: id, long }) => {
    const value = raw(`${alias}.${quoted(id)}`)
    return long
      ? sql`COALESCE(SHA2(${value}, 256), '-')`
      : sql`COALESCE(HEX(CAST(${value} AS BINARY)), '-')`
  })
  return sql`CONV(LEFT(SHA2(CONCAT_WS(',', ${joined(parts, ', ')}), 256), 15), 16, 10)`
}

/**
 * Columns of the table that stands as `alias`, encoded as `column0`, `column1`, …; bytes are answered as they are: in digits
 * they would be twice as long, and what is longer than max_allowed_packet MariaDB answers as NULL. `length0`, … says how many
 * there must be, -1 where not even that is known.
 */
export const encodedList = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  joined(
    columns.flatMap((encoded, at) => {
      const value = `${alias}.${quoted(encoded.name)}`
      return [
        raw(`${encode(encoded, value)} AS column${at}`),
        ...(encoded.long === true && encoded.as !== 'hash'
          ? [raw(`IF(${value} IS NULL, NULL, COALESCE(LENGTH(${value}), -1)) AS length${at}`)]
          : []),
      ]
    }),
    ', ',
  )

function encode({ as, charset, converted }: EncodedColumn, value: string): string {
  switch (as) {
    case 'text':
      return `CAST(${value} AS CHAR)`
    case 'bytes':
      return converted === true
        ? `CAST(CONVERT(${value} USING ${charset ?? 'binary'}) AS BINARY)`
        : `CAST(${value} AS BINARY)`
    case 'float':
      // As a FLOAT it has six digits; in a sum zero has no sign.
      return `IF(${value} = 0, CAST(${value} AS CHAR), CAST(${value} + 0e0 AS CHAR))`
    case 'epoch':
      // Of a zero that became a DATETIME, MariaDB knows no instant.
      return `CAST(COALESCE(UNIX_TIMESTAMP(${value}), IF(${value} + 0 = 0, 0, NULL)) AS CHAR)`
    case 'hash':
      return `SHA2(${value}, 256)`
  }
}

/** A value of the archive as the column takes it. */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  // Zero is no instant: MariaDB 11 makes NULL of it.
  if (column?.as === 'epoch')
    return Number(value) === 0
      ? sql`${'0000-00-00 00:00:00'}`
      : sql`FROM_UNIXTIME(CAST(${value} AS DECIMAL(20,6)))`
  if (column?.as !== 'bytes') return sql`${value}`
  const bytes = sql`${Buffer.from(value, 'hex')}`
  return column.converted === true
    ? sql`CONVERT(${bytes} USING ${raw(column.charset ?? 'binary')})`
    : bytes
}

/** The tables of a chain of joins as j0, j1, …, in this order, from the row that stands as t0. */
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
      return sql`STRAIGHT_JOIN ${name(table)} ${raw(`j${at}`)}${forced} ON ${joined(equal, ' AND ')}`
    }),
    ' ',
  )
