import type { DatabaseServer } from '../server/server-software.ts'
import { arn } from './arn.ts'
import type { Shown } from './instance.ts'
import type { Tag } from './tags.ts'

export interface Snapshot {
  readonly id: string
  status: 'creating' | 'available' | 'failed'
  /** The instance it is of, which may be gone since. */
  readonly instance: string
  readonly shown: Shown
  /** The server whose data it is: how another is started on it, and with whose password. */
  readonly server: DatabaseServer
  readonly tags: Tag[]
  readonly created: Date
  readonly directory: string
}

export const describeSnapshot = ({ id, status, instance, tags, created }: Snapshot): unknown => ({
  DBSnapshotIdentifier: id, DBInstanceIdentifier: instance, Status: status, SnapshotType: 'manual', DBSnapshotArn: arn('rds', `snapshot:${id}`), TagList: tags,
  PercentProgress: status === 'available' ? 100 : 0,
  ...(status === 'available' ? { SnapshotCreateTime: created.toISOString() } : {}),
})
