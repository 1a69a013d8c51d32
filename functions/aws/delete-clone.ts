import { DBInstanceNotFoundFault, DeleteDBInstanceCommand, InvalidDBInstanceStateFault } from '@aws-sdk/client-rds'
import { tagKeys } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { allInstances, findInstance, isOurs, mustBeOurs, rds, tagOf } from './rds.ts'

/**
 * Deletes the run's clone and waits until it is gone; clones that an aborted run left behind go with it.
 * @throws NamedError NotReady, NotDrydocks
 */
export async function deleteClone(run: Run, source: SourcePlan): Promise<void> {
  // The run's own first: a leaked clone that can not be deleted must not keep it.
  const clone = await findInstance(source.cloneInstance)
  if (clone !== null) {
    mustBeOurs(source.cloneInstance, clone.TagList, run.environment)
    if (clone.DBInstanceStatus !== 'deleting') await remove(source.cloneInstance)
    throw new NamedError('NotReady', `The clone ${source.cloneInstance} is being deleted.`)
  }
  const leaked = (await allInstances()).filter(({ DBInstanceIdentifier: id, TagList, DBInstanceStatus }) =>
    id !== source.cloneInstance && DBInstanceStatus !== 'deleting' && isOurs(id ?? '', TagList, run.environment) && Date.parse(tagOf(TagList, tagKeys.deleteAfter) ?? '') < Date.parse(run.startedAt))
  for (const { DBInstanceIdentifier: id } of leaked) await remove(id ?? '')
}

async function remove(id: string): Promise<void> {
  try {
    await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: id, SkipFinalSnapshot: true, DeleteAutomatedBackups: true }))
  } catch (error) {
    // Still being made, already going, or gone meanwhile: asked again later.
    if (!(error instanceof InvalidDBInstanceStateFault || error instanceof DBInstanceNotFoundFault)) throw error
  }
}
