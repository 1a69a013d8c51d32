import {
  CreateDBClusterSnapshotCommand,
  DBClusterSnapshotAlreadyExistsFault,
  InvalidDBClusterStateFault,
  type Tag,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { SourcePlan } from '../../contract/steps.ts'
import { rds } from '../rds.ts'

/** @throws NamedError NotReady while the cluster is busy */
export async function createClusterSnapshot(source: SourcePlan, Tags: Tag[]): Promise<void> {
  try {
    await rds.send(
      new CreateDBClusterSnapshotCommand({
        DBClusterSnapshotIdentifier: source.snapshot,
        DBClusterIdentifier: source.name,
        Tags,
      }),
    )
  } catch (error) {
    if (error instanceof InvalidDBClusterStateFault)
      throw new NamedError(
        'NotReady',
        `No snapshot of ${source.name} can be taken yet: ${error.message}`,
        {
          cause: error,
        },
      )
    // Created by an earlier attempt whose response was lost: the next call looks at it.
    if (!(error instanceof DBClusterSnapshotAlreadyExistsFault)) throw error
  }
}
