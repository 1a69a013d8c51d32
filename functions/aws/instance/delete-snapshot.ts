import {
  DBSnapshotNotFoundFault,
  DeleteDBSnapshotCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'

export async function deleteInstanceSnapshot(id: string, at: RDSClient): Promise<void> {
  try {
    await at.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }))
  } catch (error) {
    // Deleted by an earlier attempt whose response was lost.
    if (!(error instanceof DBSnapshotNotFoundFault)) throw error
  }
}
