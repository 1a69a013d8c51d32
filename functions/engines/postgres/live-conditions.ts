import { renderLiving } from '../render-living.ts'
import { identifier, joined, name, raw, sql, type Piece } from './pg-text.ts'

const list = (texts: readonly string[]): Piece =>
  joined(
    texts.map((text) => sql`${text}`),
    ', ',
  )

const numeric = (value: bigint): Piece => sql`CAST(${String(value)} AS numeric)`

export const { place, from, joins, living } = renderLiving({
  always: 'TRUE',
  never: 'FALSE',
  join: ' JOIN ',
  place: ([row, id]) => raw(`${row}.${identifier(id)}`),
  table: name,
  among: (value, texts) => sql`${value} IN (${list(texts)})`,
  notAmong: (value, texts) => sql`${value} NOT IN (${list(texts)})`,
  wall: (at) =>
    sql`(TIMESTAMP '1970-01-01 00:00:00' + CAST(${String(at.getTime())} AS bigint) * INTERVAL '1
      millisecond')`,
  number: numeric,
  bound: numeric,
  digits: (text) =>
    sql`CASE WHEN ${text} IS NOT NULL THEN CAST(COALESCE(SUBSTRING(${text}
      FROM '^[0-9]+'), '0') AS numeric) END`,
  // Milliseconds of the clock's face, which no period makes too many.
  isAfter: (created, period, instant) =>
    sql`EXTRACT(EPOCH FROM CAST(${created} AS timestamp)) * 1000 + ${period} >
      CAST(${String(instant.getTime())} AS bigint)`,
  alike: (one, other) => sql`${one} IS NOT DISTINCT FROM ${other}`,
  orZero: (value) => sql`COALESCE(${value}, 0)`,
  isValue(at, value, orEmpty) {
    if (!orEmpty) return sql`${at} = ${value}`
    // No index answers IS NOT DISTINCT FROM.
    return value === null ? sql`${at} IS NULL` : sql`(${at} IS NOT NULL AND ${at} = ${value})`
  },
})
