import type { Live, LiveJoin, LiveTable, Place } from '../live.ts'
import { among, identifier, joined, name, raw, sql, type Piece } from './ora-text.ts'

export const place = ([row, id]: Place): Piece => raw(`${row}.${identifier(id)}`)

const epoch = raw("TIMESTAMP '1970-01-01 00:00:00'")

/** The instant as UTC wall time, computed by the server from the epoch. */
const wall = (at: Date): Piece =>
  sql`(${epoch} + NUMTODSINTERVAL(TO_NUMBER(${String(at.getTime())}) / 1000, 'SECOND'))`

const list = (parts: readonly Live[], word: string, none: string): Piece =>
  parts.length === 0 ? raw(none) : sql`(${joined(parts.map(living), word)})`

/** An empty text is NULL: `IN` finds none by it, and `NOT IN` would find no row at all. */
const texts = (of: readonly string[]): readonly Piece[] =>
  of.filter((text) => text !== '').map((text) => sql`${text}`)

/** What the application says of a row; its arithmetic is none of the rules' conditions. */
export function living(live: Live): Piece {
  switch (live.is) {
    case 'all':
      return list(live.of, ' AND ', '1 = 1')
    case 'any':
      return list(live.of, ' OR ', '1 = 0')
    case 'none':
      return sql`NOT (${living(live.of)})`
    case 'empty':
      return sql`${place(live.at)} IS NULL`
    case 'among':
      return among(place(live.at), texts(live.texts))
    case 'not among':
      return sql`NOT (${among(place(live.at), texts(live.texts))})`
    case 'time':
      return sql`${place(live.at)} ${raw(live.sign)} ${wall(live.instant)}`
    case 'number':
      return sql`${place(live.at)} ${raw(live.sign)} TO_NUMBER(${String(live.value)})`
    case 'digits': {
      const [value, from] = [digits(place(live.at)), sql`TO_NUMBER(${String(live.from)})`]
      return live.to === undefined
        ? sql`${value} >= ${from}`
        : sql`${value} BETWEEN ${from} AND TO_NUMBER(${String(live.to)})`
    }
    case 'runs': {
      const period = place(live.period)
      return sql`(${period} < 0 OR ${period} >= 99999999999990
        OR ${sinceEpoch(live.created)} + ${period} > TO_NUMBER(${String(live.instant.getTime())}))`
    }
    case 'equal':
      return live.orEmpty === true
        ? sql`DECODE(${place(live.one)}, ${place(live.other)}, 1, 0) = 1`
        : sql`${place(live.one)} = ${place(live.other)}`
    case 'greater':
      return sql`${place(live.one)} > ${place(live.other)}`
    case 'unset':
      return sql`NVL(${place(live.at)}, 0) = 0`
    case 'value': {
      const at = place(live.at)
      if (live.orEmpty !== true) return sql`${at} = ${live.value}`
      return live.value === null || live.value === ''
        ? sql`${at} IS NULL`
        : sql`(${at} IS NOT NULL AND ${at} = ${live.value})`
    }
    case 'there':
      return sql`EXISTS (SELECT 1 FROM ${from(live.from)}${joins(live.joins)}
        WHERE ${living(live.where)})`
  }
}

/** Milliseconds of the clock's face, which no period makes too many. */
function sinceEpoch(created: Place): Piece {
  const since = sql`(CAST(${place(created)} AS TIMESTAMP(9)) - ${epoch})`
  return sql`EXTRACT(DAY FROM ${since}) * 86400000 + EXTRACT(HOUR FROM ${since}) * 3600000
    + EXTRACT(MINUTE FROM ${since}) * 60000 + EXTRACT(SECOND FROM ${since}) * 1000`
}

/**
 * The digits that a text begins with, as a number; 0 where it begins with none. The first 38 are
 * more than any bound has, and as many as a NUMBER keeps.
 */
const digits = (text: Piece): Piece =>
  sql`CASE WHEN ${text} IS NOT NULL
    THEN TO_NUMBER(NVL(SUBSTR(REGEXP_SUBSTR(${text}, '^[0123456789]+'), 1, 38), '0')) END`

export const from = ({ table, as }: LiveTable): Piece => sql`${name(table)} ${raw(as)}`

export const joins = (all: readonly LiveJoin[] = []): Piece =>
  joined(
    all.map(
      (join) =>
        sql`${raw(join.optional === true ? ' LEFT JOIN ' : ' JOIN ')}${from(join)}
          ON ${living(join.on)}`,
    ),
    '',
  )
