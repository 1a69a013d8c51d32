import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { OwnFacts } from '../../preflight/scene.ts'
import { gibibytes } from '../../contract/bytes.ts'
import { parameterGroup } from '../groups-in-force.ts'
import { newestValues } from '../metrics.ts'
import { rds } from '../rds.ts'
import { findInstance } from '../instance/describe.ts'
import { pendingChanges, pendingGroups } from '../pending.ts'
import { clusterStatuses, standingOf } from '../statuses.ts'
import { clustersInGroup, isAurora, lagOf, readersOf, sourceCluster, writerOf } from './describe.ts'

/**
 * Who reads from production's cluster, and its storage: Aurora's grows as needed, that of a
 * Multi-AZ DB cluster is what its writer has.
 */
export async function clusterFacts(name: string): Promise<OwnFacts> {
  const cluster = await sourceCluster(name)
  const id = writerOf(cluster)
  const writer = id === null ? null : await findInstance(id, rds)
  const [elastic, readers, lag] = [isAurora(cluster.Engine), readersOf(cluster), lagOf(cluster)]
  const [freeStorage = null, ...lags] = await newestValues([
    { instance: id ?? name, name: 'FreeStorageSpace' },
    ...readers.map((instance) => ({ instance, name: lag.name })),
  ])
  const replicas = readers.map((reader, at) => ({
    id: reader,
    lagSeconds: lags[at] == null ? null : lags[at] / lag.perSecond,
  }))
  const { ReadReplicaIdentifiers = [], DBClusterParameterGroup: group = '' } = cluster
  return {
    freeStorage: elastic ? null : freeStorage,
    storage: elastic ? null : gibibytes(cluster.AllocatedStorage),
    // A Multi-AZ DB cluster has no storage autoscaling.
    growsTo: null,
    replicas: [...replicas, ...ReadReplicaIdentifiers.map((id) => ({ id, lagSeconds: null }))],
    elastic,
    writerClass: writer?.DBInstanceClass ?? null,
    capacity: capacityOf(cluster),
    clusterGroup: elastic || group.startsWith('default.') ? null : group,
    copies: elastic ? await copiesOf(cluster) : null,
    groups: {
      parameters: (writer && parameterGroup(writer)) ?? null,
      clusterParameters: group === '' ? null : group,
    },
    state: stateOf(cluster, writer),
  }
}

/** Bytes that each instance of a Multi-AZ DB cluster has, and so a clone of it. */
export const clusterAllocated = async (name: string): Promise<number | null> =>
  gibibytes((await sourceCluster(name)).AllocatedStorage)

/** Clusters that share its storage. A group outlives its clones. */
async function copiesOf({ CloneGroupId: group, DbClusterResourceId: own }: DBCluster) {
  if (group === undefined) return 0
  const all = await clustersInGroup(group)
  return all.filter(({ DbClusterResourceId: id }) => id !== own).length
}

function capacityOf({ ServerlessV2ScalingConfiguration: own }: DBCluster): OwnFacts['capacity'] {
  const { MinCapacity: min, MaxCapacity: max } = own ?? {}
  return min === undefined || max === undefined ? null : { min, max }
}

/** Only the writer's description names the VPC. */
function stateOf(cluster: DBCluster, writer: DBInstance | null): OwnFacts['state'] {
  const status = cluster.Status ?? 'unknown'
  return {
    status,
    standing: standingOf(clusterStatuses, status),
    key: cluster.KmsKeyId ?? null,
    vpc: writer?.DBSubnetGroup?.VpcId ?? null,
    port: cluster.Port ?? null,
    // A snapshot is taken of the storage, or of a standby.
    suspended: null,
    replicaOf: cluster.ReplicationSourceIdentifier ?? null,
    pending: [
      ...pendingChanges(cluster.PendingModifiedValues ?? {}),
      ...pendingChanges(writer?.PendingModifiedValues ?? {}),
      ...pendingGroups(writer?.DBParameterGroups ?? []),
    ],
  }
}
