import { watched } from '../aws/watched.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Look } from '../throttle/production-permit.ts'
import { ProductionMetrics, read, type Looking } from './production-metrics.ts'

/**
 * Reads production's metrics through the purging connection, its replicas and CloudWatch.
 * @throws NamedError SourceNotFound
 */
export async function lookAtProduction(
  source: SourcePlan,
  { throttle, deployment }: Pick<Run, 'throttle'> & Pick<Looking, 'deployment'>,
  database: Database,
  dialect: Dialect,
): Promise<() => Promise<Look>> {
  const server = await watched(source)
  const metrics = new ProductionMetrics({ source, throttle, deployment, server, database, dialect })
  return async () => {
    const began = performance.now()
    const answered = await read(database, dialect.server.ping)
    const statement = answered === null ? null : performance.now() - began
    const onServer = await metrics.onServer()
    return {
      metrics: [
        ...onServer,
        ...(await metrics.onReplicas()),
        ...(await metrics.inCloudWatch(onServer)),
      ],
      statement,
      commit: database.commitMilliseconds(),
    }
  }
}
