import { z } from 'zod'

const expected = 'expected a duration such as "90m", "2h" or "14d"'
export const duration = z.string(expected).regex(/^\d{1,6}(m|h|d)$/, expected)

/** A duration such as "90m", "2h" or "14d" in milliseconds. */
export function durationMilliseconds(text: string): number {
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)]
  if (unit === undefined) throw new TypeError(`not a duration: ${text}`)
  return Number(text.slice(0, -1)) * unit
}
