import { draw } from './draw.ts'

/** Session times are epoch nanoseconds. */
export const nano = 1n
export const minutes = (count: number): bigint => BigInt(count) * 60_000_000_000n
export const hours = (count: number): bigint => 60n * minutes(count)
export const days = (count: number): bigint => 24n * hours(count)
export const nanoseconds = (milliseconds: number): bigint => BigInt(milliseconds) * 1_000_000n

/**
 * When a row was made, relative to the cutoff (negative: before it); or the very value of the
 * column.
 */
export type Created = bigint | { readonly is: bigint }
/**
 * When it expires: so long after it was made, so long after the cutoff, or the very value of the
 * column.
 */
export type Expires =
  | { readonly after: bigint }
  | { readonly at: bigint }
  | { readonly is: bigint }
  | null

/**
 * How far a group of rows lies further back than its class says, to the nanosecond: up to so many
 * seconds.
 */
export function setBack(seconds: number, seed: number, group: number): bigint {
  if (seconds === 0) return 0n
  return (
    BigInt(draw(seed, group, 32) % seconds) * 1_000_000_000n +
    BigInt(draw(seed, group, 33) % 1_000_000_000)
  )
}

export function createdOf(created: Created, cutoff: number, back: bigint): bigint {
  return typeof created === 'object' ? created.is : nanoseconds(cutoff) + created - back
}

export function expiryOf(expires: Expires, created: bigint, cutoff: number): string | null {
  if (expires === null) return null
  if ('is' in expires) return expires.is.toString()
  return (
    'after' in expires ? created + expires.after : nanoseconds(cutoff) + expires.at
  ).toString()
}
