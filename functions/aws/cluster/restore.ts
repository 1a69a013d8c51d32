import {
  CreateDBInstanceCommand,
  DBClusterAlreadyExistsFault,
  DBInstanceAlreadyExistsFault,
  InvalidDBClusterStateFault,
  ModifyDBClusterCommand,
  RestoreDBClusterFromSnapshotCommand,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { findInstance } from '../instance/describe.ts'
import { mustBeOurs, rds } from '../rds.ts'
import { mustBecomeAvailable, notReady } from '../restored.ts'
import { findCluster, sourceCluster, writerOf } from './describe.ts'
import { cloneWriter, clusterInput, writerInput } from './restore-input.ts'

/** One step of a cluster's restore: the cluster, then a writer in it, then a password of its own. */
export async function restoreCluster(run: Run, source: SourcePlan): Promise<void> {
  const clone = await findCluster(source.clone)
  if (clone === null) {
    await begin(async () =>
      rds.send(
        new RestoreDBClusterFromSnapshotCommand(
          clusterInput(run, source, await sourceCluster(source.name)),
        ),
      ),
    )
    throw notReady(`The clone ${source.clone} was begun.`)
  }
  mustBeOurs(source.clone, clone.TagList, run.environment)
  mustBeAvailable(source.clone, clone.Status)

  const writer = await findInstance(cloneWriter(source.clone))
  if (writer === null) {
    await begin(async () =>
      rds.send(new CreateDBInstanceCommand(writerInput(run, source, await sourceWriter(source)))),
    )
    throw notReady(`The clone ${source.clone} is restored, its writer was begun.`)
  }
  mustBeOurs(cloneWriter(source.clone), writer.TagList, run.environment)
  mustBeAvailable(cloneWriter(source.clone), writer.DBInstanceStatus)

  // A restored cluster has the master password of its source, and can be asked for one of its own only afterwards.
  if (clone.MasterUserSecret === undefined) {
    await begin(() =>
      rds.send(
        new ModifyDBClusterCommand({
          DBClusterIdentifier: source.clone,
          ManageMasterUserPassword: true,
          ApplyImmediately: true,
        }),
      ),
    )
    throw notReady(`The clone ${source.clone} is given a password of its own.`)
  }
  if (clone.Endpoint === undefined || clone.MasterUserSecret.SecretStatus !== 'active')
    throw notReady(
      `The secret of the clone ${source.clone} is ${clone.MasterUserSecret.SecretStatus ?? 'not there yet'}.`,
    )
}

/** What an earlier try has begun, whose answer was lost, is looked at when asked again; what can not begin yet, too. */
async function begin(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (
      !(
        error instanceof DBClusterAlreadyExistsFault ||
        error instanceof DBInstanceAlreadyExistsFault ||
        error instanceof InvalidDBClusterStateFault
      )
    )
      throw error
  }
}

function mustBeAvailable(id: string, status = 'unknown'): void {
  mustBecomeAvailable(id, status)
  if (status !== 'available') throw notReady(`The clone ${id} is ${status}.`)
}

async function sourceWriter(source: SourcePlan) {
  const writer = await findInstance(writerOf(await sourceCluster(source.name)) ?? '')
  if (writer === null)
    throw new NamedError(
      'SourceNotFound',
      `The cluster "${source.name}" has no writer, after which the clone's could be made. See its events in RDS; start again once it has one.`,
    )
  return writer
}
