import type { Holds } from '../engines/scratch.ts'

const perMillisecond = 1000n

/** µs since the epoch, in UTC; null for the zero date. */
export function microseconds(wall: string): bigint | null {
  if (wall.startsWith('0000')) return null
  const [, date = '', time = '00:00:00', part = ''] =
    /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.(\d+))?)?$/.exec(wall) ?? []
  const whole = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(whole)) throw new TypeError(`${wall} is no time`)
  return BigInt(whole) * perMillisecond + BigInt(part.padEnd(6, '0').slice(0, 6))
}

/** A zero date is before every instant. */
export const isBefore = (at: bigint | null, instant: Date): boolean =>
  at === null || at < BigInt(instant.getTime()) * perMillisecond

export const between = (
  value: bigint,
  { from, below }: { readonly from?: bigint; readonly below?: bigint },
): boolean => (from === undefined || value >= from) && (below === undefined || value < below)

/** Two values are equal to the server where these are the same. */
export function asCompared(value: string | null, holds: Holds | null): string | null {
  if (value === null || holds === null) return value
  if (holds.is === 'text') return holds.folds ? value.toLowerCase() : value
  if (holds.is === 'time') return String(microseconds(value))
  return holds.is === 'integer' ? String(BigInt(value)) : value
}

/** Whether `there <sign> here` is known to be true. */
export function stands(
  sign: '>' | '<=',
  there: string | null,
  here: string | null,
  holds: Holds | null,
): boolean {
  if (there === null || here === null) return false
  const number = (value: string) =>
    holds?.is === 'time' ? (microseconds(value) ?? -1n) : BigInt(value)
  return sign === '>' ? number(there) > number(here) : number(there) <= number(here)
}
