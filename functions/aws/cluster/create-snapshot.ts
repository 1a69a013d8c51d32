import {
  CreateDBClusterSnapshotCommand,
  DBClusterSnapshotAlreadyExistsFault,
  InvalidDBClusterStateFault,
  type Tag,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import type { SourcePlan } from '../../contract/steps.ts'
import { rds } from '../rds.ts'

/** @throws NamedError NotReady while the cluster does something else */
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
      throw new NamedError('NotReady', `${source.name} cannot be snapshot yet: ${error.message}`, {
        cause: error,
      })
    // An earlier try's, whose answer was lost: looked at when asked again.
    if (!(error instanceof DBClusterSnapshotAlreadyExistsFault)) throw error
  }
}
