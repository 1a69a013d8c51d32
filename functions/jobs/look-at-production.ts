import { watched } from '../aws/watched.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Pulse } from '../throttle/pace-pulse.ts'
import type { Look } from '../throttle/production-permit.ts'
import { ProductionMetrics, read, type Looking } from './production-metrics.ts'

type Deployed = Pick<Run, 'throttle'> & Pick<Looking, 'deployment'>

/** A look at production, and its pulse, which can be asked between any two batches. */
interface Watch {
  look(): Promise<Look>
  pulse(): Promise<Pulse>
  /** Running threads per vCPU that may always run. */
  readonly standing: number
}

/**
 * Reads production's metrics through the purging connection, its replicas and CloudWatch.
 * @throws NamedError SourceNotFound
 */
export const watchProduction = async (
  source: SourcePlan,
  { throttle, deployment }: Deployed,
  database: Database,
  dialect: Dialect,
): Promise<Watch> =>
  watchServer({ source, throttle, deployment, server: await watched(source), database, dialect })

/** The same of a server of which it is known what RDS tells. */
export function watchServer(of: Looking): Watch {
  const { database, dialect } = of
  const metrics = new ProductionMetrics(of)
  return {
    standing: metrics.standing,
    async look() {
      const statement = await timed(database, dialect)
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
    },
    pulse: async () => ({
      statement: await timed(database, dialect),
      running: (await metrics.running())[0]?.value,
      commit: database.commitMilliseconds(),
    }),
  }
}

/** One look alone, for whoever does not follow production. */
export const lookAtProduction = async (
  ...of: Parameters<typeof watchProduction>
): Promise<() => Promise<Look>> => (await watchProduction(...of)).look

/** ms of a statement that reads nothing; null if there is no answer. */
async function timed(database: Database, dialect: Dialect): Promise<number | null> {
  const began = performance.now()
  const answered = await read(database, dialect.server.ping)
  return answered === null ? null : performance.now() - began
}
