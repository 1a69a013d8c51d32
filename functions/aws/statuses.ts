/**
 * What an RDS status means for a caller that waits. `usable`: the server answers, perhaps more
 * slowly. `passing`: the status changes by itself. `final`: waiting does not help.
 */
export type Standing = 'usable' | 'passing' | 'final'
type Statuses = Readonly<Record<string, Standing>>

/**
 * DB instances, including Aurora's. Source: Amazon RDS User Guide, "Viewing Amazon RDS DB instance
 * status", and Amazon Aurora User Guide, "Viewing DB instance status in an Aurora cluster"
 * (accessing-monitoring.html).
 */
export const instanceStatuses: Statuses = {
  available: 'usable',
  'backing-up': 'usable',
  'configuring-enhanced-monitoring': 'usable',
  'configuring-iam-database-auth': 'usable',
  'configuring-log-exports': 'usable',
  // After a restore: for hours, blocks are loaded from S3 on first read.
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

/**
 * Aurora clusters. Source: Amazon Aurora User Guide, "Viewing DB cluster status"
 * (accessing-monitoring.html#Aurora.Status).
 */
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
 * Snapshots of both kinds. Source: the SDK's text of DBClusterSnapshot.Status, and what its waiters
 * DBSnapshotAvailable and DBClusterSnapshotAvailable give up at.
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

/**
 * The secret of a master user that RDS manages. Source: the SDK's text of
 * MasterUserSecret.SecretStatus.
 */
export const secretStatuses: Statuses = {
  active: 'usable',
  // Good for access, not for rotation, which no clone lives long enough to need.
  impaired: 'usable',
  creating: 'passing',
  rotating: 'passing',
}

/** The meaning of a status. Waiting for one that AWS has added since costs only time. */
export const standingOf = (statuses: Statuses, status: string): Standing =>
  statuses[status] ?? 'passing'

/** The text of a status; it says if the status is not in the table, so that the log shows it. */
export const told = (statuses: Statuses, status: string): string =>
  status in statuses ? status : `${status}, a status unknown to Drydock, which waits for a change`
