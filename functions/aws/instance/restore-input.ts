import type { DBInstance, RestoreDBInstanceFromDBSnapshotCommandInput } from '@aws-sdk/client-rds'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { cloneGroup, optionGroup, parameterGroup } from '../groups-in-force.ts'
import { cloneTags } from '../rds.ts'
import { storageInput } from './storage-input.ts'

/**
 * Connections to Oracle are made to the DB name, so that the clone has production's. "This
 * parameter only applies to RDS for Oracle and RDS for SQL Server" (the SDK's text of DBName);
 * instances of SQL Server have none.
 */
const namedAgain = ({ Engine = '', DBName }: DBInstance): string | undefined =>
  Engine.startsWith('oracle-') ? DBName : undefined

/** A clone like its source, but with nothing that outlives it or admits anyone else. */
export function restoreInput(
  run: Run,
  source: SourcePlan,
  production: DBInstance,
): RestoreDBInstanceFromDBSnapshotCommandInput {
  const { cloneAccount } = run.deployment
  const optional = {
    DBInstanceClass: run.clone.instanceClass ?? production.DBInstanceClass,
    ...storageInput(run.clone, production),
    DBSubnetGroupName: cloneAccount?.subnetGroup ?? production.DBSubnetGroup?.DBSubnetGroupName,
    DBParameterGroupName: cloneGroup(run, parameterGroup(production)),
    // Another account has option groups of its own, and their default one suffices to rehearse.
    OptionGroupName: cloneAccount === undefined ? optionGroup(production) : undefined,
    Port: production.Endpoint?.Port,
    DBName: namedAgain(production),
  }
  return {
    DBInstanceIdentifier: source.clone,
    DBSnapshotIdentifier: source.snapshot,
    ...optional,
    VpcSecurityGroupIds: [run.deployment.cloneSecurityGroup],
    MultiAZ: false,
    PubliclyAccessible: false,
    DeletionProtection: false,
    BackupRetentionPeriod: 0,
    AutoMinorVersionUpgrade: false,
    CopyTagsToSnapshot: false,
    Tags: cloneTags(run, source),
  }
}
