import { totalIn, sumIn } from '../answered-counts.ts'
import { keysIn, foundIn, sizesIn, sumsIn } from '../answered-keys.ts'
import { candidatesIn, readIn, wholeIn } from '../answered-rows.ts'
import type { EncodedColumn, HashedColumn, Join } from '../dialect.ts'
import { living } from './live-conditions.ts'
import { condition } from './conditions.ts'
import { encodedList } from './encoding.ts'
import { named } from './named-condition.ts'
import {
  answering,
  hashText,
  joined,
  joinedTables,
  name,
  orderedKey,
  raw,
  rowHash,
  selectedKey,
  sql,
  within,
  type Piece,
  written,
  quoted,
} from './mysql-text.ts'
import type { NamedRows, NamedRowStatements, Whole } from '../named-rows.ts'

/**
 * MySQL 8.0.1 and MariaDB 10.6 skip locked rows. Older servers read this as a comment, and wait.
 * MariaDB ignores comments for MySQL 5.7 or later, and MySQL those with an M.
 */
const lockThem = raw('FOR UPDATE /*!80001 SKIP LOCKED */ /*M!100600 SKIP LOCKED */')

/** Overhead in bytes per value, in the archive's text and in memory. */
const perValue = 24

export const mysqlNamedRows: NamedRowStatements = {
  candidates: (table, key, index, range, dead, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${bytesOf('t0', columns)} AS bytes${
        hashed === null ? raw('') : sql`, ${rowHash(hashed)} AS hash`
      } FROM ${name(table)} t0${force(index)} WHERE ${within(key, range)} AND ${condition(dead)}
        ORDER BY ${orderedKey(key)}${raw(limit === null ? '' : ` LIMIT ${limit}`)}`,
      candidatesIn(key),
    ),
  readRange: (table, key, index, range, dead, whole, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${wholeRow(whole)} FROM ${name(table)} t0${force(index)}
        WHERE ${within(key, range)} AND ${condition(dead)} ORDER BY ${orderedKey(key)}
        LIMIT ${raw(String(limit))}`,
      wholeIn(key, whole),
    ),
  read: (rows, whole) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${wholeRow(whole)} FROM ${from(rows)}
        WHERE ${named(rows)}`,
      wholeIn(rows.key, whole),
    ),
  childSizes: (rows, joins, columns) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, COUNT(*) AS total, SUM(${bytesOf(last(joins), columns)})
        AS bytes FROM ${from(rows)} ${joinedTables(joins)} WHERE ${named(rows)}
        GROUP BY ${orderedKey(rows.key)}`,
      sizesIn(rows.key),
    ),
  readChildren: (rows, joins, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${hashText(hashed, last(joins))} AS
        hash${list(last(joins), columns)} FROM ${from(rows)} ${joinedTables(joins)}
        WHERE ${named(rows)}${raw(limit === null ? '' : ` LIMIT ${limit}`)}`,
      readIn(rows.key, columns),
    ),
  // Joins one row per group: otherwise the answer would repeat each row once per member of its
  // group.
  together: (rows, columns, limit) => {
    const read = columns.map((id) => raw(`t0.${quoted(id)}`))
    const equal = columns.map((id) => raw(`t0.${quoted(id)} = g.${quoted(id)}`))
    return answering(
      sql`SELECT ${selectedKey(rows.key)}
        FROM (SELECT DISTINCT ${joined(read, ', ')} FROM ${from(rows)} WHERE ${named(rows)}) g
        STRAIGHT_JOIN ${name(rows.table)} t0 ON ${joined(equal, ' AND ')}
        LIMIT ${raw(String(limit))}`,
      keysIn(rows.key),
    )
  },
  find: (rows, dead) =>
    answering(
      keysAndHashes(rows, dead === null ? raw('TRUE') : condition(dead)),
      foundIn(rows.key),
    ),
  lock: (rows, dead) =>
    answering(
      sql`${keysAndHashes(rows, dead === null ? raw('TRUE') : condition(dead))} ${lockThem}`,
      foundIn(rows.key),
    ),
  lockSum: (rows, dead) =>
    answering(
      sql`SELECT ${totalAndHash(rows.hashed, 't0')} FROM ${from(rows)} WHERE ${named(rows)}
        AND ${dead === null ? raw('TRUE') : condition(dead)} ${lockThem}`,
      sumIn,
    ),
  lockChildren: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${totalAndHash(hashed, last(joins))}
        FROM ${from(rows)} ${joinedTables(joins)} WHERE ${named(rows)}
        GROUP BY ${orderedKey(rows.key)} ${lockThem}`,
      sumsIn(rows.key),
    ),
  lockChildrenSum: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${totalAndHash(hashed, last(joins))} FROM ${from(rows)} ${joinedTables(joins)}
        WHERE ${named(rows)} ${lockThem}`,
      sumIn,
    ),
  lockReferred: (rows, joins, referred) => {
    const before = joins.length === 0 ? 't0' : last(joins)
    const here = (alias: string) => referred.columns.map((id) => raw(`${alias}.${quoted(id)}`))
    const equal = here('r').map((column, at) => sql`${column} = ${here(before)[at] ?? raw('NULL')}`)
    const set = here(before).map((column) => sql`${column} IS NOT NULL`)
    return answering(
      sql`SELECT ${selectedKey(rows.key)} FROM ${from(rows)} ${joinedTables(joins)}
        LEFT JOIN ${name(referred.table)} r${force(referred.index)} ON ${joined(equal, ' AND ')}
        WHERE ${named(rows)} AND ${joined(set, ' AND ')}
        AND ${here('r')[0] ?? raw('NULL')} IS NULL ${lockThem}`,
      keysIn(rows.key),
    )
  },
  count: (rows, dead) =>
    answering(
      sql`SELECT COUNT(*) AS total FROM ${from(rows)} WHERE ${named(rows)} AND ${condition(dead)}`,
      totalIn,
    ),
  countLiving: (rows, live) =>
    answering(
      sql`SELECT COUNT(*) AS total FROM ${from(rows)} WHERE ${named(rows)} AND ${living(live)}`,
      totalIn,
    ),
  deleteRows: (rows, dead) =>
    written(
      sql`DELETE t0 FROM ${from(rows)}
        WHERE ${named(rows)}${dead === null ? raw('') : sql` AND ${condition(dead)}`}`,
    ),
  deleteChildren: (rows, joins) =>
    written(
      sql`DELETE ${raw(last(joins))} FROM ${from(rows)} ${joinedTables(joins)}
        WHERE ${named(rows)}`,
    ),
}

const keysAndHashes = (rows: NamedRows, meets: Piece): Piece =>
  sql`SELECT ${selectedKey(rows.key)}, ${rowHash(rows.hashed)} AS hash FROM ${from(rows)}
    WHERE ${named(rows)} AND ${meets}`

const wholeRow = ({ columns, hashed, old, identity }: Whole): Piece =>
  sql`${hashText(hashed)} AS hash, (${condition(old)}) IS TRUE AS old, ${hashText(identity)} AS
    identity${list('t0', columns)}`

const totalAndHash = (hashed: readonly HashedColumn[], alias: string): Piece =>
  sql`COUNT(*) AS total, COALESCE(SUM(${rowHash(hashed, alias)}), 0) AS hash`

const last = (joins: readonly Join[]): string => `j${joins.length - 1}`
const force = (index: string | undefined): Piece =>
  index === undefined ? raw('') : sql` FORCE INDEX (${name(index)})`
const from = ({ table, index }: NamedRows): Piece => sql`${name(table)} t0${force(index)}`
const list = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  columns.length === 0 ? raw('') : sql`, ${encodedList(alias, columns)}`

/** The approximate archive size of the columns: two digits per byte, 64 for a hash. */
function bytesOf(alias: string, columns: readonly EncodedColumn[]): Piece {
  const values = columns.map(({ name: id, as }) => {
    const length = `COALESCE(LENGTH(${alias}.${quoted(id)}), 0)`
    return raw(as === 'hash' ? '64' : as === 'bytes' ? `2 * ${length}` : length)
  })
  return joined([raw(String(perValue * columns.length)), ...values], ' + ')
}
