import type { Tag } from '@aws-sdk/client-rds'
import type { Identity, SourceKind } from '../contract/source.ts'
import { findClusterSnapshot, snapshotsOfCluster } from './cluster/snapshots.ts'
import { findInstanceSnapshot, snapshotsOfInstance } from './instance/snapshots.ts'

/** What RDS reports about a snapshot of an instance or of a cluster. */
export interface Snapshot {
  readonly id: string
  readonly arn: string
  readonly status: string
  readonly percent: number
  /** undefined while it is being taken. */
  readonly taken: Date | undefined
  readonly tags: readonly Tag[]
}

export const findSnapshot = (kind: SourceKind, id: string): Promise<Snapshot | null> =>
  ({ instance: findInstanceSnapshot, cluster: findClusterSnapshot })[kind](id)

/** All manual snapshots in the account and region. */
export const allSnapshots = (kind: SourceKind): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind]()

/** All manual snapshots, including Drydock's. */
export const snapshotsOf = ({ kind, name }: Identity): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind](name)
