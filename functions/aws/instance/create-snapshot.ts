import {
  CreateDBSnapshotCommand,
  DBSnapshotAlreadyExistsFault,
  InvalidDBInstanceStateFault,
  type Tag,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { SourcePlan } from '../../contract/steps.ts'
import { rds } from '../rds.ts'

/** @throws NamedError NotReady while the instance does something else */
export async function createInstanceSnapshot(source: SourcePlan, Tags: Tag[]): Promise<void> {
  try {
    await rds.send(
      new CreateDBSnapshotCommand({
        DBSnapshotIdentifier: source.snapshot,
        DBInstanceIdentifier: source.name,
        Tags,
      }),
    )
  } catch (error) {
    if (error instanceof InvalidDBInstanceStateFault)
      throw new NamedError('NotReady', `${source.name} cannot be snapshot yet: ${error.message}`, {
        cause: error,
      })
    // An earlier try's, whose answer was lost: looked at when asked again.
    if (!(error instanceof DBSnapshotAlreadyExistsFault)) throw error
  }
}
