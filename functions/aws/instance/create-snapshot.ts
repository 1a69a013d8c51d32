import {
  CreateDBSnapshotCommand,
  DBSnapshotAlreadyExistsFault,
  InvalidDBInstanceStateFault,
  type Tag,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { SourcePlan } from '../../contract/steps.ts'
import { rds } from '../rds.ts'

/** @throws NamedError NotReady while the instance is busy */
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
      throw new NamedError(
        'NotReady',
        `No snapshot of ${source.name} can be taken yet: ${error.message}`,
        {
          cause: error,
        },
      )
    // Created by an earlier attempt whose response was lost: the next call looks at it.
    if (!(error instanceof DBSnapshotAlreadyExistsFault)) throw error
  }
}
