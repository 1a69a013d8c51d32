import type { DatabaseServer } from '../server/server-software.ts'
import { arn } from './arn.ts'
import type { Shown } from './instance.ts'
import { isEncrypted } from './keys.ts'
import type { Tag } from './tags.ts'

export interface Snapshot {
  readonly id: string
  readonly account: string
  /** Accounts that may copy it. */
  readonly sharedWith: Set<string>
  status: 'creating' | 'available' | 'failed'
  /** The instance or cluster that it was taken of, which may have been deleted since. */
  readonly source: string
  readonly shown: Shown
  /** The server that the data belongs to: how to start another on it, and its password. */
  readonly server: DatabaseServer
  readonly tags: Tag[]
  readonly created: Date
  readonly directory: string
}

export const describeSnapshot = (snapshot: Snapshot): unknown => ({
  DBSnapshotIdentifier: snapshot.id,
  DBInstanceIdentifier: snapshot.source,
  Encrypted: isEncrypted(snapshot.shown),
  DBSnapshotArn: arn('rds', `snapshot:${snapshot.id}`, snapshot.account),
  ...described(snapshot),
})

export const describeClusterSnapshot = (snapshot: Snapshot): unknown => ({
  DBClusterSnapshotIdentifier: snapshot.id,
  DBClusterIdentifier: snapshot.source,
  StorageEncrypted: isEncrypted(snapshot.shown),
  DBClusterSnapshotArn: arn('rds', `cluster-snapshot:${snapshot.id}`, snapshot.account),
  ...described(snapshot),
})

const described = ({ status, tags, created, shown }: Snapshot) => ({
  KmsKeyId: shown.KmsKeyId,
  Timezone: shown.Timezone,
  Status: status,
  SnapshotType: 'manual',
  TagList: tags,
  PercentProgress: status === 'available' ? 100 : 0,
  ...(status === 'available' ? { SnapshotCreateTime: created.toISOString() } : {}),
})
