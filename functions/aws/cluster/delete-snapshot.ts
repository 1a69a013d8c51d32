import { DBClusterSnapshotNotFoundFault, DeleteDBClusterSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export async function deleteClusterSnapshot(id: string): Promise<void> {
  try {
    await rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: id }))
  } catch (error) {
    // Deleted by an earlier attempt whose response was lost.
    if (!(error instanceof DBClusterSnapshotNotFoundFault)) throw error
  }
}
