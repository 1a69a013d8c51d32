import { DBClusterSnapshotNotFoundFault, DeleteDBClusterSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export async function deleteClusterSnapshot(id: string): Promise<void> {
  try {
    await rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: id }))
  } catch (error) {
    // Gone by an earlier try, whose answer was lost.
    if (!(error instanceof DBClusterSnapshotNotFoundFault)) throw error
  }
}
