import { DeleteDBSnapshotCommand } from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'

export const deleteInstanceSnapshot = async (id: string): Promise<void> =>
  void (await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id })))
