import { totalIn } from '../answered-counts.ts'
import { keyOf, keysIn, foundIn, sizesIn } from '../answered-keys.ts'
import { candidatesIn, readIn, wholeIn } from '../answered-rows.ts'
import type { Row } from '../database.ts'
import type { EncodedColumn, Join } from '../dialect.ts'
import type { NamedRows, NamedRowStatements, RowKey, Whole } from '../named-rows.ts'
import { condition } from './conditions.ts'
import { encodedIn, encodedList } from './encoding.ts'
import { living } from './live-conditions.ts'
import { named } from './named.ts'
import { answering, identifier, joined, name, raw, sql, written, type Piece } from './ora-text.ts'
import {
  addedUp,
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
 * Rows that others hold are passed by. The server locks what a statement finds, of the table that
 * has the column, and nothing that it reads on its way. It takes no lock beside an aggregate,
 * DISTINCT or FETCH FIRST (ORA-01786, ORA-02014): rows are told one by one, and added up here.
 */
const lockOf = (alias: string, id: string): Piece =>
  raw(`FOR UPDATE OF ${alias}.${identifier(id)} SKIP LOCKED`)

/** Overhead in bytes per value, in the archive's text and in memory. */
const perValue = 24

export const oraNamedRows: NamedRowStatements = {
  candidates: (table, key, _, range, dead, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${sizeOf('t0', columns)} AS
        "bytes"${hashed === null ? raw('') : sql`, ${rowHash(hashed)} AS "hash"`}
        FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${condition(dead)}
        ORDER BY ${keyOrder(key, range)}${atMost(limit)}`,
      candidatesIn(key),
    ),
  readRange: (table, key, _, range, dead, whole, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${wholeRow(whole)} FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(dead)}
        ORDER BY ${keyOrder(key, range)}${atMost(limit)}`,
      wholeIn(key, whole, '1', encodedIn),
    ),
  read: (rows, whole) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${wholeRow(whole)} FROM ${from(rows)}
        WHERE ${named(rows)}`,
      wholeIn(rows.key, whole, '1', encodedIn),
    ),
  childSizes: (rows, joins, columns) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, SUM(${sizeOf(last(joins), columns)}) AS "bytes"
        FROM ${chained(rows, joins)} GROUP BY ${orderedKey(rows.key)}`,
      sizesIn(rows.key),
    ),
  readChildren: (rows, joins, columns, hashed, limit) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${rowHash(hashed, last(joins))} AS
        "hash"${list(last(joins), columns)}
        FROM ${chained(rows, joins)}${atMost(limit)}`,
      readIn(rows.key, columns, encodedIn),
    ),
  together: (rows, columns, limit) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)} FROM (SELECT DISTINCT ${joined(
        columns.map((id) => column(0, id)),
        ', ',
      )} FROM ${from(rows)} WHERE ${named(rows)}) g JOIN ${name(rows.table)} t0 ON ${joined(
        columns.map((id) => sql`${column(0, id)} = ${raw(`g.${identifier(id)}`)}`),
        ' AND ',
      )}${atMost(limit)}`,
      keysIn(rows.key),
    ),
  find: (rows, dead) => answering(keysAndHashes(rows, meeting(dead)), foundIn(rows.key)),
  lock: (rows, dead) =>
    answering(sql`${keysAndHashes(rows, meeting(dead))} ${lockOfRows(rows)}`, foundIn(rows.key)),
  lockSum: (rows, dead) =>
    answering(
      sql`SELECT ${rowHash(rows.hashed)} AS "hash" FROM ${from(rows)}
        WHERE ${named(rows)} AND ${meeting(dead)} ${lockOfRows(rows)}`,
      addedUp,
    ),
  lockChildren: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${rowHash(hashed, last(joins))} AS "hash"
        FROM ${chained(rows, joins)} ${lockOfChildren(joins)}`,
      (found) => {
        const groups = new Map<string, { readonly key: RowKey; readonly rows: Row[] }>()
        for (const row of found) {
          const key = keyOf(rows.key, row)
          const group = groups.get(JSON.stringify(key)) ?? { key, rows: [] }
          group.rows.push(row)
          groups.set(JSON.stringify(key), group)
        }
        return [...groups.values()].map((group) => ({ key: group.key, sum: addedUp(group.rows) }))
      },
    ),
  lockChildrenSum: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${rowHash(hashed, last(joins))} AS "hash"
        FROM ${chained(rows, joins)} ${lockOfChildren(joins)}`,
      addedUp,
    ),
  // Whoever puts in a child locks no row of its parent here, so no lock shows who does. The DELETE
  // of a parent waits for them itself, and ends in an error where a child has come: a transaction
  // is SERIALIZABLE (connection.ts).
  lockReferred: (rows) =>
    answering(sql`SELECT ${selectedKey(rows.key)} FROM ${from(rows)} WHERE 1 = 0`, (found) =>
      keysIn(rows.key)(found),
    ),
  count: (rows, dead) =>
    answering(
      sql`SELECT COUNT(*) AS "total" FROM ${from(rows)}
        WHERE ${named(rows)} AND ${condition(dead)}`,
      totalIn,
    ),
  countLiving: (rows, live) =>
    answering(
      sql`SELECT COUNT(*) AS "total" FROM ${from(rows)} WHERE ${named(rows)} AND ${living(live)}`,
      totalIn,
    ),
  deleteRows: (rows, dead) =>
    written(
      sql`DELETE FROM ${from(rows)}
        WHERE ${named(rows)}${dead === null ? raw('') : sql` AND ${condition(dead)}`}`,
    ),
  // No DELETE takes a join before 23ai.
  deleteChildren: (rows, joins) => {
    const end = joins.at(-1)
    const before = joins.slice(0, -1)
    const own = Object.entries(end?.on ?? {})
    const parent = before.length === 0 ? 't0' : last(before)
    const there = own.map(([id]) => `${last(joins)}.${identifier(id)}`).join(', ')
    const here = own.map(([, id]) => `${parent}.${identifier(id)}`).join(', ')
    return written(
      sql`DELETE FROM ${name(end?.table ?? '')} ${raw(last(joins))} WHERE (${raw(there)}) IN
        (SELECT ${raw(here)} FROM ${chained(rows, before)})`,
    )
  },
}

const lockOfRows = ({ key, hashed }: NamedRows): Piece =>
  lockOf('t0', key[0]?.name ?? hashed[0]?.name ?? '')
const lockOfChildren = (joins: readonly Join[]): Piece =>
  lockOf(last(joins), Object.keys(joins.at(-1)?.on ?? {})[0] ?? '')

const atMost = (limit: number | null): Piece =>
  raw(limit === null ? '' : ` FETCH FIRST ${limit} ROWS ONLY`)

const meeting = (dead: Parameters<typeof condition>[0] | null): Piece =>
  dead === null ? raw('1 = 1') : condition(dead)

const keysAndHashes = (rows: NamedRows, meets: Piece): Piece =>
  sql`SELECT ${selectedKey(rows.key)}, ${rowHash(rows.hashed)} AS "hash" FROM ${from(rows)}
    WHERE ${named(rows)} AND ${meets}`

const wholeRow = ({ columns, hashed, old, identity }: Whole): Piece =>
  sql`${rowHash(hashed)} AS "hash", CASE WHEN ${condition(old)} THEN 1 ELSE 0 END AS "old",
    ${rowHash(identity)} AS "identity"${list('t0', columns)}`

const last = (joins: readonly Join[]): string => `j${joins.length - 1}`
const from = ({ table }: NamedRows): Piece => sql`${name(table)} t0`
/** The rows, and what hangs on them at the end of the joins. */
const chained = (rows: NamedRows, joins: readonly Join[]): Piece =>
  sql`${from(rows)}${joinedTables(joins)}
    WHERE ${named(rows)}${joins.length === 0 ? raw('') : sql` AND ${joinedOn(joins)}`}`
const list = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  columns.length === 0 ? raw('') : sql`, ${encodedList(alias, columns)}`

/**
 * What the columns take in the archive, about: bytes are two digits there, a hash is 64. A letter
 * of a CLOB is taken for two bytes.
 */
function sizeOf(alias: string, columns: readonly EncodedColumn[]): Piece {
  const values = columns.map(({ name: id, as, charset, long }) => {
    const value = `${alias}.${identifier(id)}`
    if (as === 'hash') return raw('64')
    if (long === true)
      return raw(`${charset === undefined ? 2 : 4} * NVL(DBMS_LOB.GETLENGTH(${value}), 0)`)
    return raw(`${as === 'bytes' ? '2 * ' : ''}NVL(VSIZE(${value}), 0)`)
  })
  return joined([raw(String(perValue * columns.length)), ...values], ' + ')
}
