import type { Holds } from '../engines/scratch.ts'
import { microseconds } from './compared-values.ts'

export type Value = string | null

/** 400 days, in µs: long ago, for any rule. */
export const longAgo = 400n * 86_400_000_000n

/** A period that ends at an instant. */
export interface Span {
  /** ms of the period's unit. */
  readonly unit: bigint
  readonly instant: Date
}

/** A wall time as a column of the step tells it. */
export function wallOf(at: bigint, step: number): string {
  const micros = ((at % 1_000_000n) + 1_000_000n) % 1_000_000n
  const whole = new Date(Number((at - micros) / 1000n)).toISOString().slice(0, 19)
  if (step >= 86_400_000_000) return whole.slice(0, 10)
  const digits = 6 - Math.round(Math.log10(step))
  const part = String(micros).padStart(6, '0').slice(0, digits)
  return `${whole.replace('T', ' ')}${digits === 0 ? '' : `.${part}`}`
}

export const floorTo = (at: bigint, step: number): bigint => {
  const by = BigInt(step)
  return at - (((at % by) + by) % by)
}

/** The zero date as a column of the step tells it. */
export function zeroOf(step: number): string {
  if (step >= 86_400_000_000) return '0000-00-00'
  const digits = 6 - Math.round(Math.log10(step))
  return `0000-00-00 00:00:00${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`
}

/** Whether a column can hold the value. */
export function takes(holds: Holds | null, value: Value): boolean {
  if (value === null) return true
  switch (holds?.is) {
    case 'integer':
      return /^-?\d+$/.test(value) && BigInt(value) >= holds.from && BigInt(value) <= holds.to
    case 'text':
      return value.length <= holds.length && !(holds.trims && / $/.test(value))
    case 'time': {
      const at = microseconds(value)
      if (at === null) return holds.zero
      const [first, last] = [holds.first, holds.last].map((end) => BigInt(end.getTime()) * 1000n)
      return at >= (first ?? 0n) && at <= (last ?? 0n)
    }
    default:
      return false
  }
}

/** Creations with periods that end right before, at and right after the instant. */
export function spansAround(
  { unit, instant }: Span,
  created: Holds | null,
  period: Holds | null,
  changes: readonly bigint[],
): readonly (readonly [created: string, period: string])[] {
  const step = created?.is === 'time' ? created.step : 1_000_000
  const end = BigInt(instant.getTime()) * 1000n
  const ago = [end - longAgo, end - 3_600_000_000n, end - 2_000_000n]
  return [...ago, ...changes]
    .map((at) => floorTo(at, step))
    .filter((at) => at < end)
    .flatMap((at) => {
      const exact = (end - at) / (unit * 1000n)
      return [-1n, 0n, 1n].map((more) => [wallOf(at, step), String(exact + more)] as const)
    })
    .filter(([from, length]) => takes(created, from) && takes(period, length))
}
