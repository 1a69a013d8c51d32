import type { Holds } from '../engines/scratch.ts'
import { asCompared, microseconds } from './compared-values.ts'
import { either, isUnknown, outcome, type Outcomes } from './outcomes.ts'

/** Periods from here on never end, and negative ones neither. */
const endless = 99_999_999_999_990n
const whole = /^-?\d+$/

/** By the column's collation, as far as that is known. */
export function areEqual(one: string | null, other: string | null, holds: Holds | null): Outcomes {
  if (one === null || other === null) return isUnknown
  const known = holds?.is !== 'integer' || (whole.test(one) && whole.test(other))
  if (!known) return either
  const [a, b] = [asCompared(one, holds), asCompared(other, holds)]
  if (a === b) return outcome(true)
  // Not every collation heeds a space at a text's end, nor its case.
  return outcomeOfTexts(a ?? '', b ?? '', holds === null)
}

const outcomeOfTexts = (a: string, b: string, anyCase: boolean): Outcomes => {
  const plain = (text: string) => (anyCase ? text.toLowerCase() : text).trimEnd()
  return plain(a) === plain(b) ? either : outcome(false)
}

/** Two numbers, or two times: a zero date is before all others. */
export function isGreater(one: string | null, other: string | null, holds: Holds | null): Outcomes {
  if (one === null || other === null) return isUnknown
  if (holds?.is === 'time')
    return outcome((microseconds(one) ?? -(1n << 62n)) > (microseconds(other) ?? -(1n << 62n)))
  return whole.test(one) && whole.test(other) ? outcome(BigInt(one) > BigInt(other)) : either
}

export function isAfter(wall: string | null, instant: Date): Outcomes {
  if (wall === null) return isUnknown
  const at = microseconds(wall)
  return outcome(at !== null && at > BigInt(instant.getTime()) * 1000n)
}

export const isAbove = (number: string | null, limit: bigint): Outcomes =>
  number === null ? isUnknown : whole.test(number) ? outcome(BigInt(number) > limit) : either

/** A text that is no number, or too long a one, each server reads in its own way. */
export function isWithin(text: string | null, from: bigint, to: bigint | undefined): Outcomes {
  if (text === null) return isUnknown
  const number = /^\d{1,18}$/.test(text) ? BigInt(text) : /^[A-Za-z]/.test(text) ? 0n : null
  if (number === null) return either | isUnknown
  return outcome(number >= from && (to === undefined || number <= to))
}

export function runs(created: string | null, period: string | null, instant: Date): Outcomes {
  if (period === null) return isUnknown
  if (!whole.test(period)) return either | isUnknown
  const length = BigInt(period)
  if (length < 0n || length >= endless) return outcome(true)
  if (created === null) return isUnknown
  const at = microseconds(created)
  // Of a zero date a server may tell no difference.
  if (at === null) return outcome(false) | isUnknown
  const left = at + length * 1000n - BigInt(instant.getTime()) * 1000n
  // Within the last millisecond it depends on how the server rounds.
  return left > -1000n && left < 1000n && left % 1000n !== 0n ? either : outcome(left > 0n)
}
