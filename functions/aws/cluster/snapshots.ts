import {
  DBClusterSnapshotNotFoundFault,
  DescribeDBClusterSnapshotsCommand,
  paginateDescribeDBClusterSnapshots,
  type DBClusterSnapshot,
} from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'
import type { Snapshot } from '../snapshot.ts'

export async function findClusterSnapshot(id: string): Promise<Snapshot | null> {
  try {
    return (
      (
        await rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: id }))
      ).DBClusterSnapshots?.map(toSnapshot)[0] ?? null
    )
  } catch (error) {
    if (error instanceof DBClusterSnapshotNotFoundFault) return null
    throw error
  }
}

export async function snapshotsOfCluster(cluster?: string): Promise<Snapshot[]> {
  const all: DBClusterSnapshot[] = []
  for await (const page of paginateDescribeDBClusterSnapshots(
    { client: rds },
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
}: DBClusterSnapshot): Snapshot => ({
  id: DBClusterSnapshotIdentifier ?? '',
  arn: DBClusterSnapshotArn ?? '',
  status: Status ?? 'unknown',
  percent: PercentProgress ?? 0,
  taken: SnapshotCreateTime,
  tags: TagList ?? [],
})
