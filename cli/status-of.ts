import { controlAt, controlSchema, type Control } from '../functions/contract/control.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { isRunning, listExecutions } from './aws/executions.ts'
import { readControl } from './aws/parameters.ts'
import { inOurWords } from './aws/trouble.ts'
import { backlogBy, type Backlog } from './backlog.ts'
import { clonesNow, type CloneNow } from './clones-now.ts'
import { workedOffNow } from './confirmed-settings.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { nextStart } from './doctor/schedule.ts'
import { readHistory } from './evidence.ts'
import { leftRebuilds, type LeftRebuild } from './left-rebuilds.ts'
import { asTheSwitchIs, liveRun, type LiveRun } from './live-run.ts'
import type { WorkedOff } from './worked-off.ts'

export interface Status {
  readonly environment: string
  readonly region: string
  /** null if its value is not valid: then no purge runs. */
  readonly control: Control | null
  /** The share of the time that a purge of production works while nothing slows it. */
  readonly productionShare: number
  /** When the schedule starts a run; null if it is off. */
  readonly nextStart: string | null
  /** null before the first report that counted rows. */
  readonly backlog: Backlog | null
  /** How far a backlog is that a person has confirmed; null if none is worked off. */
  readonly workedOff: WorkedOff | null
  /** The last ones, newest first. */
  readonly runs: readonly LiveRun[]
  /** Undos and sweeps that are under way. */
  readonly others: readonly { readonly kind: 'undo' | 'sweep'; readonly name: string }[]
}
export interface WholeStatus extends Status {
  /** Of the runs that are under way; null where the caller may not see them. */
  readonly clones: readonly CloneNow[] | null
  /** What production's server may still do for runs that have ended. */
  readonly leftRebuilds: readonly LeftRebuild[]
}

/** An environment as it is now. @param most how many of the last runs. */
export async function statusOf(environment: Deployed, most: number): Promise<Status> {
  const settings = await settingsOf(environment)
  const history = (await readHistory(environment))?.runs ?? []
  const runs: LiveRun[] = []
  for (const one of await listExecutions(environment.runs, most)) {
    const reported = history.findLast(({ runId }) => runId === one.name)
    runs.push(await liveRun(environment, one, reported?.error))
  }
  const others = []
  for (const kind of ['undo', 'sweep'] as const)
    for (const { name } of await listExecutions(environment[kind], 10, 'RUNNING'))
      others.push({ kind, name })
  const found = controlSchema.safeParse(await readControl(environment.control))
  const control = found.success ? controlAt(found.data, Date.now()) : null
  return {
    environment: environment.name,
    region: environment.region,
    control,
    productionShare: control?.productionShare ?? settings.limits.productionShare,
    nextStart: nextStart(environment.schedule, new Date())?.toISOString() ?? null,
    backlog: backlogBy(history, settings),
    workedOff: await workedOffNow(environment, history),
    runs: control === null ? runs : runs.map((one) => asTheSwitchIs(one, control)),
    others,
  }
}

/** With what RDS tells, which is asked only while a run is under way. */
export async function wholeStatusOf(environment: Deployed, most: number): Promise<WholeStatus> {
  const status = await statusOf(environment, most)
  return {
    ...status,
    clones: status.runs.some(isRunning) ? await clonesUnderWay(environment) : [],
    leftRebuilds: await leftRebuilds(environment, status.runs),
  }
}

async function clonesUnderWay(environment: Deployed): Promise<readonly CloneNow[] | null> {
  try {
    return (await clonesNow(environment)).filter(({ runStatus }) => runStatus === 'RUNNING')
  } catch (thrown) {
    const error = inOurWords(thrown)
    if (error instanceof NamedError && error.name === 'AccessDenied') return null
    throw thrown
  }
}
