import { DBInstanceAlreadyExistsFault, RestoreDBInstanceFromDBSnapshotCommand } from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { findInstance, mustBeOurs, rds, sourceInstance } from './rds.ts'
import { restoreInput } from './restore-input.ts'

/** States from which no clone becomes available by waiting. */
const final = /^(failed|incompatible-.*|restore-error|storage-full|inaccessible-.*|deleting|stopped|stopping)$/

/**
 * Restores the clone from the run's snapshot, or waits for the one this run has begun.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export async function restoreClone(run: Run, source: SourcePlan): Promise<void> {
  const clone = await findInstance(source.cloneInstance)
  if (clone === null) {
    try {
      await rds.send(new RestoreDBInstanceFromDBSnapshotCommand(restoreInput(run, source, await sourceInstance(source))))
    } catch (error) {
      // An earlier try's, whose answer was lost: looked at when asked again.
      if (!(error instanceof DBInstanceAlreadyExistsFault)) throw error
    }
    throw new NamedError('NotReady', `The clone ${source.cloneInstance} was begun.`)
  }
  mustBeOurs(source.cloneInstance, clone.TagList, run.environment)
  const status = clone.DBInstanceStatus ?? 'unknown'
  if (final.test(status)) throw new NamedError('RestoreFailed', `The clone ${source.cloneInstance} is ${status}; expected it to become available. See its events in RDS, mend the cause (parameter group, capacity, key), then start again.`)
  if (status !== 'available' || clone.Endpoint?.Address === undefined || clone.MasterUserSecret?.SecretStatus !== 'active')
    throw new NamedError('NotReady', `The clone ${source.cloneInstance} is ${status}, its secret ${clone.MasterUserSecret?.SecretStatus ?? 'not there yet'}.`)
}
