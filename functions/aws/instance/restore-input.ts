import type {
  DBCluster,
  DBInstance,
  RestoreDBInstanceFromDBSnapshotCommandInput,
} from '@aws-sdk/client-rds'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { cloneGroup, optionGroup, parameterGroup } from '../groups-in-force.ts'
import { cloneTags } from '../rds.ts'
import { storageInput } from './storage-input.ts'

type Input = RestoreDBInstanceFromDBSnapshotCommandInput

/**
 * Connections to Oracle are made to the DB name, so that the clone has production's. "This
 * parameter only applies to RDS for Oracle and RDS for SQL Server" (the SDK's text of DBName);
 * instances of SQL Server have none. Nor does the clone ever have production's password:
 * ManageMasterUserPassword "applies to RDS for Oracle only". Others get one once they are there.
 */
const ofOracle = ({ Engine = '', DBName }: DBInstance): Partial<Input> =>
  Engine.startsWith('oracle-') ? { DBName, ManageMasterUserPassword: true } : {}

/** A clone like its source. */
export const restoreInput = (run: Run, source: SourcePlan, production: DBInstance): Input => ({
  DBSnapshotIdentifier: source.snapshot,
  DBInstanceClass: run.clone.instanceClass ?? production.DBInstanceClass,
  ...storageInput(run.clone, production),
  DBSubnetGroupName:
    run.deployment.cloneAccount?.subnetGroup ?? production.DBSubnetGroup?.DBSubnetGroupName,
  DBParameterGroupName: run.clone.parameterGroup ?? cloneGroup(run, parameterGroup(production)),
  // Another account has option groups of its own, and their default one suffices to rehearse.
  OptionGroupName: run.deployment.cloneAccount === undefined ? optionGroup(production) : undefined,
  Port: production.Endpoint?.Port,
  ...ofOracle(production),
  ...cloneInput(run, source),
})

/**
 * A clone of a Multi-AZ DB cluster: one instance, which costs a third of the cluster. The cluster
 * has no option group, its parameter group is for clusters alone, and no other account gets a copy
 * of its snapshot.
 */
export const fromClusterInput = (run: Run, source: SourcePlan, production: DBCluster): Input => ({
  DBClusterSnapshotIdentifier: source.snapshot,
  DBInstanceClass: run.clone.instanceClass ?? production.DBClusterInstanceClass,
  // RDS sets the throughput of a cluster by its IOPS; of an instance too, where none is named.
  ...storageInput(run.clone, { ...production, StorageThroughput: undefined }),
  DBSubnetGroupName: production.DBSubnetGroup,
  DBParameterGroupName: run.clone.parameterGroup,
  Port: production.Port,
  ...cloneInput(run, source),
})

/** Nothing that outlives the clone or admits anyone else. */
const cloneInput = (run: Run, source: SourcePlan) => ({
  DBInstanceIdentifier: source.clone,
  VpcSecurityGroupIds: [run.deployment.cloneSecurityGroup],
  MultiAZ: false,
  PubliclyAccessible: false,
  DeletionProtection: false,
  BackupRetentionPeriod: 0,
  AutoMinorVersionUpgrade: false,
  CopyTagsToSnapshot: false,
  Tags: cloneTags(run, source),
})
