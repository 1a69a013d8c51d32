import { totalIn, sumIn } from '../answered-counts.ts'
import { keysIn, foundIn, sizesIn, sumsIn } from '../answered-keys.ts'
import { candidatesIn, readIn, wholeIn } from '../answered-rows.ts'
import type { EncodedColumn, Join } from '../dialect.ts'
import type { NamedRows, NamedRowStatements, Whole } from '../named-rows.ts'
import { condition } from './conditions.ts'
import { encodedList } from './encoding.ts'
import { living } from './live-conditions.ts'
import { named } from './named.ts'
import { answering, identifier, joined, name, raw, sql, written, type Piece } from './pg-text.ts'
import {
  column,
  joinedOn,
  joinedTables,
  keyOrder,
  orderedKey,
  rowHash,
  selectedKey,
  within,
} from './row-text.ts'

/**
 * Rows that others hold are passed by. What is locked is what a statement finds, not what it reads
 * on its way, and of one table alone: nothing needs to say by which index.
 */
const lockOf = (alias: string): Piece => raw(`FOR UPDATE OF ${alias} SKIP LOCKED`)

/** Overhead in bytes per value, in the archive's text and in memory. */
const perValue = 24

export const pgNamedRows: NamedRowStatements = {
  candidates: (table, key, _, range, dead, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${sizeOf('t0', columns)} AS
        bytes${hashed === null ? raw('') : sql`, ${rowHash(hashed)} AS hash`}
        FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${condition(dead)}
        ORDER BY ${keyOrder(key, range)}${raw(limit === null ? '' : ` LIMIT ${limit}`)}`,
      candidatesIn(key),
    ),
  readRange: (table, key, _, range, dead, whole, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${wholeRow(whole)} FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(dead)} ORDER BY ${keyOrder(key, range)}
        LIMIT ${raw(String(limit))}`,
      wholeIn(key, whole, 't'),
    ),
  read: (rows, whole) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${wholeRow(whole)} FROM ${from(rows)}
        WHERE ${named(rows)}`,
      wholeIn(rows.key, whole, 't'),
    ),
  childSizes: (rows, joins, columns) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, COUNT(*) AS total, SUM(${sizeOf(last(joins), columns)})
        AS bytes FROM ${chained(rows, joins)} GROUP BY ${orderedKey(rows.key)}`,
      sizesIn(rows.key),
    ),
  readChildren: (rows, joins, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${rowHash(hashed, last(joins))} AS
        hash${list(last(joins), columns)}
        FROM ${chained(rows, joins)}${raw(limit === null ? '' : ` LIMIT ${limit}`)}`,
      readIn(rows.key, columns),
    ),
  together: (rows, columns, limit) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)} FROM (SELECT DISTINCT ${joined(
        columns.map((id) => column(0, id)),
        ', ',
      )} FROM ${from(rows)} WHERE ${named(rows)}) g JOIN ${name(rows.table)} t0 ON ${joined(
        columns.map((id) => sql`${column(0, id)} = ${raw(`g.${identifier(id)}`)}`),
        ' AND ',
      )} LIMIT ${raw(String(limit))}`,
      keysIn(rows.key),
    ),
  find: (rows, dead) => answering(keysAndHashes(rows, meeting(dead)), foundIn(rows.key)),
  lock: (rows, dead) =>
    answering(sql`${keysAndHashes(rows, meeting(dead))} ${lockOf('t0')}`, foundIn(rows.key)),
  // What a lock is asked for cannot be added up where it is asked for.
  lockSum: (rows, dead) =>
    answering(
      sql`SELECT ${total} FROM (SELECT ${rowHash(rows.hashed)} AS hash FROM ${from(rows)}
        WHERE ${named(rows)} AND ${meeting(dead)} ${lockOf('t0')}) held`,
      sumIn,
    ),
  lockChildren: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${raw(keyNames(rows))}, ${total}
        FROM (SELECT ${selectedKey(rows.key)}, ${rowHash(hashed, last(joins))} AS hash
        FROM ${chained(rows, joins)} ${lockOf(last(joins))}) held GROUP BY ${raw(keyNames(rows))}`,
      sumsIn(rows.key),
    ),
  lockChildrenSum: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${total} FROM (SELECT ${rowHash(hashed, last(joins))} AS hash
        FROM ${chained(rows, joins)} ${lockOf(last(joins))}) held`,
      sumIn,
    ),
  // A child that is put in holds its parent FOR KEY SHARE, whichever index found it: the row is
  // locked here, and what is not among those that could be is not to be had.
  lockReferred: (rows, joins, referred) => {
    const there = joins.length === 0 ? 't0' : last(joins)
    const columns = referred.columns.map(identifier)
    const here = columns.map((id) => `${there}.${id}`)
    const known = raw(here.map((id) => `${id} IS NOT NULL`).join(' AND '))
    return answering(
      sql`WITH held AS MATERIALIZED (SELECT ${raw(here.join(', '))} FROM ${chained(rows, joins)}
        AND ${known} ${lockOf(there)}) SELECT DISTINCT ${selectedKey(rows.key)}
        FROM ${chained(rows, joins)} AND ${known}
        AND (${raw(here.join(', '))}) NOT IN (SELECT ${raw(columns.join(', '))} FROM held)`,
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
      sql`DELETE FROM ${from(rows)}
        WHERE ${named(rows)}${dead === null ? raw('') : sql` AND ${condition(dead)}`}`,
    ),
  deleteChildren: (rows, joins) => {
    const child = joins.at(-1)?.table ?? ''
    const between = joinedTables(joins.slice(0, -1))
    return written(
      sql`DELETE FROM ${name(child)} ${raw(last(joins))} USING ${from(rows)}${between}
        WHERE ${named(rows)} AND ${joinedOn(joins)}`,
    )
  },
}

const total = raw('COUNT(*) AS total, COALESCE(SUM(hash), 0) AS hash')

const meeting = (dead: Parameters<typeof condition>[0] | null): Piece =>
  dead === null ? raw('TRUE') : condition(dead)

const keysAndHashes = (rows: NamedRows, meets: Piece): Piece =>
  sql`SELECT ${selectedKey(rows.key)}, ${rowHash(rows.hashed)} AS hash FROM ${from(rows)}
    WHERE ${named(rows)} AND ${meets}`

const wholeRow = ({ columns, hashed, old, identity }: Whole): Piece =>
  sql`${rowHash(hashed)} AS hash, (${condition(old)}) IS TRUE AS old, ${rowHash(identity)} AS
    identity${list('t0', columns)}`

const keyNames = ({ key }: NamedRows): string => key.map((_, at) => `key${at}`).join(', ')

const last = (joins: readonly Join[]): string => `j${joins.length - 1}`
const from = ({ table }: NamedRows): Piece => sql`${name(table)} t0`
/** The rows, and what hangs on them at the end of the joins. */
const chained = (rows: NamedRows, joins: readonly Join[]): Piece =>
  sql`${from(rows)}${joinedTables(joins)}
    WHERE ${named(rows)}${joins.length === 0 ? raw('') : sql` AND ${joinedOn(joins)}`}`
const list = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  columns.length === 0 ? raw('') : sql`, ${encodedList(alias, columns)}`

/** What the columns take in the archive, about: bytes are two digits there, a hash is 64. */
function sizeOf(alias: string, columns: readonly EncodedColumn[]): Piece {
  const values = columns.map(({ name: id, as, charset }) => {
    const value = `${alias}.${identifier(id)}`
    const text = as === 'bytes' && charset === undefined ? value : `CAST(${value} AS text)`
    const length = `COALESCE(OCTET_LENGTH(${text}), 0)`
    return raw(as === 'hash' ? '64' : as === 'bytes' ? `2 * ${length}` : length)
  })
  return joined([raw(String(perValue * columns.length)), ...values], ' + ')
}
