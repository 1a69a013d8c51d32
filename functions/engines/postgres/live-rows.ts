import { seedIn } from '../answered-rows.ts'
import { sumIn } from '../answered-counts.ts'
import { knownKeysIn } from '../answered-keys.ts'
import type { LiveQuestions } from '../live.ts'
import { from, joins, living, place } from './live-conditions.ts'
import { answering, joined, name, quoted, raw, sql, type Piece } from './pg-text.ts'
import {
  column,
  digestOf,
  keyOrder,
  rowHash,
  sameKey,
  selectedKey,
  sixtyBits,
  within,
} from './row-text.ts'

const hex = (value: Piece): Piece => sql`ENCODE(${digestOf(value)}, 'hex')`

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
        AND ${living(live)} ORDER BY ${keyOrder(key, range)} LIMIT ${raw(String(rows))}`,
      knownKeysIn(key),
    ),
  countJoined(table, key, range, live, ways, columns) {
    const digest = sixtyBits(columns.map((one) => sql`COALESCE(${hex(place(one))}, '-')`))
    const read = ways.map(
      (way) =>
        sql`SELECT COUNT(*) AS total, COALESCE(SUM(${digest}), 0) AS hash
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
        GROUP BY CAST(${name(text)} AS text) COLLATE "C", ${name(other)}) newest_lines`,
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
    // Of two columns of one name the driver keeps the last, as MySQL's does.
    const read = [
      ...columns.map((one) => sql`${place(one)} AS ${raw(quoted(one[1]))}`),
      ...(long === undefined ? [] : [sql`${hex(place(long))} AS object`]),
    ]
    const last =
      newest === undefined
        ? raw('')
        : // Of rows as new as each other the first column decides, and not the plan of the day.
          sql` ORDER BY ${place(newest)} DESC NULLS LAST, 1 LIMIT 1`
    return answering(
      sql`SELECT ${joined(read, ', ')} FROM ${from(table)}${joins(beside)}
        WHERE ${living(where)}${last}`,
      (rows) => rows,
    )
  },
}
