import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { removeCluster } from './cluster/remove.ts'
import { removeInstance } from './instance/remove.ts'
import { clonesRds } from './clone-account.ts'
import { mustBeOurs } from './rds.ts'
import { findServer } from './server.ts'

const remove = { instance: removeInstance, cluster: removeCluster }

/**
 * Deletes the run's clone and waits until it no longer exists.
 * @throws NamedError NotReady, NotDrydocks, CloneProtected
 */
export async function deleteClone(run: Run, source: SourcePlan): Promise<void> {
  const at = clonesRds(run.deployment, 'delete')
  const clone = await findServer(source.kind, source.clone, at)
  if (clone !== null) {
    mustBeOurs(source.clone, clone.tags, run.environment)
    if (clone.status !== 'deleting') await remove[source.kind](source.clone, at, run.environment)
    throw new NamedError('NotReady', `The clone ${source.clone} is being deleted.`)
  }
}
