import {
  CreateDBInstanceCommand,
  ModifyDBClusterCommand,
  RestoreDBClusterFromSnapshotCommand,
  RestoreDBClusterToPointInTimeCommand,
  type DBCluster,
  type RDSClient,
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
import { cloneWriter, copyOnWriteInput, snapshotInput, writerInput } from './restore-input.ts'

/**
 * One step of a cluster's restore: the cluster, then a writer in it, then a password of its own.
 * @returns how far the writer's storage is loaded; '' once it is complete.
 */
export async function restoreCluster(run: Run, source: SourcePlan): Promise<string> {
  const at = clonesRds(run.deployment, 'restore')
  const clone = await findCluster(source.clone, at)
  if (clone === null)
    return start(`The clone ${source.clone} is being created.`, () => make(run, source, at))
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

async function make(run: Run, source: SourcePlan, at: RDSClient): Promise<unknown> {
  const production = await sourceCluster(source.name)
  if (source.cloneFrom !== 'copy-on-write')
    return at.send(new RestoreDBClusterFromSnapshotCommand(snapshotInput(run, source, production)))
  mustReachStart(run, production)
  return at.send(
    new RestoreDBClusterToPointInTimeCommand(copyOnWriteInput(run, source, production)),
  )
}

/**
 * The clone must have all that production had when the run started, since the cutoffs are counted
 * from there. A snapshot always does: the run takes it.
 * @throws NamedError NotReady
 */
function mustReachStart(
  run: Run,
  { DBClusterIdentifier: id, LatestRestorableTime: to }: DBCluster,
) {
  if (to === undefined || to.getTime() >= Date.parse(run.startedAt)) return
  throw notReady(
    `${id ?? ''} can be cloned as of ${to.toISOString()}; the run, which started at ` +
      `${run.startedAt}, waits for a later instant.`,
  )
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
