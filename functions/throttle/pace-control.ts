import { median } from './latency.ts'
import { describe, type Pulse } from './pace-pulse.ts'

/** The share of the time that a purge works, as it follows production. */
export interface Following {
  /** In (0, 1]. */
  readonly share: number
  /** Pulses in a row that let it rise. */
  readonly calm: number
  /** The latest, oldest first. */
  readonly pulses: readonly Pulse[]
  /** The lowest count of running threads so far: a load that comes and stays is no part of it. */
  readonly always: number
  /** Why it gave way, until it is back at its ceiling. */
  readonly reasons: readonly string[]
}

/** The share to begin with, and the most while others use production. */
const low = 0.25
/** Of the ceiling, when production answers late or not at all. */
const least = 0.1
/** It rises by one more of these with each calm pulse, and falls by half. */
const step = 0.05
/** Pulses kept: half a minute or more. Their lowest latencies are those of production at rest. */
const kept = 60

export const beginning: Following = {
  share: low,
  calm: 0,
  pulses: [],
  always: Number.POSITIVE_INFINITY,
  reasons: [],
}

/** After a pause it begins low again, and remembers what production is like at rest. */
export const begunAnew = ({ pulses, always }: Following): Following => ({
  ...beginning,
  pulses,
  always,
})

/**
 * The share after one more pulse: half at once when production is not calm, up to the ceiling in
 * growing steps when it is.
 * @param ceiling the configured share, or the switch's.
 * @param factor of the ceiling, by the levels of production's metrics.
 */
export function follow(of: Following, pulse: Pulse, ceiling: number, factor: number): Following {
  const pulses = [...of.pulses, pulse].slice(-kept)
  const late = lateness(pulses)
  const crowd = crowding(pulses, of.always)
  const now = [...late, ...crowd]
  const most = Math.min(
    ceiling * factor,
    late.length > 0 ? ceiling * least : crowd.length > 0 ? low : 1,
  )
  const giving = now.length > 0
  const share =
    of.share > most ? Math.max(most, of.share / 2) : Math.min(most, of.share + step * (of.calm + 1))
  return {
    share,
    calm: of.share > most || giving ? 0 : of.calm + 1,
    pulses,
    always: Math.min(of.always, pulse.running ?? of.always),
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
/** The latest readings, and how many of them must tell so: one does not. */
const [readings, enough] = [12, 2]

/**
 * Whether others use production so much that the purge takes what is left of the vCPUs.
 * @param always threads that always run, such as those of replicas; the levels judge them too.
 */
function crowding(pulses: readonly Pulse[], always: number): readonly string[] {
  const values = pulses.flatMap((pulse) => pulse.running ?? [])
  if (pulses.at(-1)?.running === null && values.length > 0)
    return ['running-threads is unknown, though it was read before (gives way)']
  const found = values.slice(-readings).filter((value) => value - always >= used)
  return found.length < enough
    ? []
    : [describe('running-threads', Math.max(...found), 'per vCPU', always + used)]
}
