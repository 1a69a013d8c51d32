import type { Belief } from './belief.ts'

const service = 'RDS'
const statuses =
  'Amazon RDS User Guide, "Viewing Amazon RDS DB instance status" (accessing-monitoring.html)'
const passwords =
  'Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager" (rds-secrets-manager.html)'

/** The order in which RDS does things, what it shows meanwhile, and what it refuses by state. */
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
      'A restored instance is creating, then modifying, then storage-initialization, in which it answers, for hours.',
    source: {
      page: statuses,
      says: 'The DB instance is loading data blocks from Amazon S3 to optimize volume performance after being restored from a snapshot. It remains available for operations',
    },
  },
  {
    id: 'loading-tells-its-percentage',
    service,
    belief: 'While storage is loaded from a snapshot RDS tells how far it is.',
    source: {
      sdk: 'client-rds DBInstance.StorageOperationStatus',
      says: 'Initializing - The volume is initializing from a snapshot, such as during a snapshot restore',
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
    id: 'password-is-pending-first',
    service,
    belief:
      'After ModifyDBInstance the instance shows its old status and a pending password; the secret may be active before the password is in force.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.MasterUserPassword',
      says: 'Between the time of the request and the completion of the request, the MasterUserPassword element exists in the PendingModifiedValues element of the operation response.',
    },
  },
  {
    id: 'password-is-changed-at-rest',
    service,
    belief: 'An instance that is being created, modified or deleted takes no other password.',
    source: {
      sdk: 'client-rds InvalidDBInstanceStateFault',
      says: "The DB instance isn't in a valid state.",
    },
  },
  {
    id: 'secret-goes-with-its-instance',
    service,
    belief: 'The secret of a master password that RDS made is deleted with the instance.',
    source: {
      page: passwords,
      says: 'If you delete a DB instance that manages a secret in Secrets Manager, the secret and its associated metadata are also deleted.',
    },
  },
  {
    id: 'protected-instance-stays',
    service,
    belief: 'An instance with deletion protection is not deleted; a restored one has none.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DeletionProtection',
      says: "The database can't be deleted when deletion protection is enabled. By default, deletion protection isn't enabled.",
    },
  },
  {
    id: 'restored-cluster-has-no-instance',
    service,
    belief: 'A restored cluster has no instance; one is made once the cluster is available.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshot',
      says: 'You can create DB instances only after the RestoreDBClusterFromSnapshot operation has completed and the DB cluster is available.',
    },
  },
  {
    id: 'instances-go-before-their-cluster',
    service,
    belief: 'A cluster is deleted once all of its instances are deleted or being deleted.',
    source: { heard: 'The error message of DeleteDBCluster, as others quote it.' },
  },
  {
    id: 'default-groups',
    service,
    belief: "A restore that names no parameter group gets the default one, not the source's.",
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.DBParameterGroupName',
      says: "If you don't specify a value for DBParameterGroupName, then RDS uses the default DBParameterGroup for the specified DB engine.",
    },
  },
]
