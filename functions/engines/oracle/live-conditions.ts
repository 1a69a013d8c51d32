import { renderLiving } from '../render-living.ts'
import { among, identifier, name, raw, sql, type Piece } from './ora-text.ts'

const epoch = raw("TIMESTAMP '1970-01-01 00:00:00'")

/** An empty text is NULL: `IN` finds none by it, and `NOT IN` would find no row at all. */
const list = (texts: readonly string[]): readonly Piece[] =>
  texts.filter((text) => text !== '').map((text) => sql`${text}`)

const number = (value: bigint): Piece => sql`TO_NUMBER(${String(value)})`

/** Milliseconds of the clock's face, which no period makes too many. */
function sinceEpoch(created: Piece): Piece {
  const since = sql`(CAST(${created} AS TIMESTAMP(9)) - ${epoch})`
  return sql`EXTRACT(DAY FROM ${since}) * 86400000 + EXTRACT(HOUR FROM ${since}) * 3600000
    + EXTRACT(MINUTE FROM ${since}) * 60000 + EXTRACT(SECOND FROM ${since}) * 1000`
}

export const { place, from, joins, living } = renderLiving({
  always: '1 = 1',
  never: '1 = 0',
  join: ' JOIN ',
  place: ([row, id]) => raw(`${row}.${identifier(id)}`),
  table: name,
  among: (value, texts) => among(value, list(texts)),
  notAmong: (value, texts) => sql`NOT (${among(value, list(texts))})`,
  wall: (at) =>
    sql`(${epoch} + NUMTODSINTERVAL(TO_NUMBER(${String(at.getTime())}) / 1000, 'SECOND'))`,
  number,
  bound: number,
  // The first 38 digits are more than any bound has, and as many as a NUMBER keeps.
  digits: (text) =>
    sql`CASE WHEN ${text} IS NOT NULL
      THEN TO_NUMBER(NVL(SUBSTR(REGEXP_SUBSTR(${text}, '^[0123456789]+'), 1, 38), '0')) END`,
  isAfter: (created, period, instant) =>
    sql`${sinceEpoch(created)} + ${period} > ${number(BigInt(instant.getTime()))}`,
  alike: (one, other) => sql`DECODE(${one}, ${other}, 1, 0) = 1`,
  orZero: (value) => sql`NVL(${value}, 0)`,
  isValue(at, value, orEmpty) {
    if (!orEmpty) return sql`${at} = ${value}`
    return value === null || value === ''
      ? sql`${at} IS NULL`
      : sql`(${at} IS NOT NULL AND ${at} = ${value})`
  },
})
