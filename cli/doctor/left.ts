import { isRunning, readExecution } from '../aws/executions.ts'
import { findClones } from '../aws/clones.ts'
import { raisedAlarms } from '../aws/alarms.ts'
import { findingsOf, ok, warning, type Finding, type Said } from './finding.ts'
import type { Scene } from './scene.ts'

/** Clones of runs that have ended; they cost money. */
export const clones = ({ environment, deployment }: Scene): Promise<readonly Finding[]> =>
  findingsOf('clones-left', '', async () => {
    const { name, runs } = environment
    const found: Said[] = []
    for (const { id, run } of await findClones(name)) {
      const execution = await readExecution(runs, run)
      if (execution !== null && isRunning(execution)) continue
      found.push(
        warning(`The clone ${id} is left of ${run}, which has ended.`, 'drydock sweep --apply'),
      )
    }
    if (found.length > 0) return found
    const { cloneAccount } = deployment
    return ok(
      cloneAccount === undefined
        ? 'None.'
        : `None here; drydock sweep ${name} also looks into the account ${cloneAccount.account}.`,
    )
  })

/** The environment's alarms that are raised. */
export const alarms = ({ environment }: Scene): Promise<readonly Finding[]> =>
  findingsOf('alarms', '', async () => {
    const raised = await raisedAlarms(environment.name)
    return raised.length === 0
      ? ok('None is raised.')
      : raised.map(({ name, description }) => warning(`${name} is raised.`, description))
  })
