import type { Belief } from './belief.ts'

const service = 'RDS'

/** Parameters of calls that RDS accepts and rejects. */
export const rdsRequestBeliefs: readonly Belief[] = [
  {
    id: 'restore-makes-no-password',
    service,
    belief:
      'An instance of MySQL or MariaDB gets no managed master password with its restore from ' +
      'a snapshot.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.ManageMasterUserPassword',
      says: 'Applies to RDS for Oracle only.',
    },
  },
  {
    id: 'one-password-at-most',
    service,
    belief: 'A managed master password and one that the caller names exclude each other.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.ManageMasterUserPassword',
      says:
        "Can't manage the master user password with Amazon Web Services Secrets Manager if " +
        'MasterUserPassword is specified.',
    },
  },
  {
    id: 'members-password-is-its-clusters',
    service,
    belief: 'The master password of an Aurora instance is changed on its cluster.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.MasterUserPassword',
      says: 'Amazon Aurora The password for the master user is managed by the DB cluster.',
    },
  },
  {
    id: 'restore-names-no-database',
    service,
    belief: 'An instance of MySQL or MariaDB is not given a database with its restore.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DBName',
      says: 'This parameter only applies to RDS for Oracle and RDS for SQL Server DB instances.',
    },
  },
  {
    id: 'aurora-instance-has-no-storage',
    service,
    belief: 'An instance of an Aurora cluster is made without a storage type: the cluster has one.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.StorageType',
      says: "This setting doesn't apply to Amazon Aurora DB instances.",
    },
  },
  {
    id: 'aurora-cluster-has-no-class',
    service,
    belief: 'An Aurora cluster is restored without an instance class: its instances have one.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshotMessage.DBClusterInstanceClass',
      says: 'Valid for: Multi-AZ DB clusters only',
    },
  },
  {
    id: 'instance-identifier',
    service,
    belief:
      'An instance has a name of 1 to 63 letters, digits and hyphens, begins with a letter, ' +
      'and has no hyphen at the end or beside another.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DBInstanceIdentifier',
      says:
        'Must contain from 1 to 63 numbers, letters, or hyphens. First character must be a ' +
        "letter. Can't end with a hyphen or contain two consecutive hyphens.",
    },
  },
  {
    id: 'snapshot-identifier',
    service,
    belief: 'A snapshot of an instance has a name of the same kind, of up to 255 characters.',
    source: {
      sdk: 'client-rds CreateDBSnapshotMessage.DBSnapshotIdentifier',
      says:
        'Must contain from 1 to 255 letters, numbers, or hyphens First character must be a ' +
        "letter Can't end with a hyphen or contain two consecutive hyphens",
    },
  },
  {
    id: 'cluster-snapshot-identifier',
    service,
    belief: 'A snapshot of a cluster has a name of the same kind, of up to 63 characters.',
    source: {
      sdk: 'client-rds CreateDBClusterSnapshotMessage.DBClusterSnapshotIdentifier',
      says: 'Must contain from 1 to 63 letters, numbers, or hyphens.',
    },
  },
  {
    id: 'identifiers-in-lower-case',
    service,
    belief: 'Identifiers are kept in lower case and found however they are spelt.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.DBInstanceIdentifier',
      says: 'This parameter is stored as a lowercase string.',
    },
  },
  {
    id: 'port-range',
    service,
    belief: 'A port is from 1150 to 65535.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.Port',
      says: 'Value must be 1150-65535',
    },
  },
  {
    id: 'instance-backups-may-be-off',
    service,
    belief: 'An instance keeps its backups for 0 to 35 days; 0 turns them off.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.BackupRetentionPeriod',
      says: 'Must be a value from 0 to 35.',
    },
  },
  {
    id: 'cluster-backups-are-on',
    service,
    belief: 'A cluster keeps its backups for at least a day.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshotMessage.BackupRetentionPeriod',
      says: 'Must be a value from 1 to 35.',
    },
  },
  {
    id: 'tags',
    service,
    belief: 'A tag has letters, digits, spaces and _ . : / = + - @, and no prefix of AWS.',
    source: {
      sdk: 'client-rds Tag.Key',
      says:
        "can't be prefixed with aws: or rds:. The string can only contain only the set of " +
        "Unicode letters, digits, white-space, '_', '.', ':', '/', '=', '+', '-', '@'",
    },
  },
  {
    id: 'pages-of-20-to-100',
    service,
    belief: 'A list comes in pages of 20 to 100.',
    source: {
      sdk: 'client-rds DescribeDBInstancesMessage.MaxRecords',
      says: 'Constraints: Minimum 20, maximum 100.',
    },
  },
  {
    id: 'final-snapshot-is-named-or-skipped',
    service,
    belief: 'Who deletes an instance names a final snapshot, or skips it, and not both.',
    source: {
      sdk: 'client-rds DeleteDBInstanceMessage.SkipFinalSnapshot',
      says:
        "If you don't enable this parameter, you must specify the FinalDBSnapshotIdentifier " +
        'parameter.',
    },
  },
  {
    id: 'engine-of-the-snapshot',
    service,
    belief: "A cluster is restored to the engine of the snapshot's cluster.",
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshotMessage.Engine',
      says: 'Constraint: Must be compatible with the engine of the source',
    },
  },
  {
    id: 'quota-of-instances',
    service,
    belief: 'An instance beyond the quota of the account is refused, with its storage too.',
    source: {
      sdk: 'client-rds InstanceQuotaExceededFault',
      says: 'The request would result in the user exceeding the allowed number of DB instances.',
    },
  },
  {
    id: 'quota-of-snapshots',
    service,
    belief: 'A snapshot beyond the quota of the account is refused.',
    source: {
      sdk: 'client-rds SnapshotQuotaExceededFault',
      says: 'The request would result in the user exceeding the allowed number of DB snapshots.',
    },
  },
  {
    id: 'quota-of-clusters',
    service,
    belief: 'A cluster beyond the quota of the account is refused.',
    source: {
      sdk: 'client-rds DBClusterQuotaExceededFault',
      says:
        'The user attempted to create a new DB cluster and the user has already reached the ' +
        'maximum allowed DB cluster quota.',
    },
  },
]
