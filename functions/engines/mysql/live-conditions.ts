import type { Live, LiveJoin, LiveTable, Place } from '../live.ts'
import { joined, name, raw, sql, type Piece, quoted } from './mysql-text.ts'

export const place = ([row, id]: Place): Piece => raw(`${row}.${quoted(id)}`)

/** The instant as UTC wall time, which the server computes from the epoch. */
const wall = (at: Date): Piece =>
  sql`DATE_ADD(CAST('1970-01-01 00:00:00' AS DATETIME(6)), INTERVAL
    CAST(${String(BigInt(at.getTime()) * 1000n)} AS SIGNED) MICROSECOND)`

const list = (parts: readonly Live[], word: string, none: string): Piece =>
  parts.length === 0 ? raw(none) : sql`(${joined(parts.map(living), word)})`

const texts = (of: readonly string[]): Piece =>
  joined(
    of.map((text) => sql`${text}`),
    ', ',
  )

/** What the application asks about a row; shares no arithmetic with the rules' conditions. */
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
      return sql`${place(live.at)} ${raw(live.sign)} CAST(${String(live.value)} AS SIGNED)`
    case 'digits': {
      const [value, from] = [
        sql`CAST(${place(live.at)} AS UNSIGNED)`,
        sql`CAST(${String(live.from)} AS UNSIGNED)`,
      ]
      return live.to === undefined
        ? sql`${value} >= ${from}`
        : sql`${value} BETWEEN ${from} AND CAST(${String(live.to)} AS UNSIGNED)`
    }
    case 'runs': {
      const [created, period] = [place(live.created), place(live.period)]
      return sql`(${period} < 0 OR ${period} >= 99999999999990
        OR TIMESTAMPDIFF(MICROSECOND, ${created}, ${wall(live.instant)}) DIV 1000 < ${period})`
    }
    case 'equal': {
      const equal = raw(live.orEmpty === true ? '<=>' : '=')
      return sql`${place(live.one)} ${equal} ${place(live.other)}`
    }
    case 'greater':
      return sql`${place(live.one)} > ${place(live.other)}`
    case 'unset':
      return sql`COALESCE(${place(live.at)}, 0) = 0`
    case 'value':
      return sql`${place(live.at)} ${raw(live.orEmpty === true ? '<=>' : '=')} ${live.value}`
    case 'there':
      return sql`EXISTS (SELECT 1 FROM ${from(live.from)}${joins(live.joins)}
        WHERE ${living(live.where)})`
  }
}

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
