import { renderLiving } from '../render-living.ts'
import { comparable, joined, name, quoted, raw, sql, type Piece } from './ms-text.ts'

const list = (texts: readonly string[]): Piece => joined(texts.map(comparable), ', ')

const decimal = (value: bigint): Piece => sql`CAST(${String(value)} AS DECIMAL(38, 0))`

/** DATEADD takes an INT. */
function wall(at: Date): Piece {
  const [days, rest] = [Math.floor(at.getTime() / 86_400_000), at.getTime() % 86_400_000]
  return sql`DATEADD(MILLISECOND, CAST(${String((rest + 86_400_000) % 86_400_000)} AS INT),
    DATEADD(DAY, CAST(${String(days)} AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3))))`
}

export const { place, from, joins, living } = renderLiving({
  always: '1 = 1',
  never: '1 = 0',
  join: ' INNER JOIN ',
  place: ([row, id]) => raw(`${row}.${quoted(id)}`),
  table: name,
  among: (value, texts) => sql`${value} IN (${list(texts)})`,
  notAmong: (value, texts) => sql`${value} NOT IN (${list(texts)})`,
  wall,
  number: decimal,
  bound: decimal,
  digits(value) {
    const text = sql`CAST(${value} AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2`
    return sql`CASE WHEN ${value} IS NOT NULL THEN ISNULL(TRY_CAST(N'0' + LEFT(${text},
      PATINDEX(N'%[^0-9]%', ${text} + N'.') - 1) AS DECIMAL(38, 0)),
      99999999999999999999999999999999999999) END`
  },
  isAfter: (created, period, instant) =>
    sql`DATEDIFF_BIG(MILLISECOND, ${created}, ${wall(instant)}) < ${period}`,
  alike: (one, other) => sql`EXISTS (SELECT ${one} INTERSECT SELECT ${other})`,
  orZero: (value) => sql`COALESCE(${value}, 0)`,
  isValue(at, value, orEmpty) {
    if (value === null) return orEmpty ? sql`${at} IS NULL` : sql`(${at} IS NULL AND 1 = 0)`
    const equal = sql`${at} = ${comparable(value)}`
    return orEmpty ? sql`(${at} IS NOT NULL AND ${equal})` : equal
  },
})
