import type { RunEnvironment } from '../functions/contract/environment.ts'
import type { Target } from '../functions/contract/steps.ts'
import { currentState, isRunning, type Execution } from './aws/executions.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence } from './evidence.ts'
import { purgeProgress, shownProgress, type PurgeProgress } from './progress.ts'

/** A run with what is known of its progress. */
export interface LiveRun {
  readonly run: string
  readonly status: string
  readonly startedAt: string
  readonly endedAt: string | null
  /** The state it entered last; null once it has ended. */
  readonly state: string | null
  /** Of each source's purge in that state; empty in other states. */
  readonly progress: readonly PurgeProgress[]
}

/** States in which rows are deleted, by where. */
const purging: Readonly<Record<string, Target>> = {
  PurgeClone: 'clone',
  PurgeProduction: 'production',
}

export async function liveRun(environment: Deployed, one: Execution): Promise<LiveRun> {
  const state = isRunning(one) ? await currentState(one.arn) : null
  const { name: run, status, startedAt, endedAt } = one
  const progress =
    state !== null && state in purging ? await progressOf(environment, run, purging[state]) : []
  return { run, status, startedAt, endedAt, state, progress }
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

export const sourceNames = ({ sources }: RunEnvironment): readonly string[] =>
  sources.map((source) => ('instance' in source ? source.instance : source.cluster))

/** What a run does at the moment, in one line. */
export function shownState({ state, progress, status }: LiveRun): string {
  if (state === null) return status === 'RUNNING' ? 'starting' : status
  return [state, ...progress.map(shownProgress)].join(': ')
}
