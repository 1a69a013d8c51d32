import type { Sum } from './answers.ts'
import type { Question, Row } from './database.ts'
import type { HashedColumn, Key, KeyColumn, KeyRange } from './dialect.ts'

/** A column of a row, by the row's alias: `t0` is the row that is judged. */
export type Place = readonly [row: string, column: string]

/**
 * What the application itself asks about a row, as data. Deliberately not the rules' `Expression`:
 * each engine renders the two separately, with different arithmetic, so that an error in one does
 * not hide in the other.
 */
export type Live =
  | { readonly is: 'all' | 'any'; readonly of: readonly Live[] }
  | { readonly is: 'none'; readonly of: Live }
  | { readonly is: 'empty'; readonly at: Place }
  /** Equal to one of the texts, or to none of them, by the column's collation. */
  | { readonly is: 'among' | 'not among'; readonly at: Place; readonly texts: readonly string[] }
  /** A wall time up to the instant, or after it. */
  | { readonly is: 'time'; readonly at: Place; readonly sign: '<=' | '>'; readonly instant: Date }
  | { readonly is: 'number'; readonly at: Place; readonly sign: '<=' | '>'; readonly value: bigint }
  /** A text as an unsigned number, within bounds. */
  | { readonly is: 'digits'; readonly at: Place; readonly from: bigint; readonly to?: bigint }
  /**
   * A creation wall time plus a period in ms is after the instant; negative and very large periods
   * never end.
   */
  | { readonly is: 'runs'; readonly created: Place; readonly period: Place; readonly instant: Date }
  | { readonly is: 'equal'; readonly one: Place; readonly other: Place; readonly orEmpty?: true }
  | { readonly is: 'greater'; readonly one: Place; readonly other: Place }
  /** NULL or zero. */
  | { readonly is: 'unset'; readonly at: Place }
  /** Equal to a parameter of the query. */
  | {
      readonly is: 'value'
      readonly at: Place
      readonly value: string | null
      readonly orEmpty?: true
    }
  /** A row of the table exists, joined to others. */
  | {
      readonly is: 'there'
      readonly from: LiveTable
      readonly joins?: readonly LiveJoin[]
      readonly where: Live
    }

export interface LiveTable {
  readonly table: string
  /** The row's alias. */
  readonly as: string
}

export interface LiveJoin extends LiveTable {
  /** A left join: the previous row need not have one of these. */
  readonly optional?: true
  readonly on: Live
}

/** A query that the application runs on nearly every call. */
export interface LiveRead {
  readonly columns: readonly Place[]
  /** A long column: the answer is its digest. */
  readonly digest?: Place
  readonly from: LiveTable
  readonly joins?: readonly LiveJoin[]
  readonly where: Live
  /** Only the row with the largest value. */
  readonly newest?: Place
}

export interface LiveQuestions {
  /** The number of live rows in the range, and the sum of their hashes. */
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
   * The rows joined to them by any of the paths: their number, and the sum of the columns' digests.
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
   * The largest value of each group, byte for byte, over a whole table: their number and sum. A row
   * with a NULL in the group belongs to none.
   */
  newest(table: string, group: readonly [text: string, other: string], by: string): Question<Sum>
  /** The values of the row with the key; null if it does not exist. */
  seed(
    table: string,
    key: readonly KeyColumn[],
    row: Key,
    columns: readonly string[],
  ): Question<readonly (string | null)[] | null>
  read(read: LiveRead): Question<readonly Row[]>
}
