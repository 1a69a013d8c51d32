import { seedIn } from '../answered-rows.ts'
import { sumIn } from '../answered-counts.ts'
import { knownKeysIn } from '../answered-keys.ts'
import type { LiveQuestions } from '../live.ts'
import { from, joins, living, place } from './live-conditions.ts'
import { answering, joined, name, quoted, raw, sql, type Piece } from './ms-text.ts'
import {
  column,
  digestOf,
  orderedKey,
  rowHash,
  sameKey,
  selectedKey,
  sixtyBits,
  summed,
  within,
} from './row-text.ts'

export const liveQuestions: LiveQuestions = {
  count: (table, key, range, live, hashed) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total, ${summed(rowHash(hashed))} FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${living(live)}`,
      sumIn,
    ),
  some: (table, key, range, live, rows) =>
    answering(
      sql`SELECT TOP (${raw(String(rows))}) ${selectedKey(key)} FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${living(live)} ORDER BY ${orderedKey(key)}`,
      knownKeysIn(key),
    ),
  countJoined(table, key, range, live, ways, columns) {
    const digest = sixtyBits(columns.map((one) => digestOf(place(one))))
    const read = ways.map(
      (way) =>
        sql`SELECT COUNT_BIG(*) AS total, SUM(CAST(${digest} AS DECIMAL(38, 0))) AS hash
          FROM ${name(table)} t0${joins(way)} WHERE ${within(key, range)} AND ${living(live)}`,
    )
    return answering(
      sql`SELECT SUM(total) AS total, CAST(ISNULL(SUM(hash), 0) AS VARCHAR(40)) AS hash
        FROM (${joined(read, ' UNION ALL ')}) counted`,
      sumIn,
    )
  },
  newest: (table, [text, other], by) => {
    const [first, second] = [text, other].map((id) => raw(quoted(id)))
    return answering(
      sql`SELECT COUNT_BIG(*) AS total, ${summed(raw('newest'))} FROM (SELECT
        MAX(${raw(quoted(by))}) AS newest FROM ${name(table)} WHERE ${first ?? raw('')} IS NOT NULL
        AND ${second ?? raw('')} IS NOT NULL
        GROUP BY CAST(CAST(${first ?? raw('')} AS NVARCHAR(4000)) AS VARBINARY(8000)),
        ${second ?? raw('')}) newest_lines`,
      sumIn,
    )
  },
  seed: (table, key, row, columns) =>
    answering(
      sql`SELECT TOP (1) ${joined(
        columns.map((id, at) => sql`${column(0, id)} AS ${raw(`value${at}`)}`),
        ', ',
      )} FROM ${name(table)} t0 WHERE ${sameKey(key, row)}`,
      seedIn(columns),
    ),
  read({ columns, digest: long, from: table, joins: beside, where, newest }) {
    // Of two columns of one name the last is kept, as MySQL's driver does.
    const read = [
      ...columns.map((one) => sql`${place(one)} AS ${raw(quoted(one[1]))}`),
      ...(long === undefined ? [] : [sql`${hex(place(long))} AS object`]),
    ]
    const [top, order] =
      newest === undefined
        ? [raw(''), raw('')]
        : [raw('TOP (1) '), sql` ORDER BY ${place(newest)} DESC`]
    return answering(
      sql`SELECT ${top}${joined(read, ', ')} FROM ${from(table)}${joins(beside)}
        WHERE ${living(where)}${order}`,
      (rows) => rows,
    )
  },
}

const hex = (value: Piece): Piece => sql`CONVERT(VARCHAR(64), ${digestOf(value)}, 2)`
