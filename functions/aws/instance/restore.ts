import {
  type DBInstance,
  ModifyDBInstanceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { clonesRds } from '../clone-account.ts'
import { optionGroup } from '../groups-in-force.ts'
import { mustBeOurs } from '../rds.ts'
import {
  mustBeUsable,
  mustHaveOwnPassword,
  notReady,
  ownPassword,
  start,
  storageProgress,
} from '../restored.ts'
import { instanceStatuses } from '../statuses.ts'
import { sourceCluster } from '../cluster/describe.ts'
import { findInstance, sourceInstance } from './describe.ts'
import { fromClusterInput, restoreInput } from './restore-input.ts'

/**
 * One step of an instance's restore: the instance, then its own password. Until then it has
 * production's password, unless the restore has made another, and only the functions can reach it.
 * @returns how far its storage is loaded; '' once it is complete.
 */
export async function restoreInstance(run: Run, source: SourcePlan): Promise<string> {
  const at = clonesRds(run.deployment, 'restore')
  const clone = await findInstance(source.clone, at)
  if (clone === null)
    return start(`The clone ${source.clone} is being created.`, async () => {
      const input =
        source.kind === 'cluster'
          ? fromClusterInput(run, source, await sourceCluster(source.name))
          : restoreInput(run, source, await sourceInstance(source.name))
      return at.send(new RestoreDBInstanceFromDBSnapshotCommand(input))
    })
  mustBeOurs(source.clone, clone.TagList, run.environment)
  mustBeSingle(clone)
  const progress = storageProgress(clone)
  mustBeUsable(source.clone, clone.DBInstanceStatus, instanceStatuses, progress)
  if (clone.Endpoint?.Address === undefined)
    throw notReady(`The clone ${source.clone} has no endpoint yet.`)
  await mustHaveOwnPassword(source.clone, clone, () =>
    at.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: source.clone, ...ownPassword })),
  )
  return progress
}

/**
 * RDS makes a clone Multi-AZ, whatever is asked for, if its option group has mirroring (the SDK's
 * text of RestoreDBInstanceFromDBSnapshot): two servers are billed, and the rehearsal is mirrored.
 */
function mustBeSingle(clone: DBInstance): void {
  if (clone.MultiAZ !== true) return
  throw new NamedError(
    'RestoreFailed',
    `RDS made the clone ${clone.DBInstanceIdentifier} Multi-AZ, expected one server: the option ` +
      `group ${optionGroup(clone) ?? 'of its source'} has mirroring. Give the source an option ` +
      'group without the option Mirroring (RDS mirrors without it), then start again.',
  )
}
