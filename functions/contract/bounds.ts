import { durationMilliseconds } from './duration.ts'
import type { RunEnvironment } from './environment.ts'
import { weekdays, type Window } from './window.ts'

const hour = 3_600_000
const day = 24 * hour
/** Half a day less than a week: a run ends before the next weekly one starts. */
export const longestRun = 6.5 * day
/** Time for the work on rows in one run, on the clones and on production. */
const forRows = 2 * day
/** The minimum of it that makes a run worthwhile. */
const leastForRows = day
/** Reserve before a run's end: enough to delete the clones and to write the report. */
const tail = hour

/** Whether too little time is left in a run to start or wait for anything. */
export const isLate = ({ endsBy }: { readonly endsBy: string }, at: number): boolean =>
  at > Date.parse(endsBy) - tail

/** s from an instant until it is late. */
export const secondsToLate = ({ endsBy }: { readonly endsBy: string }, at: number): number =>
  Math.floor((Date.parse(endsBy) - tail - at) / 1000)

export const hoursText = (milliseconds: number): string => `${Math.ceil(milliseconds / hour)} hours`

interface Elsewhere {
  /** Present if the clones have an account of their own: a snapshot is then copied there. */
  readonly cloneAccount?: unknown
}

/**
 * Maximum duration of a run in ms: every wait may last up to its own limit, plus the time for rows,
 * unless that comes close to the next weekly run.
 */
export function runBound({
  sources,
  limits,
  smokeTest,
  window,
  approval,
  cloneAccount,
}: Pick<RunEnvironment, 'limits' | 'smokeTest' | 'window' | 'approval'> & {
  readonly sources: readonly unknown[]
} & Elsewhere): number {
  // Snapshot, restore and deletion, and the copy for another account.
  const waits = cloneAccount === undefined ? 3 : 4
  const ofRds = waits * sources.length * durationMilliseconds(limits.rdsWait)
  const others = [smokeTest, approval].map((one) => (one ? durationMilliseconds(one.deadline) : 0))
  return Math.min(
    longestRun,
    [ofRds, ...others, longestClosed(window), forRows].reduce((sum, one) => sum + one),
  )
}

/**
 * ms before a run's end at which the purge of production stops, so that it is verified and reported
 * within the run: an eighth of the run.
 */
export const verifyingTime = (bound: number): number => bound / 8

/** The minimum duration of a run in which each wait lasts up to its limit. */
export const leastRun = (
  limits: { readonly rdsWait: string },
  approval: { readonly deadline: string } | undefined,
  cloneAccount?: unknown,
): number =>
  (cloneAccount === undefined ? 2 : 3) * durationMilliseconds(limits.rdsWait) +
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
