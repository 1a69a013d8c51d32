import type { RDSClient, Tag } from '@aws-sdk/client-rds'
import type { Identity, SourceKind } from '../contract/source.ts'
import { findClusterSnapshot, snapshotsOfCluster } from './cluster/snapshots.ts'
import { rds } from './rds.ts'
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
  readonly encrypted: boolean
}

export const findSnapshot = (
  kind: SourceKind,
  id: string,
  at: RDSClient,
): Promise<Snapshot | null> =>
  ({ instance: findInstanceSnapshot, cluster: findClusterSnapshot })[kind](id, at)

/** All manual snapshots in an account and region. */
export const allSnapshots = (kind: SourceKind, at: RDSClient): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind](at)

/** All manual snapshots of production, including Drydock's. */
export const snapshotsOf = ({ kind, name }: Identity): Promise<Snapshot[]> =>
  ({ instance: snapshotsOfInstance, cluster: snapshotsOfCluster })[kind](rds, name)
