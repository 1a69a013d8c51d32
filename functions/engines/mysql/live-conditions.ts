import { renderLiving } from '../render-living.ts'
import { joined, name, quoted, raw, sql, type Piece } from './mysql-text.ts'

const wall = (at: Date): Piece =>
  sql`DATE_ADD(CAST('1970-01-01 00:00:00' AS DATETIME(6)), INTERVAL
    CAST(${String(BigInt(at.getTime()) * 1000n)} AS SIGNED) MICROSECOND)`

const list = (texts: readonly string[]): Piece =>
  joined(
    texts.map((text) => sql`${text}`),
    ', ',
  )

export const { place, from, joins, living } = renderLiving({
  always: 'TRUE',
  never: 'FALSE',
  join: ' JOIN ',
  place: ([row, id]) => raw(`${row}.${quoted(id)}`),
  table: name,
  among: (value, texts) => sql`${value} IN (${list(texts)})`,
  notAmong: (value, texts) => sql`${value} NOT IN (${list(texts)})`,
  wall,
  number: (value) => sql`CAST(${String(value)} AS SIGNED)`,
  bound: (value) => sql`CAST(${String(value)} AS UNSIGNED)`,
  digits: (text) => sql`CAST(${text} AS UNSIGNED)`,
  isAfter: (created, period, instant) =>
    sql`TIMESTAMPDIFF(MICROSECOND, ${created}, ${wall(instant)}) DIV 1000 < ${period}`,
  alike: (one, other) => sql`${one} <=> ${other}`,
  orZero: (value) => sql`COALESCE(${value}, 0)`,
  isValue: (at, value, orEmpty) => sql`${at} ${raw(orEmpty ? '<=>' : '=')} ${value}`,
})
