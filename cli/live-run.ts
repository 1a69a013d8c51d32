import type { RunEnvironment } from '../functions/contract/environment.ts'
import { switchPauses, type Control } from '../functions/contract/control.ts'
import type { TimedStep } from '../functions/contract/times.ts'
import type { Target } from '../functions/contract/steps.ts'
import { currentState, isRunning, type Execution } from './aws/executions.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence, readStepTime } from './evidence.ts'
import { purgeProgress, shownProgress, type PurgeProgress } from './progress.ts'

/** A run with what is known of its progress. */
export interface LiveRun {
  readonly run: string
  readonly status: string
  readonly startedAt: string
  readonly endedAt: string | null
  /** What ended it, by its report; null while there is none, and if it succeeded. */
  readonly error: string | null
  /** The state it entered last; null once it has ended. */
  readonly state: string | null
  /** Of each source's purge in that state; empty in other states. */
  readonly progress: readonly PurgeProgress[]
  /** Why production makes its reading pause; empty if it does not. */
  readonly pausedFor: readonly string[]
}

/** States in which rows are deleted, by where. */
const purging: Readonly<Record<string, Target>> = {
  PurgeClone: 'clone',
  PurgeProduction: 'production',
}

/** States that read production and may pause, by the step whose time is kept. */
const reading: Readonly<Record<string, TimedStep>> = {
  CountRows: 'measure-production',
  MeasureProduction: 'measure-production',
  RecountProduction: 'recount-production',
  VerifyProduction: 'verify-production',
}

/** @param error what ended it, where that is known. */
export async function liveRun(
  environment: Deployed,
  one: Execution,
  error: string | null = null,
): Promise<LiveRun> {
  const state = isRunning(one) ? await currentState(one.arn) : null
  const { name: run, status, startedAt, endedAt } = one
  const progress =
    state !== null && state in purging ? await progressOf(environment, run, purging[state]) : []
  const pausedFor =
    state !== null && state in reading ? await pauseOf(environment, run, reading[state]) : []
  return { run, status, startedAt, endedAt, error, state, progress, pausedFor }
}

/** Of each source whose purge has begun and is not done. */
async function progressOf(
  environment: Deployed,
  run: string,
  target: Target = 'production',
): Promise<readonly PurgeProgress[]> {
  const found: PurgeProgress[] = []
  for (const source of sourceNames(await settingsOf(environment))) {
    const purged = await readEvidence(environment, run, source, `purge-${target}`)
    if (purged === null || purged.done) continue
    const counted =
      (target === 'production'
        ? await readEvidence(environment, run, source, 'recount-production')
        : null) ?? (await readEvidence(environment, run, source, `measure-${target}`))
    found.push(purgeProgress(source, target, purged, counted))
  }
  return found
}

/** By the notes that a step keeps at the end of each call: a pause is the last until it ends. */
async function pauseOf(
  environment: Deployed,
  run: string,
  step: TimedStep = 'measure-production',
): Promise<readonly string[]> {
  const reasons: string[] = []
  for (const source of sourceNames(await settingsOf(environment))) {
    const time = await readStepTime(environment, run, source, step)
    const last = time?.notes?.at(-1)
    if (time?.done === false && last?.what === 'pause') reasons.push(...last.reasons)
  }
  return reasons
}

/** What a run has last said of a pause may be older than a resume. */
export function asTheSwitchIs(one: LiveRun, { pause }: Control): LiveRun {
  if (pause) return one
  const told = (reasons: readonly string[]) =>
    reasons.map((reason) => (reason === switchPauses ? resumed : reason))
  return {
    ...one,
    pausedFor: told(one.pausedFor),
    progress: one.progress.map((each) => ({ ...each, reasons: told(each.reasons) })),
  }
}
const resumed = 'the switch said pause, and says go by now; the run looks again within a minute'

export const sourceNames = ({ sources }: RunEnvironment): readonly string[] =>
  sources.map((source) => ('instance' in source ? source.instance : source.cluster))

/** What a run does at the moment, in one line. */
export function shownState({ state, progress, pausedFor, status }: LiveRun): string {
  if (state === null) return status === 'RUNNING' ? 'starting' : status
  const paused = pausedFor.length === 0 ? [] : [`paused: ${pausedFor.join('; ')}`]
  return [state, ...progress.map(shownProgress), ...paused].join(': ')
}
