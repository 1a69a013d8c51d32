import { metricKinds, type Level, type Levels, type Metric } from '../contract/throttle.ts'

/** What the metrics mean for the purge, with all reasons. */
export type Verdict =
  | { readonly what: 'go' }
  | {
      readonly what: 'slow' /** In (0, 1): the factor on the share of the time that is worked. */
      readonly factor: number
      readonly reasons: readonly string[]
    }
  | { readonly what: 'pause' | 'abort'; readonly reasons: readonly string[] }

/** The lowest factor: a purge that never ends helps nobody. */
const least = 0.1

/** Judges production's metrics by their levels. A requested metric without a value means pause. */
export function judge(metrics: readonly Metric[], levels: Levels): Verdict {
  const weighed = metrics.flatMap((metric) => weigh(metric, levels[metric.name]) ?? [])
  const reasons = weighed.map(({ reason }) => reason)
  const worst = (['abort', 'pause'] as const).find((what) =>
    weighed.some((one) => one.what === what),
  )
  if (worst !== undefined) return { what: worst, reasons }
  if (weighed.length === 0) return { what: 'go' }
  return { what: 'slow', factor: Math.min(...weighed.map(({ factor }) => factor)), reasons }
}

interface Weighed {
  readonly what: 'slow' | 'pause' | 'abort'
  readonly factor: number
  readonly reason: string
}

function weigh({ name, of, value }: Metric, level: Level | undefined): Weighed | null {
  if (level === undefined) return null
  const label = of === '' ? name : `${name} of ${of}`
  if (value === null)
    return {
      what: 'pause',
      factor: 0,
      reason: `${label} could not be read, and a missing value means pause`,
    }
  const { unit, worse } = metricKinds[name]
  const past = (limit: number | undefined) =>
    limit !== undefined && (worse === 'high' ? value >= limit : value <= limit)
  const what = (['abort', 'pause', 'slow'] as const).find((one) => past(level[one]))
  if (what === undefined) return null
  const shown = [rounded(value), unit].filter((part) => part !== '').join(' ')
  return {
    what,
    factor: factorOf(value, level),
    reason: `${label} is ${shown} (${what} from ${level[what]})`,
  }
}

/**
 * From 1 at the slow level down to the lowest factor at the pause level; without one, by the
 * distance from the slow level.
 */
function factorOf(value: number, { slow, pause }: Level): number {
  if (slow === undefined) return 1
  const far =
    pause === undefined || pause === slow
      ? Math.abs(value - slow) / Math.max(1, Math.abs(slow)) / 2
      : (value - slow) / (pause - slow)
  return Math.max(least, Math.min(1, 1 - far * (1 - least)))
}

const rounded = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10)
