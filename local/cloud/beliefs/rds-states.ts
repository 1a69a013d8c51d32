import type { Belief } from './belief.ts'

const service = 'RDS'
const statuses =
  'Amazon RDS User Guide, "Viewing Amazon RDS DB instance status" (accessing-monitoring.html)'

/** The order of RDS's actions, the statuses meanwhile, and the calls that it rejects by status. */
export const rdsStateBeliefs: readonly Belief[] = [
  {
    id: 'snapshot-of-a-source-at-rest',
    service,
    belief: 'An instance is snapshot while it is available or its storage is optimized.',
    source: {
      sdk: 'client-rds CreateDBSnapshot',
      says: 'The source DB instance must be in the available or storage-optimization state.',
    },
  },
  {
    id: 'restore-of-a-whole-snapshot',
    service,
    belief: 'A snapshot that is still being taken is not restored.',
    source: { heard: 'InvalidDBSnapshotState is among the errors of the call; no text says when.' },
  },
  {
    id: 'snapshot-is-deleted-once-available',
    service,
    belief: 'A snapshot that is still being taken is not deleted.',
    source: {
      sdk: 'client-rds DeleteDBSnapshot',
      says: 'The DB snapshot must be in the available state to be deleted.',
    },
  },
  {
    id: 'restored-instance-is-usable-while-it-loads',
    service,
    belief:
      'A restored instance is creating, then modifying, then storage-initialization, in which ' +
      'it answers, for hours.',
    source: {
      page: statuses,
      says:
        'The DB instance is loading data blocks from Amazon S3 to optimize volume performance ' +
        'after being restored from a snapshot. It remains available for operations',
    },
  },
  {
    id: 'loading-tells-its-percentage',
    service,
    belief: 'While storage is loaded from a snapshot RDS tells how far it is.',
    source: {
      sdk: 'client-rds DBInstance.StorageOperationStatus',
      says:
        'Initializing - The volume is initializing from a snapshot, such as during a snapshot ' +
        'restore',
    },
  },
  {
    id: 'no-endpoint-while-creating',
    service,
    belief: 'An instance that is being created may have no endpoint.',
    source: {
      sdk: 'client-rds DBInstance.Endpoint',
      says: 'The endpoint might not be shown for instances with the status of creating.',
    },
  },
  {
    id: 'backups-as-the-sources',
    service,
    belief: 'A restored instance keeps backups as its source does where nothing else is asked for.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.BackupRetentionPeriod',
      says: 'Default: Uses existing setting',
    },
  },
  {
    id: 'backup-comes-first',
    service,
    belief: 'An instance with backups is backing-up before it is available for the first time.',
    source: { heard: 'What new instances show in the console; no text says so.' },
  },
  {
    id: 'protected-instance-stays',
    service,
    belief: 'An instance with deletion protection is not deleted; a restored one has none.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DeletionProtection',
      says:
        "The database can't be deleted when deletion protection is enabled. By default, " +
        "deletion protection isn't enabled.",
    },
  },
  {
    id: 'protected-instance-is-told-so',
    service,
    belief:
      'The deletion of a protected instance is refused with InvalidParameterCombination; one ' +
      'in any other wrong state with InvalidDBInstanceState.',
    source: {
      heard:
        'hashicorp/terraform-provider-aws, issue 26233: "InvalidParameterCombination: Cannot ' +
        'delete protected DB Instance, please disable deletion protection and try again."',
    },
  },
  {
    id: 'protected-cluster-stays',
    service,
    belief: 'A cluster with deletion protection is not deleted; a restored one has none.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshotMessage.DeletionProtection',
      says:
        "The database can't be deleted when deletion protection is enabled. By default, " +
        "deletion protection isn't enabled.",
    },
  },
  {
    id: 'members-of-a-protected-cluster-go',
    service,
    belief: 'A member of a protected cluster is deleted all the same: it has no protection.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.DeletionProtection',
      says:
        'DB instances in a DB cluster can be deleted even when deletion protection is enabled ' +
        'for the DB cluster.',
    },
  },
  {
    id: 'restored-cluster-has-no-instance',
    service,
    belief: 'A restored cluster has no instance; one is made once the cluster is available.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshot',
      says:
        'You can create DB instances only after the RestoreDBClusterFromSnapshot operation has ' +
        'completed and the DB cluster is available.',
    },
  },
  {
    id: 'instances-go-before-their-cluster',
    service,
    belief: 'A cluster is deleted once all of its instances are deleted or being deleted.',
    source: { heard: 'The error message of DeleteDBCluster, as others quote it.' },
  },
  {
    id: 'groups-of-the-account',
    service,
    belief: 'A restore that names a group which the account does not have is refused.',
    source: {
      sdk: 'client-rds DBSubnetGroupNotFoundFault',
      says: "doesn't refer to an existing DB subnet group",
    },
  },
  {
    id: 'default-groups',
    service,
    belief: "A restore that names no parameter group gets the default one, not the source's.",
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DBParameterGroupName',
      says:
        "If you don't specify a value for DBParameterGroupName, then RDS uses the default " +
        'DBParameterGroup for the specified DB engine.',
    },
  },
]
