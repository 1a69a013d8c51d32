import type {
  CreateDBInstanceCommandInput,
  DBCluster,
  DBInstance,
  RestoreDBClusterFromSnapshotCommandInput,
  RestoreDBClusterToPointInTimeCommandInput,
} from '@aws-sdk/client-rds'
import type { Run, SourcePlan } from '../../contract/steps.ts'
import { cloneGroup, parameterGroup } from '../groups-in-force.ts'
import { cloneTags } from '../rds.ts'

/** The one instance in a clone's cluster, named after it so that every name comes from the plan. */
export const cloneWriter = (clone: string): string => `${clone}-writer`

/** A cluster of the source's engine and version, from the run's snapshot. */
export const snapshotInput = (
  run: Run,
  source: SourcePlan,
  production: DBCluster,
): RestoreDBClusterFromSnapshotCommandInput => ({
  SnapshotIdentifier: source.snapshot,
  Engine: production.Engine,
  EngineVersion: production.EngineVersion,
  ...likeSource(run, source, production),
})

/**
 * A cluster that shares the source's storage until one of the two writes a page. Engine, version
 * and key are the source's: RDS lets nobody choose the first two.
 */
export const copyOnWriteInput = (
  run: Run,
  source: SourcePlan,
  production: DBCluster,
): RestoreDBClusterToPointInTimeCommandInput => ({
  SourceDBClusterIdentifier: source.name,
  RestoreType: 'copy-on-write',
  UseLatestRestorableTime: true,
  ...likeSource(run, source, production),
})

/** A cluster like its source, but with nothing that outlives it or admits anyone else. */
function likeSource(run: Run, source: SourcePlan, production: DBCluster) {
  return {
    DBClusterIdentifier: source.clone,
    // Absent for standard storage.
    StorageType: run.clone.clusterStorage ?? production.StorageType,
    DBSubnetGroupName: run.deployment.cloneAccount?.subnetGroup ?? production.DBSubnetGroup,
    DBClusterParameterGroupName: cloneGroup(run, production.DBClusterParameterGroup),
    Port: production.Port,
    VpcSecurityGroupIds: [run.deployment.cloneSecurityGroup],
    ...capacity(run, production),
    DeletionProtection: false,
    // The minimum of Aurora; the backups are deleted with the cluster.
    BackupRetentionPeriod: 1,
    CopyTagsToSnapshot: false,
    Tags: cloneTags(run, source),
  }
}

/** A writer of class db.serverless needs its cluster's capacity range. */
function capacity({ clone }: Run, { ServerlessV2ScalingConfiguration: own }: DBCluster) {
  const { serverlessCapacity: asked } = clone
  if (asked !== undefined)
    return {
      ServerlessV2ScalingConfiguration: { MinCapacity: asked.min, MaxCapacity: asked.max },
    }
  if (own?.MaxCapacity === undefined) return {}
  const { MinCapacity, MaxCapacity } = own
  return { ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } }
}

/** Its writer, like the source's. */
export function writerInput(
  run: Run,
  source: SourcePlan,
  writer: DBInstance,
): CreateDBInstanceCommandInput {
  return {
    DBInstanceIdentifier: cloneWriter(source.clone),
    DBClusterIdentifier: source.clone,
    Engine: writer.Engine,
    DBInstanceClass: run.clone.instanceClass ?? writer.DBInstanceClass,
    DBParameterGroupName: run.clone.parameterGroup ?? cloneGroup(run, parameterGroup(writer)),
    PubliclyAccessible: false,
    AutoMinorVersionUpgrade: false,
    Tags: cloneTags(run, source),
  }
}
