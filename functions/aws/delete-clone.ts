import { sourceKinds, tagKeys } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { removeCluster } from './cluster/remove.ts'
import { removeInstance } from './instance/remove.ts'
import { isOurs, mustBeOurs, tagOf } from './rds.ts'
import { allServers, findServer } from './server.ts'

const remove = { instance: removeInstance, cluster: removeCluster }

/**
 * Deletes the run's clone and waits until it is gone; clones that an aborted run left behind go with it.
 * @throws NamedError NotReady, NotDrydocks
 */
export async function deleteClone(run: Run, source: SourcePlan): Promise<void> {
  // The run's own first: a leaked clone that can not be deleted must not keep it.
  const clone = await findServer(source.kind, source.clone)
  if (clone !== null) {
    mustBeOurs(source.clone, clone.tags, run.environment)
    if (clone.status !== 'deleting') await remove[source.kind](source.clone, run.environment)
    throw new NamedError('NotReady', `The clone ${source.clone} is being deleted.`)
  }
  // Of both kinds: a leaked clone's source may have left the environment.
  for (const kind of sourceKinds) {
    const leaked = (await allServers(kind)).filter(
      ({ id, tags, status }) =>
        id !== source.clone &&
        status !== 'deleting' &&
        isOurs(id, tags, run.environment) &&
        Date.parse(tagOf(tags, tagKeys.deleteAfter) ?? '') < Date.parse(run.startedAt),
    )
    for (const { id } of leaked) await remove[kind](id, run.environment)
  }
}
