import {
  DBSnapshotNotFoundFault,
  DescribeDBSnapshotsCommand,
  paginateDescribeDBSnapshots,
  type DBSnapshot,
  type RDSClient,
} from '@aws-sdk/client-rds'
import type { Snapshot } from '../snapshot.ts'

export async function findInstanceSnapshot(id: string, at: RDSClient): Promise<Snapshot | null> {
  try {
    return (
      (
        await at.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id }))
      ).DBSnapshots?.map(toSnapshot)[0] ?? null
    )
  } catch (error) {
    if (error instanceof DBSnapshotNotFoundFault) return null
    throw error
  }
}

export async function snapshotsOfInstance(at: RDSClient, instance?: string): Promise<Snapshot[]> {
  const all: DBSnapshot[] = []
  for await (const page of paginateDescribeDBSnapshots(
    { client: at },
    { DBInstanceIdentifier: instance, SnapshotType: 'manual' },
  ))
    all.push(...(page.DBSnapshots ?? []))
  return all.map(toSnapshot)
}

const toSnapshot = ({
  DBSnapshotIdentifier,
  DBSnapshotArn,
  Status,
  PercentProgress,
  SnapshotCreateTime,
  TagList,
  Encrypted,
}: DBSnapshot): Snapshot => ({
  id: DBSnapshotIdentifier ?? '',
  arn: DBSnapshotArn ?? '',
  status: Status ?? 'unknown',
  percent: PercentProgress ?? 0,
  taken: SnapshotCreateTime,
  tags: TagList ?? [],
  encrypted: Encrypted === true,
})
