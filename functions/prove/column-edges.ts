import { endlessPeriod, type Expression, type PeriodUnit } from '../engines/expression.ts'
import type { Holds } from '../engines/scratch.ts'
import { unheard } from './edges.ts'
import { floorTo, longAgo, wallOf, zeroOf, type Value } from './values.ts'

/** The values of one column at which one condition turns. */
export interface EdgeValues {
  /** At and beside each bound, and odd ones. */
  readonly edges: readonly Value[]
  /** Of which the condition is true. */
  readonly plain: readonly Value[]
}

type Of<Kind extends Expression['is']> = Extract<Expression, { is: Kind }>

const [smallest, largest] = [-(1n << 63n), (1n << 63n) - 1n]

export const textEdges = ({ among }: Of<'text'>): EdgeValues => ({
  edges: [...among.flatMap((text) => [text.toLowerCase(), `${text} `]), unheard, null],
  plain: among,
})

export function numberEdges({ from, below }: Of<'number'>): EdgeValues {
  const bounds = [from, below].filter((bound) => bound !== undefined)
  const beside = bounds.flatMap((bound) => [bound - 1n, bound, bound + 1n])
  const ends = [smallest, -1n, 0n, 1n, endlessPeriod, largest]
  const inside = below === undefined ? (from ?? 0n) + 1000n : below - 1000n
  return {
    edges: [...[...beside, ...ends].map(String), null],
    plain: from === undefined || inside >= from ? [String(inside)] : [],
  }
}

export function digitsEdges({ from, below }: Of<'digits'>): EdgeValues {
  const odd = ['', '12x', '-5', ' 12', '12\n', '9'.repeat(18), `1${'0'.repeat(18)}`]
  return {
    edges: [...[from - 1n, from, below - 1n, below].map(String), `0${below - 1n}`, ...odd, null],
    plain: [String(below - 1000n)],
  }
}

/** @param changes wall times (µs) at which clocks were changed. */
export function timeEdges(
  holds: Holds | null,
  instant: Date,
  changes: readonly bigint[],
): EdgeValues {
  const step = holds?.is === 'time' ? holds.step : 1_000_000
  const end = BigInt(instant.getTime()) * 1000n
  const last = floorTo(end - 1n, step)
  const near = [-1, 0, 1, 2].map((steps) => last + BigInt(steps * step))
  const tell = (value: bigint) => wallOf(floorTo(value, step), step)
  return {
    edges: [
      ...[...near, end + longAgo, ...changes].map(tell),
      null,
      ...(holds?.is === 'time' && holds.zero ? [zeroOf(step)] : []),
    ],
    plain: [end - longAgo, end - 2n * longAgo].map(tell),
  }
}

/** Periods that are over, in the column's unit. */
const over = [1n, 2n, 3_600n]

export function periodEdges(unit: PeriodUnit): EdgeValues {
  const endless = endlessPeriod / milliseconds(unit)
  const edges = [smallest, -1n, 0n, endless, largest, endless - 1n].map(String)
  return { edges: [...edges, null], plain: over.map(String) }
}

/** Instants from which those periods end at this one. */
export const creations = ({ unit, instant }: Of<'lapsed'>): Date[] =>
  over.map((length) => new Date(instant.getTime() - Number(length * milliseconds(unit))))

const milliseconds = (unit: PeriodUnit): bigint => (unit === 's' ? 1000n : 1n)
