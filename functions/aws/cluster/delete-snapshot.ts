import {
  DBClusterSnapshotNotFoundFault,
  DeleteDBClusterSnapshotCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'

export async function deleteClusterSnapshot(id: string, at: RDSClient): Promise<void> {
  try {
    await at.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: id }))
  } catch (error) {
    // Deleted by an earlier attempt whose response was lost.
    if (!(error instanceof DBClusterSnapshotNotFoundFault)) throw error
  }
}
