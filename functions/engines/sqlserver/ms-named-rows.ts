import { totalIn, sumIn } from '../answered-counts.ts'
import { keysIn, foundIn, sizesIn, sumsIn } from '../answered-keys.ts'
import { candidatesIn, readIn, wholeIn } from '../answered-rows.ts'
import type { EncodedColumn, Join } from '../dialect.ts'
import type { Expression } from '../expression.ts'
import type { NamedRows, NamedRowStatements, Whole } from '../named-rows.ts'
import { condition } from './conditions.ts'
import { encodedList, length } from './encoding.ts'
import { living } from './live-conditions.ts'
import { answering, joined, name, quoted, raw, sql, written, type Piece } from './ms-text.ts'
import { dirty, hinted, joinedTables, listed, locking, ofHashes } from './named.ts'
import { orderedKey, rowHash, selectedKey, summed, within } from './row-text.ts'

/** Overhead in bytes per value, in the archive's text and in memory. */
const perValue = 24

export const msNamedRows: NamedRowStatements = {
  candidates: (table, key, index, range, dead, columns, hashed, limit) =>
    answering(
      sql`SELECT ${top(limit)}${selectedKey(key)}, ${sizeOf('t0', columns)} AS
        bytes${hashed === null ? raw('') : sql`, ${rowHash(hashed)} AS hash`}
        FROM ${along(table, index)} WHERE ${within(key, range)} AND ${condition(dead)}
        ORDER BY ${orderedKey(key)}`,
      candidatesIn(key),
    ),
  readRange: (table, key, index, range, dead, whole, limit) =>
    answering(
      sql`SELECT ${top(limit)}${selectedKey(key)}, ${wholeRow(whole)} FROM ${along(table, index)}
        WHERE ${within(key, range)} AND ${condition(dead)} ORDER BY ${orderedKey(key)}`,
      wholeIn(key, whole),
    ),
  read: (rows, whole) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, ${wholeRow(whole)} FROM ${listed(rows, '')}
        WHERE ${ofHashes(rows)}`,
      wholeIn(rows.key, whole),
    ),
  childSizes: (rows, joins, columns) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, COUNT_BIG(*) AS total,
        SUM(${sizeOf(last(joins), columns)}) AS bytes FROM ${chained(rows, joins, '', '')}
        WHERE ${ofHashes(rows)} GROUP BY ${orderedKey(rows.key)}`,
      sizesIn(rows.key),
    ),
  readChildren: (rows, joins, columns, hashed, limit) =>
    answering(
      sql`SELECT ${top(limit)}${selectedKey(rows.key)}, ${rowHash(hashed, last(joins))} AS
        hash${list(last(joins), columns)} FROM ${chained(rows, joins, '', '')}
        WHERE ${ofHashes(rows)}`,
      readIn(rows.key, columns),
    ),
  together: (rows, columns, limit) =>
    answering(
      sql`SELECT ${top(limit)}${selectedKey(rows.key)} FROM (SELECT DISTINCT ${raw(
        columns.map((id) => `t0.${quoted(id)}`).join(', '),
      )} FROM ${listed(rows, '')} WHERE ${ofHashes(rows)}) g INNER JOIN ${name(rows.table)} t0
        ON ${raw(columns.map((id) => `t0.${quoted(id)} = g.${quoted(id)}`).join(' AND '))}`,
      keysIn(rows.key),
    ),
  find: (rows, dead) => answering(keysAndHashes(rows, dead, ''), foundIn(rows.key)),
  lock: (rows, dead) => answering(keysAndHashes(rows, dead, locking), foundIn(rows.key)),
  lockSum: (rows, dead) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total, ${summed(rowHash(rows.hashed))}
        FROM ${listed(rows, locking)} WHERE ${ofHashes(rows)} AND ${meeting(dead)}`,
      sumIn,
    ),
  lockChildren: (rows, joins, hashed) =>
    answering(
      sql`SELECT ${selectedKey(rows.key)}, COUNT_BIG(*) AS total,
        ${summed(rowHash(hashed, last(joins)))} FROM ${chained(rows, joins, passing, locking)}
        WHERE ${ofHashes(rows)} GROUP BY ${orderedKey(rows.key)}`,
      sumsIn(rows.key),
    ),
  lockChildrenSum: (rows, joins, hashed) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total, ${summed(rowHash(hashed, last(joins)))}
        FROM ${chained(rows, joins, passing, locking)} WHERE ${ofHashes(rows)}`,
      sumIn,
    ),
  // Rows that cannot be locked here are those for which the second look finds none: it passes them.
  lockReferred: (rows, joins, { table, columns, index }) => {
    const there = joins.length === 0 ? 't0' : last(joins)
    const known = columns.map((id) => `${there}.${quoted(id)} IS NOT NULL`).join(' AND ')
    const equal = columns.map((id) => `r.${quoted(id)} = ${there}.${quoted(id)}`).join(' AND ')
    const by = index === undefined ? '' : `INDEX(${quoted(index)}), `
    return answering(
      sql`SELECT DISTINCT ${selectedKey(rows.key)} FROM ${chained(rows, joins, dirty, dirty)}
        WHERE ${ofHashes(rows)} AND ${raw(known)} AND NOT EXISTS (SELECT 1 FROM ${name(table)}
        r${hinted(`${by}FORCESEEK, ${locking}`)} WHERE ${raw(equal)})`,
      keysIn(rows.key),
    )
  },
  count: (rows, dead) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total FROM ${listed(rows, '')} WHERE ${ofHashes(rows)}
        AND ${condition(dead)}`,
      totalIn,
    ),
  countLiving: (rows, live) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total FROM ${listed(rows, '')} WHERE ${ofHashes(rows)}
        AND ${living(live)}`,
      totalIn,
    ),
  deleteRows: (rows, dead) =>
    written(
      sql`DELETE t0 FROM ${listed(rows, 'ROWLOCK')}
        WHERE ${ofHashes(rows)}${dead === null ? raw('') : sql` AND ${condition(dead)}`}`,
    ),
  deleteChildren: (rows, joins) =>
    written(
      sql`DELETE ${raw(last(joins))} FROM ${chained(rows, joins, '', 'ROWLOCK')}
        WHERE ${ofHashes(rows)}`,
    ),
}

/** Rows between the named ones and their descendants: passed by if somebody holds them. */
const passing = 'READPAST, READCOMMITTEDLOCK'

const top = (limit: number | null): Piece => raw(limit === null ? '' : `TOP (${limit}) `)

/** A walk goes along its index: another way would sort what it reads. */
const along = (table: string, index: string | undefined): Piece =>
  sql`${name(table)} t0${hinted(index === undefined ? '' : `INDEX(${quoted(index)})`)}`

const meeting = (dead: Expression | null): Piece => (dead === null ? raw('1 = 1') : condition(dead))

const keysAndHashes = (rows: NamedRows, dead: Expression | null, hint: string): Piece =>
  sql`SELECT ${joined([...keyList(rows), sql`${rowHash(rows.hashed)} AS hash`], ', ')}
    FROM ${listed(rows, hint)} WHERE ${ofHashes(rows)} AND ${meeting(dead)}`

const keyList = ({ key }: NamedRows): Piece[] => (key.length === 0 ? [] : [selectedKey(key)])

const wholeRow = ({ columns, hashed, old, identity }: Whole): Piece =>
  sql`${rowHash(hashed)} AS hash, CASE WHEN ${condition(old)} THEN 1 ELSE 0 END AS
    old, ${rowHash(identity)} AS [identity]${list('t0', columns)}`

const last = (joins: readonly Join[]): string => `j${joins.length - 1}`

/** The rows, and what hangs on them at the end of the joins. */
const chained = (rows: NamedRows, joins: readonly Join[], between: string, end: string): Piece =>
  sql`${listed(rows, between)}${joinedTables(joins, between, end)}`

const list = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  columns.length === 0 ? raw('') : sql`, ${encodedList(alias, columns)}`

/** About what the columns take in the archive: bytes are two digits there, a hash is 64. */
function sizeOf(alias: string, columns: readonly EncodedColumn[]): Piece {
  const values = columns.map((encoded) => {
    const value = `COALESCE(${length(encoded, `${alias}.${quoted(encoded.name)}`)}, 0)`
    if (encoded.as === 'hash') return raw('64')
    return raw(encoded.as === 'bytes' ? `2 * ${value}` : `3 * ${value}`)
  })
  return joined([raw(`CAST(${perValue * columns.length} AS BIGINT)`), ...values], ' + ')
}
