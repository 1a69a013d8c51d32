import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { OwnFacts } from '../../preflight/scene.ts'
import { newestValues } from '../metrics.ts'
import { rds } from '../rds.ts'
import { findInstance } from '../instance/describe.ts'
import { pendingChanges, pendingGroups } from '../pending.ts'
import { clusterStatuses, standingOf } from '../statuses.ts'
import { clustersInGroup, sourceCluster, writerOf } from './describe.ts'

/** Who reads from production's cluster. Its storage needs no check: it grows as needed. */
export async function clusterFacts(name: string): Promise<OwnFacts> {
  const cluster = await sourceCluster(name)
  const id = writerOf(cluster)
  const writer = id === null ? null : await findInstance(id, rds)
  const { DBClusterMembers = [], ReadReplicaIdentifiers = [] } = cluster
  const readers = DBClusterMembers.flatMap(({ DBInstanceIdentifier: id, IsClusterWriter }) =>
    id === undefined || IsClusterWriter === true ? [] : [id],
  )
  // In milliseconds; the metric of an instance's replica is in seconds.
  const lags = await newestValues(
    readers.map((instance) => ({ instance, name: 'AuroraReplicaLag' as const })),
  )
  const replicas = readers.map((id, at) => ({
    id,
    lagSeconds: lags[at] == null ? null : lags[at] / 1000,
  }))
  return {
    freeStorage: null,
    storage: null,
    growsTo: null,
    replicas: [...replicas, ...ReadReplicaIdentifiers.map((id) => ({ id, lagSeconds: null }))],
    elastic: true,
    writerClass: writer?.DBInstanceClass ?? null,
    capacity: capacityOf(cluster),
    copies: await copiesOf(cluster),
    state: stateOf(cluster, writer),
  }
}

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
    replicaOf: cluster.ReplicationSourceIdentifier ?? null,
    pending: [
      ...pendingChanges(cluster.PendingModifiedValues ?? {}),
      ...pendingChanges(writer?.PendingModifiedValues ?? {}),
      ...pendingGroups(writer?.DBParameterGroups ?? []),
    ],
  }
}
