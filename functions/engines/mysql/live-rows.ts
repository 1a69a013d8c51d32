import { seedIn } from '../answered-rows.ts'
import { sumIn } from '../answered-counts.ts'
import { knownKeysIn } from '../answered-keys.ts'
import type { LiveQuestions, Place } from '../live.ts'
import { from, joins, living, place } from './live-conditions.ts'
import {
  answering,
  column,
  joined,
  name,
  orderedKey,
  raw,
  rowHash,
  sameKey,
  selectedKey,
  sql,
  within,
  type Piece,
} from './mysql-text.ts'

export const liveQuestions: LiveQuestions = {
  count: (table, key, range, live, hashed) =>
    answering(
      sql`SELECT COUNT(*) AS total, COALESCE(SUM(${rowHash(hashed)}), 0) AS hash
        FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${living(live)}`,
      sumIn,
    ),
  some: (table, key, range, live, rows) =>
    answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)}
        AND ${living(live)} ORDER BY ${orderedKey(key)} LIMIT ${raw(String(rows))}`,
      knownKeysIn(key),
    ),
  countJoined(table, key, range, live, ways, columns) {
    const read = ways.map(
      (way) =>
        sql`SELECT COUNT(*) AS total, COALESCE(SUM(${digest(columns)}), 0) AS hash
          FROM ${name(table)} t0${joins(way)} WHERE ${within(key, range)} AND ${living(live)}`,
    )
    return answering(
      sql`SELECT SUM(total) AS total, SUM(hash) AS hash
        FROM (${joined(read, ' UNION ALL ')}) counted`,
      sumIn,
    )
  },
  newest: (table, [text, other], by) =>
    answering(
      sql`SELECT COUNT(*) AS total, COALESCE(SUM(newest), 0) AS hash
        FROM (SELECT MAX(${name(by)}) AS newest FROM ${name(table)} WHERE ${name(text)} IS NOT NULL
        AND ${name(other)} IS NOT NULL
        GROUP BY CAST(${name(text)} AS BINARY), ${name(other)}) newest_lines`,
      sumIn,
    ),
  seed: (table, key, row, columns) =>
    answering(
      sql`SELECT ${joined(
        columns.map((id, at) => sql`${column(0, id)} AS ${raw(`value${at}`)}`),
        ', ',
      )} FROM ${name(table)} t0 WHERE ${sameKey(key, row)} LIMIT 1`,
      seedIn(columns),
    ),
  read({ columns, digest: long, from: table, joins: beside, where, newest }) {
    const read = [
      ...columns.map(place),
      ...(long === undefined ? [] : [sql`SHA2(${place(long)}, 256) AS object`]),
    ]
    const last = newest === undefined ? raw('') : sql` ORDER BY ${place(newest)} DESC LIMIT 1`
    return answering(
      sql`SELECT ${joined(read, ', ')} FROM ${from(table)}${joins(beside)}
        WHERE ${living(where)}${last}`,
      (rows) => rows,
    )
  },
}

const digest = (columns: readonly Place[]): Piece =>
  sql`CAST(CONV(LEFT(SHA2(CONCAT_WS(',', ${joined(
    columns.map((one) => sql`COALESCE(SHA2(${place(one)}, 256), '-')`),
    ', ',
  )}), 256), 15), 16, 10) AS UNSIGNED)`
