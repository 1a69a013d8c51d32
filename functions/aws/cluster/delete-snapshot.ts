import { DeleteDBClusterSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export const deleteClusterSnapshot = async (id: string): Promise<void> =>
  void (await rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: id })))
