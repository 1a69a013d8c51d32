import { timeOfDay } from '../contract/bounds.ts'
import { durationMilliseconds } from '../contract/duration.ts'
import type { Gate } from '../contract/evidence.ts'
import type { Run } from '../contract/steps.ts'
import { weekdays, type Window } from '../contract/window.ts'
import { passGates } from './gates.ts'

const day = 86_400_000
/** A run that is let in so late would be ended before it had done anything. */
const leastTime = 3_600_000

/** s from the instant (epoch ms) until production may be purged; 0 where it may. */
export function secondsToOpen(window: Window | undefined, at: number): number {
  if (window === undefined) return 0
  const midnight = Math.floor(at / day) * day
  const [from, to] = [timeOfDay(window.from), timeOfDay(window.to)]
  // Yesterday's may still be open, and the same day next week is the last that can be the next.
  for (let date = midnight - day; date <= midnight + 7 * day; date += day) {
    if (!window.days.some((name) => name === weekdays[(new Date(date).getUTCDay() + 6) % 7]))
      continue
    const opens = date + from
    if (at < opens) return Math.ceil((opens - at) / 1000)
    if (at < opens + ((to - from + day) % day)) return 0
  }
  throw new TypeError('a window has a day')
}

/** Whether a purge under way has to end: it is to be verified and reported, or its window opens too late to wait for. */
export function purgeIsOver(run: Pick<Run, 'window' | 'purgeBy'>, at: number): boolean {
  const [wait, ends] = [secondsToOpen(run.window, at), Date.parse(run.purgeBy)]
  return at >= ends || (wait > 0 && at + wait * 1000 > ends - leastTime)
}

/**
 * Whether a run may purge a source now, or how long it has to wait.
 * @param underWay a purge that has begun waits in any case: it is neither done nor undone.
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
  if (window === undefined) return verdict(true, 'The environment has no window: any time will do.')
  const when = `${window.days.join(', ')} from ${window.from} to ${window.to} UTC`
  if (waitSeconds === 0) return verdict(true, `It is within the window (${when}).`)
  const [opens, ends] = [at + waitSeconds * 1000, Date.parse(purgeBy)]
  const found = `It is ${text(at)}; production may be purged ${when}, next at ${text(opens)}.`
  const rest = underWay
    ? 'What was deleted stays deleted and is on record; a run within the window goes on with the rest.'
    : 'Nothing was deleted in this source.'
  if (window.outside === 'end' && !underWay)
    return verdict(
      false,
      `${found} ${rest} Start the execution so that its rehearsal ends within the window, or set "outside": "wait".`,
    )
  const answer = approval && !underWay ? durationMilliseconds(approval.deadline) : 0
  if (opens > ends - answer - leastTime)
    return verdict(
      false,
      `${found} The run may purge until ${text(ends)}, too early to wait for that. ${rest} Start the execution shortly before the window opens.`,
    )
  return verdict(true, `${found} The run waits until then.`)
}

/**
 * s for which a purge has to pause.
 * @throws NamedError OutsideWindow where it is not to be waited for
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
