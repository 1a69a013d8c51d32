import { DBSnapshotNotFoundFault, DeleteDBSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export async function deleteInstanceSnapshot(id: string): Promise<void> {
  try {
    await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }))
  } catch (error) {
    // Gone by an earlier try, whose answer was lost.
    if (!(error instanceof DBSnapshotNotFoundFault)) throw error
  }
}
