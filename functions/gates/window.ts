import { timeOfDay } from '../contract/bounds.ts'
import { durationMilliseconds } from '../contract/duration.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run } from '../contract/steps.ts'
import { weekdays, type Window } from '../contract/window.ts'
import { passGates } from './gates.ts'

const day = 86_400_000
/** A run that starts its purge later than this would end before it deleted anything. */
const leastTime = 3_600_000

/** s from the instant (epoch ms) until production may be purged; 0 if it may be now. */
export function secondsToOpen(window: Window | undefined, at: number): number {
  if (window === undefined) return 0
  const midnight = Math.floor(at / day) * day
  const [from, to] = [timeOfDay(window.from), timeOfDay(window.to)]
  // Yesterday's window may still be open; the next one opens within a week.
  for (let date = midnight - day; date <= midnight + 7 * day; date += day) {
    if (!window.days.some((name) => name === weekdays[(new Date(date).getUTCDay() + 6) % 7]))
      continue
    const opens = date + from
    if (at < opens) return Math.ceil((opens - at) / 1000)
    if (at < opens + ((to - from + day) % day)) return 0
  }
  throw new TypeError('a window has a day')
}

/** s from the instant until the window closes that is open then; infinite without a window. */
export function secondsToClose(window: Window | undefined, at: number): number {
  if (window === undefined) return Number.POSITIVE_INFINITY
  const [from, to] = [timeOfDay(window.from), timeOfDay(window.to)]
  const midnight = Math.floor(at / day) * day
  for (const date of [midnight - day, midnight]) {
    const closes = date + from + ((to - from + day) % day)
    const isDay = window.days.includes(weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'MON')
    if (isDay && at >= date + from && at < closes) return Math.floor((closes - at) / 1000)
  }
  return 0
}

/** s between two instants (epoch ms) in which production may be purged. */
export function openSeconds(window: Window | undefined, from: number, to: number): number {
  let [open, at] = [0, from]
  while (at < to) {
    const opens = Math.min(to, at + secondsToOpen(window, at) * 1000)
    const shuts = Math.min(to, opens + secondsToClose(window, opens) * 1000)
    open += shuts - opens
    // Less than a second of a window counts for nothing.
    at = Math.max(shuts, opens + 1000)
  }
  return Math.round(open / 1000)
}

/** ms for which a window is open at a time. */
export const windowLength = ({ from, to }: Window): number =>
  (timeOfDay(to) - timeOfDay(from) + day) % day

/**
 * Whether a running purge must end: verification and report are due, or the next window opens too
 * late.
 */
export function purgeIsOver(run: Pick<Run, 'window' | 'purgeBy'>, at: number): boolean {
  const [wait, ends] = [secondsToOpen(run.window, at), Date.parse(run.purgeBy)]
  return at >= ends || (wait > 0 && at + wait * 1000 > ends - leastTime)
}

/**
 * Whether a run may purge a source now, or how long it must wait.
 * @param underWay a purge that has started always waits: it is neither complete nor rolled back.
 */
export function judgeWindow(
  { window, purgeBy, approval }: Pick<Run, 'window' | 'purgeBy' | 'approval'>,
  source: string,
  at: number,
  underWay: boolean,
): { readonly gate: Gate; readonly waitSeconds: number } {
  const waitSeconds = secondsToOpen(window, at)
  const verdict = (passed: boolean, detail: string) => ({
    gate: { gate: 'window' as const, source, passed, detail },
    waitSeconds,
  })
  if (window === undefined)
    return verdict(
      true,
      approval === undefined
        ? 'The environment has neither a window nor an approval: production is purged at any ' +
            'time, and nobody is asked.'
        : 'The environment has no window: any time is allowed.',
    )
  const when = `${window.days.join(', ')} from ${window.from} to ${window.to} UTC`
  if (waitSeconds === 0) return verdict(true, `It is within the window (${when}).`)
  const [opens, ends] = [at + waitSeconds * 1000, Date.parse(purgeBy)]
  const found = `It is ${text(at)}; production may be purged ${when}, next at ${text(opens)}.`
  const rest = underWay
    ? 'Committed deletes are kept and on record; a run within the window continues with the rest.'
    : 'Nothing was deleted in this source.'
  if (window.outside === 'end' && !underWay)
    return verdict(
      false,
      `${found} ${rest} Start the execution so that its rehearsal ends within the window, or ` +
        'set "outside": "wait".',
    )
  const answer = approval && !underWay ? durationMilliseconds(approval.deadline) : 0
  if (opens > ends - answer - leastTime)
    return verdict(
      false,
      `${found} The run may purge until ${text(ends)}, too early to wait for the window. ` +
        `${rest} Start the execution shortly before the window opens.`,
    )
  return verdict(true, `${found} The run waits until then.`)
}

/**
 * s for which a purge must pause.
 * @throws NamedError OutsideWindow if the run must not wait
 */
export function pauseFor(
  run: Pick<Run, 'window' | 'purgeBy' | 'approval'>,
  source: string,
  at: number,
  underWay: boolean,
): number {
  const { gate, waitSeconds } = judgeWindow(run, source, at, underWay)
  passGates([gate])
  return waitSeconds
}

const text = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`
