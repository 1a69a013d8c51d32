import { gibibytes } from '../../contract/bytes.ts'
import type { DBInstance } from '@aws-sdk/client-rds'
import type { OwnFacts } from '../../preflight/scene.ts'
import { parameterGroup } from '../groups-in-force.ts'
import { newestValues } from '../metrics.ts'
import { pendingChanges, pendingGroups } from '../pending.ts'
import { instanceStatuses, standingOf } from '../statuses.ts'
import { sourceInstance } from './describe.ts'

/** The storage of production's instance, and who replicates it. */
export async function instanceFacts(name: string): Promise<OwnFacts> {
  const instance = await sourceInstance(name)
  const {
    DBInstanceIdentifier: id = name,
    DBInstanceClass,
    AllocatedStorage,
    MaxAllocatedStorage,
    ReadReplicaDBInstanceIdentifiers: replicas = [],
  } = instance
  const [freeStorage = null, ...lags] = await newestValues([
    { instance: id, name: 'FreeStorageSpace' },
    ...replicas.map((replica) => ({ instance: replica, name: 'ReplicaLag' as const })),
  ])
  return {
    freeStorage,
    storage: gibibytes(AllocatedStorage),
    growsTo: gibibytes(MaxAllocatedStorage),
    replicas: replicas.map((replica, at) => ({ id: replica, lagSeconds: lags[at] ?? null })),
    elastic: false,
    writerClass: DBInstanceClass ?? null,
    capacity: null,
    clusterGroup: null,
    copies: null,
    groups: { parameters: parameterGroup(instance) ?? null, clusterParameters: null },
    state: stateOf(instance),
  }
}

/** Bytes that a clone of the instance has. */
export const allocated = async (name: string): Promise<number | null> =>
  gibibytes((await sourceInstance(name)).AllocatedStorage)

function stateOf({
  DBInstanceStatus: status = 'unknown',
  KmsKeyId,
  DBSubnetGroup,
  Endpoint,
  ReadReplicaSourceDBInstanceIdentifier,
  ReadReplicaSourceDBClusterIdentifier,
  PendingModifiedValues = {},
  DBParameterGroups = [],
  MultiAZ = false,
  Engine = '',
}: DBInstance): OwnFacts['state'] {
  return {
    status,
    standing: standingOf(instanceStatuses, status),
    key: KmsKeyId ?? null,
    vpc: DBSubnetGroup?.VpcId ?? null,
    port: Endpoint?.Port ?? null,
    replicaOf:
      ReadReplicaSourceDBInstanceIdentifier ?? ReadReplicaSourceDBClusterIdentifier ?? null,
    suspended: suspended(MultiAZ, Engine),
    pending: [...pendingChanges(PendingModifiedValues), ...pendingGroups(DBParameterGroups)],
  }
}

/**
 * Why a snapshot suspends the I/O of production. Source: Amazon RDS User Guide, "Creating a DB
 * snapshot": of Single-AZ instances from a few seconds to a few minutes; "For SQL Server, I/O
 * activity is suspended briefly during backup for Multi-AZ deployments."
 */
function suspended(multiAz: boolean, engine: string): string | null {
  if (!multiAz) return 'it is Single-AZ'
  return engine.startsWith('sqlserver-') ? 'SQL Server, though it is Multi-AZ' : null
}
