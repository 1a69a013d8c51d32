import type { SourcePlan } from '../contract/steps.ts'
import { lagOf, readersOf, sourceCluster, writerOf } from './cluster/describe.ts'
import { rds } from './rds.ts'
import { findInstance, sourceInstance } from './instance/describe.ts'

/** What is monitored on production during its purge. */
export interface Watched {
  /** The writer instance, by its identifier in CloudWatch. */
  readonly instance: string
  readonly instanceClass: string | null
  /** Replicas that RDS knows, and the CloudWatch metric of their lag. */
  readonly replicas: readonly string[]
  readonly lag: 'ReplicaLag' | 'AuroraReplicaLag'
}

/** @throws NamedError SourceNotFound */
export async function watched({ kind, name }: Pick<SourcePlan, 'kind' | 'name'>): Promise<Watched> {
  if (kind === 'instance') {
    const { DBInstanceClass, ReadReplicaDBInstanceIdentifiers = [] } = await sourceInstance(name)
    return {
      instance: name,
      instanceClass: DBInstanceClass ?? null,
      replicas: ReadReplicaDBInstanceIdentifiers,
      lag: 'ReplicaLag',
    }
  }
  const cluster = await sourceCluster(name)
  const writer = writerOf(cluster)
  const instance = writer === null ? null : await findInstance(writer, rds)
  return {
    instance: writer ?? name,
    instanceClass: instance?.DBInstanceClass ?? null,
    replicas: readersOf(cluster),
    lag: lagOf(cluster).name,
  }
}
