import { DBSnapshotNotFoundFault, DeleteDBSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export async function deleteInstanceSnapshot(id: string): Promise<void> {
  try {
    await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }))
  } catch (error) {
    // Deleted by an earlier attempt whose response was lost.
    if (!(error instanceof DBSnapshotNotFoundFault)) throw error
  }
}
