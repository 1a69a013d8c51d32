import {
  DBSnapshotNotFoundFault,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBSnapshotAttributeCommand,
} from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'
import type { SharingChange } from '../share-snapshot.ts'

/** The accounts that may copy or restore a snapshot of production; none if it is gone. */
export async function accountsOfInstanceSnapshot(id: string): Promise<readonly string[]> {
  try {
    const { DBSnapshotAttributesResult: its } = await rds.send(
      new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: id }),
    )
    return (its?.DBSnapshotAttributes ?? []).flatMap(({ AttributeName, AttributeValues = [] }) =>
      AttributeName === 'restore' ? AttributeValues : [],
    )
  } catch (error) {
    if (error instanceof DBSnapshotNotFoundFault) return []
    throw error
  }
}

export async function changeInstanceSharing(id: string, change: SharingChange): Promise<void> {
  await rds.send(
    new ModifyDBSnapshotAttributeCommand({
      DBSnapshotIdentifier: id,
      AttributeName: 'restore',
      ...change,
    }),
  )
}
