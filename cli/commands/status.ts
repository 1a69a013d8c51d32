import { controlAt, controlSchema, type Control } from '../../functions/contract/control.ts'
import { plural, quantity } from '../../functions/contract/quantity.ts'
import { listExecutions } from '../aws/executions.ts'
import { readControl } from '../aws/parameters.ts'
import { backlogOf, type Backlog } from '../backlog.ts'
import { allDeployed, findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { liveRun, shownState, type LiveRun } from '../live-run.ts'
import { nextStart } from '../doctor/schedule.ts'
import { isLocal } from '../place.ts'
import { shownControl } from '../shown-control.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant, shownSeconds } from '../times.ts'

interface Options {
  readonly json?: true
  readonly runs: number
}

export interface Status {
  readonly environment: string
  readonly region: string
  /** null if its value is not valid: then no purge runs. */
  readonly control: Control | null
  /** When the schedule starts a run; null if it is off. */
  readonly nextStart: string | null
  /** null before the first report that counted rows. */
  readonly backlog: Backlog | null
  /** The last ones, newest first. */
  readonly runs: readonly LiveRun[]
  /** Undos and sweeps that are under way. */
  readonly others: readonly { readonly kind: 'undo' | 'sweep'; readonly name: string }[]
}

/** Environments, the last runs, and how far a run is that is under way. */
export async function status(
  terminal: Terminal,
  name: string | undefined,
  { json, runs }: Options,
): Promise<number> {
  const environments = name === undefined ? await allDeployed() : [await findDeployed(name)]
  if (environments.length === 0) await findDeployed(undefined)
  const all: Status[] = []
  for (const environment of environments) all.push(await statusOf(environment, runs))
  if (json === true) terminal.print(JSON.stringify(all, null, 2))
  else for (const one of all) printStatus(terminal, one)
  return exitCodes.done
}

export async function statusOf(environment: Deployed, most: number): Promise<Status> {
  const runs: LiveRun[] = []
  for (const one of await listExecutions(environment.runs, most))
    runs.push(await liveRun(environment, one))
  const others = []
  for (const kind of ['undo', 'sweep'] as const)
    for (const { name } of await listExecutions(environment[kind], 10, 'RUNNING'))
      others.push({ kind, name })
  const control = controlSchema.safeParse(await readControl(environment.control))
  return {
    environment: environment.name,
    region: environment.region,
    control: control.success ? controlAt(control.data, Date.now()) : null,
    nextStart: nextStart(environment.schedule, new Date())?.toISOString() ?? null,
    backlog: await backlogOf(environment),
    runs,
    others,
  }
}

function printStatus(
  terminal: Terminal,
  { environment, region, control, nextStart: next, backlog, runs, others }: Status,
): void {
  terminal.print(`${terminal.style('bold', environment)} (${isLocal() ? 'local' : region})`)
  terminal.print(
    `The switch: ${control === null ? 'not valid, so no purge runs' : shownControl(control)}`,
  )
  terminal.print(`Next start: ${next === null ? 'none, the schedule is off' : shownInstant(next)}`)
  if (backlog !== null)
    terminal.print(
      `Backlog: ${quantity(backlog.rows, 'dead row')} of ` +
        `${quantity(backlog.tables, 'table')}, as ${backlog.run} left ` +
        `${plural(backlog.rows, 'it', 'them')} on ${shownInstant(backlog.finishedAt)}`,
    )
  for (const { kind, name } of others) terminal.print(`Under way: ${kind} ${name}`)
  if (runs.length === 0) {
    terminal.print('No run yet. Start one: drydock run')
    return
  }
  printTable(
    terminal,
    ['run', 'started', 'took', 'status'],
    runs.map((one) => [one.run, shownInstant(one.startedAt), tookOf(one), shownStatus(one)]),
  )
  for (const { run } of runs.filter(({ state }) => state === 'AskApproval'))
    terminal.print(`${run} waits for an answer: drydock approve ${run}, or drydock reject ${run}`)
}

export const shownStatus = (one: LiveRun): string =>
  one.endedAt === null ? shownState(one) : one.status

export function tookOf({ startedAt, endedAt }: LiveRun): string {
  const end = endedAt === null ? Date.now() : Date.parse(endedAt)
  return shownSeconds((end - Date.parse(startedAt)) / 1000)
}
