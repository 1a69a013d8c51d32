import {
  CopyDBSnapshotCommand,
  DBSnapshotAlreadyExistsFault,
  type RDSClient,
  type Tag,
} from '@aws-sdk/client-rds'
import type { Snapshot } from '../snapshot.ts'

/** Begins a copy in another account, under the snapshot's own name. */
export async function copyInstanceSnapshot(
  { id, arn }: Snapshot,
  KmsKeyId: string | undefined,
  Tags: Tag[],
  at: RDSClient,
): Promise<void> {
  try {
    await at.send(
      new CopyDBSnapshotCommand({
        SourceDBSnapshotIdentifier: arn,
        TargetDBSnapshotIdentifier: id,
        KmsKeyId,
        Tags,
      }),
    )
  } catch (error) {
    // Begun by an earlier attempt whose response was lost: the next call looks at it.
    if (!(error instanceof DBSnapshotAlreadyExistsFault)) throw error
  }
}
