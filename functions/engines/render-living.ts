import type { Live, LiveJoin, LiveTable, Place } from './live.ts'
import { joined, raw, sql, type Piece } from './pieces.ts'

/** What engines write differently of the application's questions. */
export interface LiveWords {
  /** A condition that is true of every row, and one that is true of none. */
  readonly always: string
  readonly never: string
  readonly join: string
  place(at: Place): Piece
  table(name: string): Piece
  among(value: Piece, texts: readonly string[]): Piece
  notAmong(value: Piece, texts: readonly string[]): Piece
  /** The instant as UTC wall time, computed by the server from the epoch. */
  wall(at: Date): Piece
  number(value: bigint): Piece
  /** A bound that digits are compared with. */
  bound(value: bigint): Piece
  /** The digits that a text begins with, as a number; 0 where it begins with none. */
  digits(text: Piece): Piece
  /** Whether the creation plus the period is after the instant. */
  isAfter(created: Piece, period: Piece, instant: Date): Piece
  /** Equal, or both NULL. */
  alike(one: Piece, other: Piece): Piece
  orZero(value: Piece): Piece
  isValue(at: Piece, value: string | null, orEmpty: boolean): Piece
}

/** The application's questions about a row; shares no arithmetic with the rules' conditions. */
export function renderLiving(words: LiveWords) {
  const { place } = words
  const list = (parts: readonly Live[], word: string, none: string): Piece =>
    parts.length === 0 ? raw(none) : sql`(${joined(parts.map(living), word)})`

  const from = ({ table, as }: LiveTable): Piece => sql`${words.table(table)} ${raw(as)}`
  const joinOf = (join: LiveJoin): Piece =>
    sql`${raw(join.optional === true ? ' LEFT JOIN ' : words.join)}${from(join)}
      ON ${living(join.on)}`
  const joins = (all: readonly LiveJoin[] = []): Piece => joined(all.map(joinOf), '')

  function living(live: Live): Piece {
    switch (live.is) {
      case 'all':
        return list(live.of, ' AND ', words.always)
      case 'any':
        return list(live.of, ' OR ', words.never)
      case 'none':
        return sql`NOT (${living(live.of)})`
      case 'empty':
        return sql`${place(live.at)} IS NULL`
      case 'among':
        return words.among(place(live.at), live.texts)
      case 'not among':
        return words.notAmong(place(live.at), live.texts)
      case 'time':
        return sql`${place(live.at)} ${raw(live.sign)} ${words.wall(live.instant)}`
      case 'number':
        return sql`${place(live.at)} ${raw(live.sign)} ${words.number(live.value)}`
      case 'digits':
        return digits(words, live)
      case 'runs': {
        const [created, period] = [place(live.created), place(live.period)]
        return sql`(${period} < 0 OR ${period} >= 99999999999990
          OR ${words.isAfter(created, period, live.instant)})`
      }
      case 'equal':
        return live.orEmpty === true
          ? words.alike(place(live.one), place(live.other))
          : sql`${place(live.one)} = ${place(live.other)}`
      case 'greater':
        return sql`${place(live.one)} > ${place(live.other)}`
      case 'unset':
        return sql`${words.orZero(place(live.at))} = 0`
      case 'value':
        return words.isValue(place(live.at), live.value, live.orEmpty === true)
      case 'there':
        return sql`EXISTS (SELECT 1 FROM ${from(live.from)}${joins(live.joins)}
          WHERE ${living(live.where)})`
    }
  }
  return { place, from, joins, living }
}

function digits(words: LiveWords, { at, from, to }: Extract<Live, { is: 'digits' }>): Piece {
  const [value, low] = [words.digits(words.place(at)), words.bound(from)]
  return to === undefined
    ? sql`${value} >= ${low}`
    : sql`${value} BETWEEN ${low} AND ${words.bound(to)}`
}
