import { durationMilliseconds } from './duration.ts'
import type { RunEnvironment } from './environment.ts'
import { weekdays, type Window } from './window.ts'

const hour = 3_600_000
const day = 24 * hour
/** Half a day short of a week: a run has ended before the next weekly one begins. */
export const longestRun = 6.5 * day
/** What is done with rows in one run, on the clones and on production. */
const forRows = 2 * day
/** The least of it that makes a run worth while. */
const leastForRows = day
/** Before a run's end: enough to delete the clones and to write the report. */
const tail = hour

/** Whether so little is left of a run that nothing more may be begun or waited for. */
export const isLate = ({ endsBy }: { readonly endsBy: string }, at: number): boolean =>
  at > Date.parse(endsBy) - tail

export const hoursText = (milliseconds: number): string => `${Math.ceil(milliseconds / hour)} hours`

/**
 * ms after which a run ends at the latest: every wait may last as long as its own bound allows, and the rows get their
 * time, unless that comes near to the next weekly run.
 */
export function runBound({
  sources,
  limits,
  smokeTest,
  window,
  approval,
}: Pick<RunEnvironment, 'sources' | 'limits' | 'smokeTest' | 'window' | 'approval'>): number {
  const ofRds = 3 * sources.length * durationMilliseconds(limits.rdsWait)
  const others = [smokeTest, approval].map((one) => (one ? durationMilliseconds(one.deadline) : 0))
  return Math.min(
    longestRun,
    [ofRds, ...others, longestClosed(window), forRows].reduce((sum, one) => sum + one),
  )
}

/**
 * ms before a run's end at which the purge of production stops, so that what it did is verified and reported within the
 * run: an eighth of it.
 */
export const verifyingTime = (bound: number): number => bound / 8

/** What a run takes in any case where each wait lasts as long as it may. */
export const leastRun = (
  limits: { readonly rdsWait: string },
  approval: { readonly deadline: string } | undefined,
): number =>
  2 * durationMilliseconds(limits.rdsWait) +
  (approval === undefined ? 0 : durationMilliseconds(approval.deadline)) +
  leastForRows

/** The longest time in ms for which a window stays closed. */
export function longestClosed(window: Window | undefined): number {
  if (window === undefined) return 0
  const length = (timeOfDay(window.to) - timeOfDay(window.from) + day) % day
  const opens = weekdays.flatMap((name, at) => (window.days.includes(name) ? [at * day] : []))
  return opens.reduce((longest, one, at) => {
    const next = opens[at + 1] ?? (opens[0] ?? 0) + 7 * day
    return Math.max(longest, next - one - length)
  }, 0)
}

/** A time of day such as "02:00" in ms. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * hour + minutes * 60_000
}
