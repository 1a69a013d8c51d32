import type { Sum } from './answers.ts'
import type { Question, Row } from './database.ts'
import type { HashedColumn, Key, KeyColumn, KeyRange } from './dialect.ts'

/** A column of a row, by what the row is called: `t0` is the one that is judged. */
export type Place = readonly [row: string, column: string]

/**
 * What the application itself says of a row, as data. It is another language than the rules'
 * `Expression`, on purpose: each engine renders the two apart, with another arithmetic, so that a
 * fault of one does not hide in the other.
 */
export type Live =
  | { readonly is: 'all' | 'any'; readonly of: readonly Live[] }
  | { readonly is: 'none'; readonly of: Live }
  | { readonly is: 'empty'; readonly at: Place }
  /** Equal to one of the texts, or to none, as the column compares. */
  | { readonly is: 'among' | 'not among'; readonly at: Place; readonly texts: readonly string[] }
  /** A wall time up to the instant, or after it. */
  | { readonly is: 'time'; readonly at: Place; readonly sign: '<=' | '>'; readonly instant: Date }
  | { readonly is: 'number'; readonly at: Place; readonly sign: '<=' | '>'; readonly value: bigint }
  /** A text as a number without a sign, from one to another. */
  | { readonly is: 'digits'; readonly at: Place; readonly from: bigint; readonly to?: bigint }
  /**
   * A creation, a wall time, plus a period in ms is after the instant; negative and very large
   * periods never end.
   */
  | { readonly is: 'runs'; readonly created: Place; readonly period: Place; readonly instant: Date }
  | { readonly is: 'equal'; readonly one: Place; readonly other: Place; readonly orEmpty?: true }
  | { readonly is: 'greater'; readonly one: Place; readonly other: Place }
  /** None, or zero. */
  | { readonly is: 'unset'; readonly at: Place }
  /** Equal to a value that is asked with. */
  | {
      readonly is: 'value'
      readonly at: Place
      readonly value: string | null
      readonly orEmpty?: true
    }
  /** There is a row of the table, joined to others. */
  | {
      readonly is: 'there'
      readonly from: LiveTable
      readonly joins?: readonly LiveJoin[]
      readonly where: Live
    }

export interface LiveTable {
  readonly table: string
  /** What its row is called. */
  readonly as: string
}

export interface LiveJoin extends LiveTable {
  /** The row before is there without one of this table, too. */
  readonly optional?: true
  readonly on: Live
}

/** A query that the application asks with nearly every call. */
export interface LiveRead {
  readonly columns: readonly Place[]
  /** A long column that is answered by its digest. */
  readonly digest?: Place
  readonly from: LiveTable
  readonly joins?: readonly LiveJoin[]
  readonly where: Live
  /** The one row alone that has the largest. */
  readonly newest?: Place
}

export interface LiveQuestions {
  /** How many rows of the range live, and the sum of their hashes. */
  count(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    live: Live,
    hashed: readonly HashedColumn[],
  ): Question<Sum>
  /** Keys of some of them. */
  some(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    live: Live,
    rows: number,
  ): Question<readonly Key[]>
  /**
   * What is joined to them, in any of the ways: how many, and the sum of the digests of the
   * columns.
   */
  countJoined(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    live: Live,
    ways: readonly (readonly LiveJoin[])[],
    columns: readonly Place[],
  ): Question<Sum>
  /**
   * The largest of each group, byte for byte, of a whole table: how many, and their sum. A NULL is
   * in no group.
   */
  newest(table: string, group: readonly [text: string, other: string], by: string): Question<Sum>
  /** The values of the row of the key; null where there is none. */
  seed(
    table: string,
    key: readonly KeyColumn[],
    row: Key,
    columns: readonly string[],
  ): Question<readonly (string | null)[] | null>
  read(read: LiveRead): Question<readonly Row[]>
}
