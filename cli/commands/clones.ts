import { isRunning, readExecution } from '../aws/executions.ts'
import { findClones, type Clone } from '../aws/clones.ts'
import { findDeployed, settingsOf, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { here } from '../place.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownSeconds } from '../times.ts'

export interface ShownClone extends Clone {
  readonly hours: number | null
  /** null without clone.pricePerHour. */
  readonly cost: number | null
  /** Of its run; `unknown` 90 days after its end. */
  readonly runStatus: string
}

/** The clones that exist: of which run, how old, what they have cost, whether their run goes on. */
export async function clones(
  terminal: Terminal,
  name: string | undefined,
  { json }: { readonly json?: true },
): Promise<number> {
  const environment = await findDeployed(name)
  const all = await clonesOf(environment)
  if (json === true) {
    terminal.print(JSON.stringify(all, null, 2))
    return exitCodes.done
  }
  if (all.length === 0) {
    terminal.print(`No clone exists ${here()}.`)
    return exitCodes.done
  }
  printTable(
    terminal,
    ['clone', 'status', 'age', 'cost so far', 'its run'],
    all.map(({ id, status, hours, cost, run, runStatus }) => [
      id,
      status,
      hours === null ? '-' : shownSeconds(hours * 3600),
      cost === null ? '-' : cost.toFixed(2),
      `${run} (${runStatus})`,
    ]),
  )
  if (all.some(({ runStatus }) => runStatus !== 'RUNNING'))
    terminal.print('Of a run that has ended, the sweep deletes it: drydock sweep --apply')
  for (const { id } of all.filter(({ isProtected }) => isProtected))
    terminal.print(`${id}: its deletion protection is on (docs/runbook.md, CloneProtected)`)
  return exitCodes.done
}

/** Those in the caller's account and region, with what is known of their runs. */
export async function clonesOf(environment: Deployed): Promise<readonly ShownClone[]> {
  const { clone } = await settingsOf(environment)
  const all: ShownClone[] = []
  for (const one of await findClones(environment.name))
    all.push(await shown(environment, one, clone.pricePerHour))
  return all
}

async function shown(
  { runs }: Deployed,
  one: Clone,
  pricePerHour: number | undefined,
): Promise<ShownClone> {
  const execution = await readExecution(runs, one.run)
  const hours = one.createdAt === null ? null : (Date.now() - Date.parse(one.createdAt)) / 3_600_000
  return {
    ...one,
    hours,
    cost: hours === null || pricePerHour === undefined ? null : hours * pricePerHour,
    runStatus: execution === null ? 'unknown' : isRunning(execution) ? 'RUNNING' : execution.status,
  }
}
