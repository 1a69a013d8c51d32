import {
  DBInstanceAlreadyExistsFault,
  RestoreDBInstanceFromDBSnapshotCommand,
} from '@aws-sdk/client-rds'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { mustBeOurs, rds } from '../rds.ts'
import { mustBecomeAvailable, notReady } from '../restored.ts'
import { findInstance, sourceInstance } from './describe.ts'
import { restoreInput } from './restore-input.ts'

/** One step of an instance's restore: begun, then waited for. */
export async function restoreInstance(run: Run, source: SourcePlan): Promise<void> {
  const clone = await findInstance(source.clone)
  if (clone === null) {
    try {
      await rds.send(
        new RestoreDBInstanceFromDBSnapshotCommand(
          restoreInput(run, source, await sourceInstance(source.name)),
        ),
      )
    } catch (error) {
      // An earlier try's, whose answer was lost: looked at when asked again.
      if (!(error instanceof DBInstanceAlreadyExistsFault)) throw error
    }
    throw notReady(`The clone ${source.clone} was begun.`)
  }
  mustBeOurs(source.clone, clone.TagList, run.environment)
  const status = clone.DBInstanceStatus ?? 'unknown'
  mustBecomeAvailable(source.clone, status)
  if (
    status !== 'available' ||
    clone.Endpoint?.Address === undefined ||
    clone.MasterUserSecret?.SecretStatus !== 'active'
  )
    throw notReady(
      `The clone ${source.clone} is ${status}, its secret ${clone.MasterUserSecret?.SecretStatus ?? 'not there yet'}.`,
    )
}
