import type { SourceFacts } from '../../purge/preflight/scene.ts'
import { newestValues } from '../metrics.ts'
import { sourceInstance } from './describe.ts'

const gibibytes = (count: number | undefined): number | null =>
  count === undefined ? null : count * 2 ** 30

/** The storage of production's instance, and who replicates it. */
export async function instanceFacts(
  name: string,
): Promise<Pick<SourceFacts, 'freeStorage' | 'storage' | 'growsTo' | 'replicas'>> {
  const {
    DBInstanceIdentifier: id = name,
    AllocatedStorage,
    MaxAllocatedStorage,
    ReadReplicaDBInstanceIdentifiers: replicas = [],
  } = await sourceInstance(name)
  const [freeStorage = null, ...lags] = await newestValues([
    { instance: id, name: 'FreeStorageSpace' },
    ...replicas.map((replica) => ({ instance: replica, name: 'ReplicaLag' as const })),
  ])
  return {
    freeStorage,
    storage: gibibytes(AllocatedStorage),
    growsTo: gibibytes(MaxAllocatedStorage),
    replicas: replicas.map((replica, at) => ({ id: replica, lagSeconds: lags[at] ?? null })),
  }
}
