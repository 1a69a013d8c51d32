import type { Live, LiveJoin, LiveTable, Place } from '../live.ts'
import { identifier, joined, name, raw, sql, type Piece } from './pg-text.ts'

export const place = ([row, id]: Place): Piece => raw(`${row}.${identifier(id)}`)

/** The instant as UTC wall time, computed by the server from the epoch. */
const wall = (at: Date): Piece =>
  sql`(TIMESTAMP '1970-01-01 00:00:00' + CAST(${String(at.getTime())} AS bigint) * INTERVAL '1
    millisecond')`

const list = (parts: readonly Live[], word: string, none: string): Piece =>
  parts.length === 0 ? raw(none) : sql`(${joined(parts.map(living), word)})`

const texts = (of: readonly string[]): Piece =>
  joined(
    of.map((text) => sql`${text}`),
    ', ',
  )

/** What the application says of a row; its arithmetic is none of the rules' conditions. */
export function living(live: Live): Piece {
  switch (live.is) {
    case 'all':
      return list(live.of, ' AND ', 'TRUE')
    case 'any':
      return list(live.of, ' OR ', 'FALSE')
    case 'none':
      return sql`NOT (${living(live.of)})`
    case 'empty':
      return sql`${place(live.at)} IS NULL`
    case 'among':
      return sql`${place(live.at)} IN (${texts(live.texts)})`
    case 'not among':
      return sql`${place(live.at)} NOT IN (${texts(live.texts)})`
    case 'time':
      return sql`${place(live.at)} ${raw(live.sign)} ${wall(live.instant)}`
    case 'number':
      return sql`${place(live.at)} ${raw(live.sign)} CAST(${String(live.value)} AS numeric)`
    case 'digits': {
      const [value, from] = [digits(place(live.at)), sql`CAST(${String(live.from)} AS numeric)`]
      return live.to === undefined
        ? sql`${value} >= ${from}`
        : sql`${value} BETWEEN ${from} AND CAST(${String(live.to)} AS numeric)`
    }
    case 'runs': {
      const period = place(live.period)
      // Milliseconds of the clock's face, which no period makes too many.
      const created = sql`EXTRACT(EPOCH FROM CAST(${place(live.created)} AS timestamp)) * 1000`
      return sql`(${period} < 0 OR ${period} >= 99999999999990
        OR ${created} + ${period} > CAST(${String(live.instant.getTime())} AS bigint))`
    }
    case 'equal':
      return sql`${place(live.one)} ${raw(live.orEmpty === true ? 'IS NOT DISTINCT FROM' : '=')}
        ${place(live.other)}`
    case 'greater':
      return sql`${place(live.one)} > ${place(live.other)}`
    case 'unset':
      return sql`COALESCE(${place(live.at)}, 0) = 0`
    case 'value': {
      const at = place(live.at)
      if (live.orEmpty !== true) return sql`${at} = ${live.value}`
      // No index answers IS NOT DISTINCT FROM.
      return live.value === null
        ? sql`${at} IS NULL`
        : sql`(${at} IS NOT NULL AND ${at} = ${live.value})`
    }
    case 'there':
      return sql`EXISTS (SELECT 1 FROM ${from(live.from)}${joins(live.joins)}
        WHERE ${living(live.where)})`
  }
}

/** The digits that a text begins with, as a number; 0 where it begins with none. */
const digits = (text: Piece): Piece =>
  sql`CASE WHEN ${text} IS NOT NULL THEN CAST(COALESCE(SUBSTRING(${text}
    FROM '^[0-9]+'), '0') AS numeric) END`

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
