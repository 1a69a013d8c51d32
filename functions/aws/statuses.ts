/**
 * What a status of RDS means for whoever waits. `usable`: the server answers as always, if perhaps slower. `passing`: it
 * changes by itself. `final`: waiting is in vain.
 */
export type Standing = 'usable' | 'passing' | 'final'
type Statuses = Readonly<Record<string, Standing>>

/**
 * DB instances, those of Aurora too. Source: Amazon RDS User Guide, "Viewing Amazon RDS DB instance status", and Amazon
 * Aurora User Guide, "Viewing DB instance status in an Aurora cluster" (accessing-monitoring.html).
 */
export const instanceStatuses: Statuses = {
  available: 'usable',
  'backing-up': 'usable',
  'configuring-enhanced-monitoring': 'usable',
  'configuring-iam-database-auth': 'usable',
  'configuring-log-exports': 'usable',
  // After a restore: blocks come from S3 when they are read first, for hours.
  'storage-initialization': 'usable',
  'storage-optimization': 'usable',
  backtracking: 'passing',
  'converting-to-vpc': 'passing',
  creating: 'passing',
  maintenance: 'passing',
  modifying: 'passing',
  'moving-to-vpc': 'passing',
  rebooting: 'passing',
  renaming: 'passing',
  'resetting-master-credentials': 'passing',
  starting: 'passing',
  'storage-config-upgrade': 'passing',
  upgrading: 'passing',
  'delete-precheck': 'final',
  deleted: 'final',
  deleting: 'final',
  failed: 'final',
  'inaccessible-encryption-credentials': 'final',
  'inaccessible-encryption-credentials-recoverable': 'final',
  'incompatible-create': 'final',
  'incompatible-network': 'final',
  'incompatible-option-group': 'final',
  'incompatible-parameters': 'final',
  'incompatible-restore': 'final',
  'insufficient-capacity': 'final',
  'restore-error': 'final',
  stopped: 'final',
  stopping: 'final',
  'storage-full': 'final',
  'upgrade-failed': 'final',
}

/** Aurora clusters. Source: Amazon Aurora User Guide, "Viewing DB cluster status" (accessing-monitoring.html#Aurora.Status). */
export const clusterStatuses: Statuses = {
  available: 'usable',
  'backing-up': 'usable',
  'storage-optimization': 'usable',
  'update-iam-db-auth': 'usable',
  backtracking: 'passing',
  creating: 'passing',
  'failing-over': 'passing',
  maintenance: 'passing',
  migrating: 'passing',
  modifying: 'passing',
  'preparing-data-migration': 'passing',
  promoting: 'passing',
  renaming: 'passing',
  'resetting-master-credentials': 'passing',
  starting: 'passing',
  upgrading: 'passing',
  'cloning-failed': 'final',
  deleted: 'final',
  deleting: 'final',
  failed: 'final',
  'inaccessible-encryption-credentials': 'final',
  'inaccessible-encryption-credentials-recoverable': 'final',
  'incompatible-parameters': 'final',
  'incompatible-restore': 'final',
  'migration-failed': 'final',
  stopped: 'final',
  stopping: 'final',
  'upgrade-failed': 'final',
}

/**
 * Snapshots of both kinds. Source: the SDK's text of DBClusterSnapshot.Status, and what its waiters DBSnapshotAvailable
 * and DBClusterSnapshotAvailable give up at.
 */
export const snapshotStatuses: Statuses = {
  available: 'usable',
  copying: 'passing',
  creating: 'passing',
  deleted: 'final',
  deleting: 'final',
  failed: 'final',
  'incompatible-parameters': 'final',
  'incompatible-restore': 'final',
}

/** The secret of a master user that RDS keeps. Source: the SDK's text of MasterUserSecret.SecretStatus. */
export const secretStatuses: Statuses = {
  active: 'usable',
  // Good for access, not for rotation, which no clone lives to see.
  impaired: 'usable',
  creating: 'passing',
  rotating: 'passing',
}

/** How a status stands. One that AWS has added since is waited for: nothing is lost by it but time. */
export const standingOf = (statuses: Statuses, status: string): Standing =>
  statuses[status] ?? 'passing'

/** A status as it is told: one that is not in the table says so, so that the log shows it. */
export const told = (statuses: Statuses, status: string): string =>
  status in statuses ? status : `${status}, a status that Drydock does not know and waits for`
