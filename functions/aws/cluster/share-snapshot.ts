import {
  DBClusterSnapshotNotFoundFault,
  DescribeDBClusterSnapshotAttributesCommand,
  ModifyDBClusterSnapshotAttributeCommand,
} from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'
import type { SharingChange } from '../share-snapshot.ts'

/** The accounts that may copy or restore a snapshot of production; none if it is gone. */
export async function accountsOfClusterSnapshot(id: string): Promise<readonly string[]> {
  try {
    const { DBClusterSnapshotAttributesResult: its } = await rds.send(
      new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier: id }),
    )
    return (its?.DBClusterSnapshotAttributes ?? []).flatMap(
      ({ AttributeName, AttributeValues = [] }) =>
        AttributeName === 'restore' ? AttributeValues : [],
    )
  } catch (error) {
    if (error instanceof DBClusterSnapshotNotFoundFault) return []
    throw error
  }
}

export async function changeClusterSharing(id: string, change: SharingChange): Promise<void> {
  await rds.send(
    new ModifyDBClusterSnapshotAttributeCommand({
      DBClusterSnapshotIdentifier: id,
      AttributeName: 'restore',
      ...change,
    }),
  )
}
