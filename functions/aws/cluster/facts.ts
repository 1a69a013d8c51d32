import type { SourceFacts } from '../../purge/preflight/scene.ts'
import { newestValues } from '../metrics.ts'
import { sourceCluster } from './describe.ts'

/** Who reads from production's cluster. Its storage is the cluster's own business: it grows as it is needed. */
export async function clusterFacts(
  name: string,
): Promise<Pick<SourceFacts, 'freeStorage' | 'storage' | 'growsTo' | 'replicas'>> {
  const { DBClusterMembers = [], ReadReplicaIdentifiers = [] } = await sourceCluster(name)
  const readers = DBClusterMembers.flatMap(({ DBInstanceIdentifier: id, IsClusterWriter }) =>
    id === undefined || IsClusterWriter === true ? [] : [id],
  )
  // In milliseconds, where that of an instance's replica is in seconds.
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
  }
}
