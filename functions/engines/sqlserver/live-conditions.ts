import type { Live, LiveJoin, LiveTable, Place } from '../live.ts'
import { comparable, joined, name, quoted, raw, sql, type Piece } from './ms-text.ts'

export const place = ([row, id]: Place): Piece => raw(`${row}.${quoted(id)}`)

/** The instant as UTC wall time, which the server computes from the epoch: DATEADD takes an INT. */
function wall(at: Date): Piece {
  const [days, rest] = [Math.floor(at.getTime() / 86_400_000), at.getTime() % 86_400_000]
  return sql`DATEADD(MILLISECOND, CAST(${String((rest + 86_400_000) % 86_400_000)} AS INT),
    DATEADD(DAY, CAST(${String(days)} AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3))))`
}

const list = (parts: readonly Live[], word: string, none: string): Piece =>
  parts.length === 0 ? raw(none) : sql`(${joined(parts.map(living), word)})`

const texts = (of: readonly string[]): Piece => joined(of.map(comparable), ', ')

/** What the application asks about a row; shares no arithmetic with the rules' conditions. */
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
      return sql`${place(live.at)} IN (${texts(live.texts)})`
    case 'not among':
      return sql`${place(live.at)} NOT IN (${texts(live.texts)})`
    case 'time':
      return sql`${place(live.at)} ${raw(live.sign)} ${wall(live.instant)}`
    case 'number':
      return sql`${place(live.at)} ${raw(live.sign)} CAST(${String(live.value)} AS DECIMAL(38, 0))`
    case 'digits': {
      const value = leading(place(live.at))
      const from = sql`CAST(${String(live.from)} AS DECIMAL(38, 0))`
      return live.to === undefined
        ? sql`${value} >= ${from}`
        : sql`${value} BETWEEN ${from} AND CAST(${String(live.to)} AS DECIMAL(38, 0))`
    }
    case 'runs': {
      const period = place(live.period)
      return sql`(${period} < 0 OR ${period} >= 99999999999990
        OR DATEDIFF_BIG(MILLISECOND, ${place(live.created)}, ${wall(live.instant)}) < ${period})`
    }
    case 'equal':
      return live.orEmpty === true
        ? sql`EXISTS (SELECT ${place(live.one)} INTERSECT SELECT ${place(live.other)})`
        : sql`${place(live.one)} = ${place(live.other)}`
    case 'greater':
      return sql`${place(live.one)} > ${place(live.other)}`
    case 'unset':
      return sql`COALESCE(${place(live.at)}, 0) = 0`
    case 'value': {
      const at = place(live.at)
      if (live.value === null)
        return live.orEmpty === true ? sql`${at} IS NULL` : sql`(${at} IS NULL AND 1 = 0)`
      const equal = sql`${at} = ${comparable(live.value)}`
      return live.orEmpty === true ? sql`(${at} IS NOT NULL AND ${equal})` : equal
    }
    case 'there':
      return sql`EXISTS (SELECT 1 FROM ${from(live.from)}${joins(live.joins)}
        WHERE ${living(live.where)})`
  }
}

/** The digits that a text begins with, as a number; 0 where it begins with none. */
function leading(value: Piece): Piece {
  const text = sql`CAST(${value} AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2`
  return sql`CASE WHEN ${value} IS NOT NULL THEN ISNULL(TRY_CAST(N'0' + LEFT(${text},
    PATINDEX(N'%[^0-9]%', ${text} + N'.') - 1) AS DECIMAL(38, 0)),
    99999999999999999999999999999999999999) END`
}

export const from = ({ table, as }: LiveTable): Piece => sql`${name(table)} ${raw(as)}`

export const joins = (all: readonly LiveJoin[] = []): Piece =>
  joined(
    all.map(
      (join) =>
        sql`${raw(join.optional === true ? ' LEFT JOIN ' : ' INNER JOIN ')}${from(join)}
          ON ${living(join.on)}`,
    ),
    '',
  )
