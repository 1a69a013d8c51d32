import { median } from './latency.ts'
import { describe, type Pulse } from './pace-pulse.ts'

/** The share of the time that a purge works, as it follows production. */
export interface Following {
  /** In (0, 1]. */
  readonly share: number
  /** Pulses in a row that let it rise. */
  readonly calm: number
  /** How many connections it works on: the second one begins after so many calm pulses. */
  readonly connections: 1 | 2
  readonly secondAfter: number
  /** The latest, oldest first. */
  readonly pulses: readonly Pulse[]
  /** Running threads per vCPU that always run, such as those of replicas. */
  readonly always: number
  /** Whether others use production, or it is not known yet. */
  readonly crowded: boolean
  /** Why it gave way, until it is back at its ceiling. */
  readonly reasons: readonly string[]
}

/** The share while others use production, or may. */
const low = 0.25
/** Of the ceiling, when production answers late or not at all. */
const least = 0.1
/** It rises by one more of these with each calm pulse, and falls by half. */
const step = 0.05
/** Calm pulses before the second connection: at first, and at most as late answers double it. */
const [secondAfter, secondAtMost] = [40, 1_000]
/** Pulses kept: half a minute or less. Their lowest latencies are those of production at rest. */
const kept = 100

/** Calm pulses before the second connection is used once more. */
export const laterSecond = (of: Following): number => Math.min(secondAtMost, 2 * of.secondAfter)

/**
 * @param always the most threads per vCPU of which it is believed that they always run; the lowest
 * count so far, if that is less.
 * @param pulses of earlier, by which latencies are judged.
 * @param second calm pulses before the second connection.
 */
export const beginning = (
  always: number,
  pulses: readonly Omit<Pulse, 'running'>[] = [],
  second = secondAfter,
): Following => ({
  share: low,
  calm: 0,
  connections: 1,
  secondAfter: second,
  pulses: pulses.map((pulse) => ({ ...pulse, running: undefined })),
  always,
  crowded: true,
  reasons: [],
})

/**
 * The share after one more pulse: half at once when production is not calm, up to the ceiling in
 * growing steps when it is. At all of the time it may have a second connection after a while.
 * @param ceiling the configured share, or the switch's.
 * @param factor of the ceiling, by the levels of production's metrics.
 */
export function follow(of: Following, pulse: Pulse, ceiling: number, factor: number): Following {
  const pulses = [...of.pulses, pulse].slice(-kept)
  const late = lateness(pulses)
  const crowd = crowding(pulses, of)
  const now = [...late, ...crowd.reasons]
  const most = Math.min(
    ceiling * factor,
    late.length > 0 ? ceiling * least : crowd.crowded ? low : 1,
  )
  const giving = now.length > 0
  const share =
    of.share > most ? Math.max(most, of.share / 2) : Math.min(most, of.share + step * (of.calm + 1))
  const calm = of.share > most || giving ? 0 : of.calm + 1
  // Late answers that others did not bring about may be its own: it stays away for twice as long.
  const tooMuch = of.connections === 2 && late.length > 0 && !crowd.crowded
  return {
    share,
    calm,
    connections: share === 1 && calm >= of.secondAfter ? 2 : 1,
    secondAfter: tooMuch ? laterSecond(of) : of.secondAfter,
    pulses,
    always: Math.min(of.always, pulse.running ?? of.always),
    crowded: crowd.crowded,
    reasons: giving ? now : share < ceiling * factor ? of.reasons : [],
  }
}

/** A latency of our own, in ms: below the floor it says nothing. */
const latencies = [
  { name: 'statement', floor: 10, times: 2 },
  { name: 'commit', floor: 20, times: 3 },
] as const
/** Latencies are medians of as many: one outlier is none. */
const middle = 5

/** Latencies against their lowest before, which is what they are while nobody else works. */
function lateness(pulses: readonly Pulse[]): readonly string[] {
  return latencies.flatMap(({ name, floor, times }) => {
    // There is a commit only after a batch; to a statement there is always an answer.
    if (name === 'statement' && pulses.at(-1)?.statement === null)
      return ['statement-latency is unknown: production did not answer (gives way)']
    const values = pulses.flatMap((pulse) => pulse[name] ?? [])
    const medians = values.slice(middle - 1).map((_, at) => median(values.slice(at, at + middle)))
    const lowest = Math.max(floor, Math.min(...medians.slice(0, -1)))
    const ratio = (medians.at(-1) ?? 0) / lowest
    return ratio < times
      ? []
      : [describe(`${name}-latency`, ratio, 'times its lowest of late', times)]
  })
}

/** Running threads per vCPU by which others use production, beside those that always run. */
const used = 0.5
/** The latest readings; as many of them tell that others are there, and none that they are not. */
export const readings = 24
const enough = 3

/** Whether others use production so much that the purge takes what is left of the vCPUs. */
function crowding(
  pulses: readonly Pulse[],
  { always, crowded: before }: Following,
): Pick<Following, 'crowded' | 'reasons'> {
  const values = pulses.flatMap((pulse) => pulse.running ?? [])
  const silent = pulses.at(-1)?.running === null
  if (values.length === 0) return { crowded: false, reasons: [] }
  if (silent)
    return {
      crowded: true,
      reasons: ['running-threads is unknown, though it was read before (gives way)'],
    }
  const latest = values.slice(-readings)
  const found = latest.filter((value) => value - always >= used)
  const crowded = before ? found.length > 0 || latest.length < readings : found.length >= enough
  const reasons =
    crowded && found.length > 0
      ? [describe('running-threads', Math.max(...found), 'per vCPU', always + used)]
      : []
  return { crowded, reasons }
}
