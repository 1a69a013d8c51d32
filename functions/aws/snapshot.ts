import type { Tag } from '@aws-sdk/client-rds'
import type { Identity, SourceKind } from '../contract/environment.ts'
import { findClusterSnapshot, snapshotsOfCluster } from './cluster/snapshots.ts'
import { findInstanceSnapshot, snapshotsOfInstance } from './instance/snapshots.ts'

/** What RDS says of a snapshot, of an instance or of a cluster. */
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

/** All of the account and region that were taken by hand. */
export const allSnapshots = (kind: SourceKind): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind]()

/** All that were taken by hand, Drydock's among them. */
export const snapshotsOf = ({ kind, name }: Identity): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind](name)
