import {
  DBSnapshotNotFoundFault,
  DescribeDBSnapshotsCommand,
  paginateDescribeDBSnapshots,
  type DBSnapshot,
} from '@aws-sdk/client-rds'
import { rds } from '../rds.ts'
import type { Snapshot } from '../snapshot.ts'

export async function findInstanceSnapshot(id: string): Promise<Snapshot | null> {
  try {
    return (
      (
        await rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id }))
      ).DBSnapshots?.map(toSnapshot)[0] ?? null
    )
  } catch (error) {
    if (error instanceof DBSnapshotNotFoundFault) return null
    throw error
  }
}

export async function snapshotsOfInstance(instance?: string): Promise<Snapshot[]> {
  const all: DBSnapshot[] = []
  for await (const page of paginateDescribeDBSnapshots(
    { client: rds },
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
}: DBSnapshot): Snapshot => ({
  id: DBSnapshotIdentifier ?? '',
  arn: DBSnapshotArn ?? '',
  status: Status ?? 'unknown',
  percent: PercentProgress ?? 0,
  taken: SnapshotCreateTime,
  tags: TagList ?? [],
})
