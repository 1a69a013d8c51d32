import { DescribeAccountAttributesCommand } from '@aws-sdk/client-rds'
import type { SourcePlan } from '../contract/steps.ts'
import type { InstanceFacts } from '../purge/preflight/scene.ts'
import { newestValues } from './metrics.ts'
import { rds, sourceInstance } from './rds.ts'

const gibibytes = (count: number | undefined): number | null => (count === undefined ? null : count * 2 ** 30)

/** What AWS knows of production's instance. @throws NamedError SourceNotFound */
export async function instanceFacts(source: SourcePlan): Promise<InstanceFacts> {
  const instance = await sourceInstance(source)
  const id = instance.DBInstanceIdentifier ?? source.instance
  const replicas = instance.ReadReplicaDBInstanceIdentifiers ?? []
  const [freeStorage = null, ...lags] = await newestValues([{ instance: id, name: 'FreeStorageSpace' }, ...replicas.map((replica) => ({ instance: replica, name: 'ReplicaLag' as const }))])
  const { AccountQuotas = [] } = await rds.send(new DescribeAccountAttributesCommand({}))
  return {
    instance: source.instance,
    engine: instance.Engine ?? '',
    onAws: (instance.Endpoint?.Address ?? '').endsWith('.amazonaws.com'),
    freeStorage,
    storage: gibibytes(instance.AllocatedStorage),
    growsTo: gibibytes(instance.MaxAllocatedStorage),
    replicas: replicas.map((replica, at) => ({ id: replica, lagSeconds: lags[at] ?? null })),
    quotas: AccountQuotas.map(({ AccountQuotaName: name = '', Used: used = 0, Max: most = 0 }) => ({ name, used, most })),
  }
}
