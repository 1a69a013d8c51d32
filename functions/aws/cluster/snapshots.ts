import {
  DBClusterSnapshotNotFoundFault,
  DescribeDBClusterSnapshotsCommand,
  paginateDescribeDBClusterSnapshots,
  type DBClusterSnapshot,
  type RDSClient,
} from '@aws-sdk/client-rds'
import type { Snapshot } from '../snapshot.ts'

export async function findClusterSnapshot(id: string, at: RDSClient): Promise<Snapshot | null> {
  try {
    return (
      (
        await at.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: id }))
      ).DBClusterSnapshots?.map(toSnapshot)[0] ?? null
    )
  } catch (error) {
    if (error instanceof DBClusterSnapshotNotFoundFault) return null
    throw error
  }
}

export async function snapshotsOfCluster(at: RDSClient, cluster?: string): Promise<Snapshot[]> {
  const all: DBClusterSnapshot[] = []
  for await (const page of paginateDescribeDBClusterSnapshots(
    { client: at },
    { DBClusterIdentifier: cluster, SnapshotType: 'manual' },
  ))
    all.push(...(page.DBClusterSnapshots ?? []))
  return all.map(toSnapshot)
}

const toSnapshot = ({
  DBClusterSnapshotIdentifier,
  DBClusterSnapshotArn,
  Status,
  PercentProgress,
  SnapshotCreateTime,
  TagList,
  StorageEncrypted,
}: DBClusterSnapshot): Snapshot => ({
  id: DBClusterSnapshotIdentifier ?? '',
  arn: DBClusterSnapshotArn ?? '',
  status: Status ?? 'unknown',
  percent: PercentProgress ?? 0,
  taken: SnapshotCreateTime,
  tags: TagList ?? [],
  encrypted: StorageEncrypted === true,
})
