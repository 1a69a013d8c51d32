/** What the safe rules make of a row: gone after the run, or there with the same content. */
export type Verdict = 'dead' | 'alive'

/**
 * When a row was made, in seconds relative to the cutoff (negative: before it): one value or a
 * range to draw from. 'zero' is the date 0000-00-00 00:00:00. The cutoff is taken rounded up to the
 * whole seconds the columns hold, so that 0 is never before it and -1 always is.
 */
export type Moment = number | readonly [from: number, to: number] | 'zero' | null

/**
 * A period in ms; or the one that makes the row lapse so many ms after the cutoff (negative: before
 * it).
 */
export type Period = bigint | { readonly lapses: number } | null

export interface RowClass {
  readonly name: string
  readonly verdict: Verdict
  /**
   * Part of the rows of the table; each class has at least a few. Exactly one class takes 'rest'.
   */
  readonly share: number | 'rest'
}

export const minute = 60
export const hour = 3600
export const day = 86_400

export const hours = (count: number): bigint => BigInt(count) * 3_600_000n
export const days = (count: number): bigint => hours(24 * count)
export const longMax = 9_223_372_036_854_775_807n
/** The vendor's bound: from here on a period counts as without end. */
export const endless = 99_999_999_999_990n
