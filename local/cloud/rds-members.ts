type ByEngine = Readonly<Record<string, readonly string[]>>

/** In Aurora, an instance of a cluster has no storage, password or network settings of its own. */
const ofCluster: readonly string[] = [
  'AllocatedStorage',
  'MasterUsername',
  'MasterUserPassword',
  'VpcSecurityGroupIds',
  'BackupRetentionPeriod',
  'PreferredBackupWindow',
  'Port',
  'MultiAZ',
  'EngineVersion',
  'LicenseModel',
  'Iops',
  'StorageThroughput',
  'OptionGroupName',
  'CharacterSetName',
  'StorageType',
  'TdeCredentialArn',
  'StorageEncrypted',
  'KmsKeyId',
  'Domain',
  'CopyTagsToSnapshot',
  'DomainIAMRoleName',
  'Timezone',
  'EnableIAMDatabaseAuthentication',
  'EnableCloudwatchLogsExports',
  'ProcessorFeatures',
  'DeletionProtection',
  'MaxAllocatedStorage',
  'MultiTenant',
  'EngineLifecycleSupport',
  'AdditionalStorageVolumes',
]

/** Parameters that RDS requires. A test compares them with the SDK's types. */
export const required: Readonly<Record<string, readonly string[]>> = {
  CreateDBSnapshot: ['DBSnapshotIdentifier', 'DBInstanceIdentifier'],
  RestoreDBInstanceFromDBSnapshot: ['DBInstanceIdentifier'],
  ModifyDBInstance: ['DBInstanceIdentifier'],
  DeleteDBInstance: ['DBInstanceIdentifier'],
  DeleteDBSnapshot: ['DBSnapshotIdentifier'],
  CreateDBClusterSnapshot: ['DBClusterSnapshotIdentifier', 'DBClusterIdentifier'],
  RestoreDBClusterFromSnapshot: ['DBClusterIdentifier', 'SnapshotIdentifier', 'Engine'],
  RestoreDBClusterToPointInTime: ['DBClusterIdentifier'],
  CreateDBInstance: ['DBInstanceIdentifier', 'DBInstanceClass', 'Engine'],
  ModifyDBCluster: ['DBClusterIdentifier'],
  DeleteDBCluster: ['DBClusterIdentifier'],
  DeleteDBClusterSnapshot: ['DBClusterSnapshotIdentifier'],
  AddTagsToResource: ['ResourceName', 'Tags'],
  CopyDBSnapshot: ['SourceDBSnapshotIdentifier', 'TargetDBSnapshotIdentifier'],
  CopyDBClusterSnapshot: ['SourceDBClusterSnapshotIdentifier', 'TargetDBClusterSnapshotIdentifier'],
  ModifyDBSnapshotAttribute: ['DBSnapshotIdentifier', 'AttributeName'],
  ModifyDBClusterSnapshotAttribute: ['DBClusterSnapshotIdentifier', 'AttributeName'],
  DescribeDBSnapshotAttributes: ['DBSnapshotIdentifier'],
  DescribeDBClusterSnapshotAttributes: ['DBClusterSnapshotIdentifier'],
}

/** Its four editions take the same. */
const ofSqlServer = (names: readonly string[]): ByEngine =>
  Object.fromEntries(['ex', 'web', 'se', 'ee'].map((edition) => [`sqlserver-${edition}`, names]))
/** Likewise, each with a container and without. */
const ofOracle = (names: readonly string[]): ByEngine =>
  Object.fromEntries(
    ['se2', 'ee', 'se2-cdb', 'ee-cdb'].map((edition) => [`oracle-${edition}`, names]),
  )

/** Parameters that an engine does not accept. A test compares them with the SDK's texts. */
export const notTaken: Readonly<Record<string, ByEngine>> = {
  RestoreDBInstanceFromDBSnapshot: {
    mysql: ['DBName', 'AdditionalStorageVolumes', 'ManageMasterUserPassword'],
    postgres: ['DBName', 'AdditionalStorageVolumes', 'ManageMasterUserPassword'],
    mariadb: [
      'DBName',
      'EngineLifecycleSupport',
      'AdditionalStorageVolumes',
      'ManageMasterUserPassword',
    ],
    ...ofSqlServer(['AllocatedStorage', 'EngineLifecycleSupport', 'ManageMasterUserPassword']),
    ...ofOracle(['EngineLifecycleSupport']),
  },
  ModifyDBInstance: {
    ...ofSqlServer(['MultiTenant', 'EngineLifecycleSupport']),
    ...ofOracle(['EngineLifecycleSupport']),
    mysql: ['MultiTenant', 'AdditionalStorageVolumes'],
    postgres: ['MultiTenant', 'AdditionalStorageVolumes'],
    mariadb: ['MultiTenant', 'AdditionalStorageVolumes', 'EngineLifecycleSupport'],
  },
  RestoreDBClusterFromSnapshot: {
    'aurora-mysql': ['DBClusterInstanceClass'],
    'aurora-postgresql': ['DBClusterInstanceClass'],
  },
  RestoreDBClusterToPointInTime: {
    'aurora-mysql': ['DBClusterInstanceClass', 'PubliclyAccessible', 'Iops'],
    'aurora-postgresql': ['DBClusterInstanceClass', 'PubliclyAccessible', 'Iops'],
  },
  ModifyDBCluster: { 'aurora-mysql': [], 'aurora-postgresql': [] },
  CreateDBInstance: { 'aurora-mysql': ofCluster, 'aurora-postgresql': ofCluster },
}
