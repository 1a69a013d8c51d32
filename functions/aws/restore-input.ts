import type { DBInstance, RestoreDBInstanceFromDBSnapshotCommandInput } from '@aws-sdk/client-rds'
import { durationMilliseconds, tagKeys } from '../contract/environment.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { runTags } from './rds.ts'

/** A clone like its source, but with nothing that outlives it or lets anyone else in. */
export function restoreInput(run: Run, source: SourcePlan, production: DBInstance): RestoreDBInstanceFromDBSnapshotCommandInput {
  const deleteAfter = new Date(Date.parse(run.startedAt) + durationMilliseconds(run.clone.deleteAfter)).toISOString()
  const optional = {
    DBInstanceClass: run.clone.instanceClass ?? production.DBInstanceClass,
    StorageType: run.clone.storageType ?? production.StorageType,
    DBSubnetGroupName: production.DBSubnetGroup?.DBSubnetGroupName,
    DBParameterGroupName: production.DBParameterGroups?.[0]?.DBParameterGroupName,
    OptionGroupName: production.OptionGroupMemberships?.[0]?.OptionGroupName,
    Port: production.Endpoint?.Port,
  }
  return {
    DBInstanceIdentifier: source.cloneInstance,
    DBSnapshotIdentifier: source.snapshot,
    ...optional,
    VpcSecurityGroupIds: [run.deployment.cloneSecurityGroup],
    MultiAZ: false,
    PubliclyAccessible: false,
    DeletionProtection: false,
    BackupRetentionPeriod: 0,
    AutoMinorVersionUpgrade: false,
    CopyTagsToSnapshot: false,
    ManageMasterUserPassword: true,
    Tags: [...runTags(run, source), { Key: tagKeys.deleteAfter, Value: deleteAfter }],
  }
}
