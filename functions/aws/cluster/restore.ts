import {
  CreateDBInstanceCommand,
  ModifyDBClusterCommand,
  RestoreDBClusterFromSnapshotCommand,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { findInstance } from '../instance/describe.ts'
import { clonesRds } from '../clone-account.ts'
import { mustBeOurs, rds } from '../rds.ts'
import {
  mustBeUsable,
  mustHaveOwnPassword,
  notReady,
  ownPassword,
  start,
  storageProgress,
} from '../restored.ts'
import { clusterStatuses, instanceStatuses } from '../statuses.ts'
import { findCluster, sourceCluster, writerOf } from './describe.ts'
import { cloneWriter, clusterInput, writerInput } from './restore-input.ts'

/**
 * One step of a cluster's restore: the cluster, then a writer in it, then a password of its own.
 * @returns how far the writer's storage is loaded; '' once it is complete.
 */
export async function restoreCluster(run: Run, source: SourcePlan): Promise<string> {
  const at = clonesRds(run.deployment, 'restore')
  const clone = await findCluster(source.clone, at)
  if (clone === null)
    return start(`The clone ${source.clone} is being created.`, async () => {
      const input = clusterInput(run, source, await sourceCluster(source.name))
      return at.send(new RestoreDBClusterFromSnapshotCommand(input))
    })
  mustBeOurs(source.clone, clone.TagList, run.environment)
  mustBeUsable(
    source.clone,
    clone.Status,
    clusterStatuses,
    clone.PercentProgress === undefined ? '' : ` (${clone.PercentProgress} % done)`,
  )

  const writer = await findInstance(cloneWriter(source.clone), at)
  if (writer === null)
    return start(`The clone ${source.clone} is restored; its writer is being created.`, async () =>
      at.send(new CreateDBInstanceCommand(writerInput(run, source, await sourceWriter(source)))),
    )
  mustBeOurs(cloneWriter(source.clone), writer.TagList, run.environment)
  const progress = storageProgress(writer)
  mustBeUsable(cloneWriter(source.clone), writer.DBInstanceStatus, instanceStatuses, progress)

  await mustHaveOwnPassword(source.clone, clone, () =>
    at.send(new ModifyDBClusterCommand({ DBClusterIdentifier: source.clone, ...ownPassword })),
  )
  if (clone.Endpoint === undefined) throw notReady(`The clone ${source.clone} has no endpoint yet.`)
  return progress
}

async function sourceWriter(source: SourcePlan) {
  const writer = await findInstance(writerOf(await sourceCluster(source.name)) ?? '', rds)
  if (writer === null)
    throw new NamedError(
      'SourceNotFound',
      `The cluster "${source.name}" has no writer to model the clone's writer on. Check its ` +
        'events in RDS; start again once it has one.',
    )
  return writer
}
