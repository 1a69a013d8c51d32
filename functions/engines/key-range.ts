import type { Key, KeyColumn, KeyRange } from './dialect.ts'
import { joined, raw, sql, type Piece } from './pieces.ts'

/** How an engine writes what is said of a key. */
export interface KeyWords {
  /** A condition that is true of every row. */
  readonly always: string
  /** A column of the table that stands as t0, t1, … in the statement. */
  column(depth: number, name: string): Piece
  /** A key column's bound value, typed so that its index answers. */
  bound(part: KeyColumn, value: string): Piece
  /** Whether a row's key is beyond the value, or up to it. */
  beyond(key: readonly KeyColumn[], value: Key, sign: '>' | '<='): Piece
}

export function keyRange({ always, column, bound, beyond }: KeyWords) {
  return {
    orderedKey: (key: readonly KeyColumn[]): Piece =>
      joined(
        key.map(({ name }) => column(0, name)),
        ', ',
      ),
    /** The rows of one key. */
    sameKey: (key: readonly KeyColumn[], value: Key): Piece =>
      joined(
        key.map((part, at) => sql`${column(0, part.name)} = ${bound(part, value[at] ?? '')}`),
        ' AND ',
      ),
    /** The rows of a range. A first key column that is NULL belongs to the first range. */
    within(key: readonly KeyColumn[], { low, high }: KeyRange): Piece {
      const [first] = key
      const bounds = low === null ? [] : [beyond(key, low, '>')]
      if (high !== null) {
        const below = beyond(key, high, '<=')
        const orNull = first?.nullable === true && low === null
        bounds.push(orNull ? sql`(${below} OR ${column(0, first.name)} IS NULL)` : below)
      }
      return bounds.length === 0 ? raw(always) : joined(bounds, ' AND ')
    },
  }
}
