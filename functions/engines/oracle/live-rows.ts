import { seedIn } from '../answered-rows.ts'
import { sumIn } from '../answered-counts.ts'
import { knownKeysIn } from '../answered-keys.ts'
import type { LiveQuestions } from '../live.ts'
import { from, joins, living, place } from './live-conditions.ts'
import { answering, joined, name, raw, sql } from './ora-text.ts'
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

export const liveQuestions: LiveQuestions = {
  count: (table, key, range, live, hashed) =>
    answering(
      sql`SELECT COUNT(*) AS "total", NVL(SUM(${rowHash(hashed)}), 0) AS "hash"
        FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${living(live)}`,
      sumIn,
    ),
  some: (table, key, range, live, rows) =>
    answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)}
        AND ${living(live)} ORDER BY ${keyOrder(key, range)}
        FETCH FIRST ${raw(String(rows))} ROWS ONLY`,
      knownKeysIn(key),
    ),
  countJoined(table, key, range, live, ways, columns) {
    const digest = sixtyBits(columns.map((one) => digestOf(place(one), false)))
    const read = ways.map(
      (way) =>
        sql`SELECT COUNT(*) AS total, NVL(SUM(${digest}), 0) AS hash
          FROM ${name(table)} t0${joins(way)} WHERE ${within(key, range)} AND ${living(live)}`,
    )
    return answering(
      sql`SELECT SUM(total) AS "total", SUM(hash) AS "hash"
        FROM (${joined(read, ' UNION ALL ')}) counted`,
      sumIn,
    )
  },
  newest: (table, [text, other], by) =>
    answering(
      sql`SELECT COUNT(*) AS "total", NVL(SUM(newest), 0) AS "hash"
        FROM (SELECT MAX(${name(by)}) AS newest FROM ${name(table)} WHERE ${name(text)} IS NOT NULL
        AND ${name(other)} IS NOT NULL GROUP BY ${name(text)}, ${name(other)}) newest_lines`,
      sumIn,
    ),
  seed: (table, key, row, columns) =>
    answering(
      sql`SELECT ${joined(
        columns.map((id, at) => sql`${column(0, id)} AS ${raw(`"value${at}"`)}`),
        ', ',
      )} FROM ${name(table)} t0 WHERE ${sameKey(key, row)} FETCH FIRST 1 ROWS ONLY`,
      seedIn(columns),
    ),
  read({ columns, digest: long, from: table, joins: beside, where, newest }) {
    const read = [
      // Two columns of one name are ambiguous beside FETCH FIRST (ORA-00918).
      ...columns.map((one, at) => {
        const before = columns.slice(0, at).some(([, id]) => id === one[1])
        return sql`${place(one)} AS ${name(before ? `${one[1]}_${at}` : one[1])}`
      }),
      ...(long === undefined
        ? []
        : [sql`NULLIF(${digestOf(place(long), true)}, '-') AS ${raw('"object"')}`]),
    ]
    const last =
      newest === undefined
        ? raw('')
        : sql` ORDER BY ${place(newest)} DESC NULLS LAST FETCH FIRST 1 ROWS ONLY`
    return answering(
      sql`SELECT ${joined(read, ', ')} FROM ${from(table)}${joins(beside)}
        WHERE ${living(where)}${last}`,
      (rows) => rows,
    )
  },
}
