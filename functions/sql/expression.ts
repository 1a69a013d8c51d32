/**
 * A condition on one row, as data. A rule is written in these; each engine's file turns them into its SQL. An unknown
 * (NULL) is never true, and `not` is "not known to be true": in doubt a row is not selected by a condition and is
 * selected by its negation.
 */
export type Expression =
  | { readonly is: 'every'; readonly of: readonly Expression[] }
  | { readonly is: 'some'; readonly of: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'null'; readonly column: string }
  /** Byte for byte equal to one of the texts, whatever the collation says of case and accents. */
  | { readonly is: 'text'; readonly column: string; readonly among: readonly string[] }
  /** from <= column < below. */
  | { readonly is: 'number'; readonly column: string; readonly from?: bigint; readonly below?: bigint }
  /** A wall time in UTC that is before the instant; a zero date is before every instant. */
  | { readonly is: 'before'; readonly column: string; readonly instant: Date }
  /** Creation plus a period in ms, positive and finite, is before the instant; never true for a zero date. */
  | { readonly is: 'lapsed'; readonly created: string; readonly period: string; readonly instant: Date }
  /** A row of another table whose `on` columns (there: here) are equal, and that meets `where`. */
  | { readonly is: 'exists'; readonly table: string; readonly on: Readonly<Record<string, string>>; readonly where?: Expression }

/** Periods from here on, in ms, mean "never": the limit the vendor's own scripts use. */
export const endlessPeriod = 99_999_999_999_990n

export const every = (...of: Expression[]): Expression => ({ is: 'every', of })
export const some = (...of: Expression[]): Expression => ({ is: 'some', of })
export const not = (of: Expression): Expression => ({ is: 'not', of })
