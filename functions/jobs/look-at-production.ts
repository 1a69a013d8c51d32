import { gibibyte } from '../contract/bytes.ts'
import { readMetrics, type InstanceMetric } from '../aws/metrics.ts'
import { openReplica } from '../aws/target-database.ts'
import { watched } from '../aws/watched.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { Metric, MetricName } from '../contract/throttle.ts'
import { ask, rowsOf, type Database, type Question } from '../engines/database.ts'
import type { Look } from '../throttle/production-permit.ts'
import { timeBoxed } from '../walk/time-box.ts'
import { vcpus } from '../throttle/vcpus.ts'
import type { Dialect } from '../engines/dialect.ts'

/** CloudWatch has one value per minute. */
const metricsHold = 60_000
/** A deleted reader stays in Aurora's table with this lag. */
const stale = 900_000
const ofCloudWatch: readonly (readonly [MetricName, InstanceMetric['name'], number])[] = [
  ['cpu', 'CPUUtilization', 1],
  ['disk-queue', 'DiskQueueDepth', 1],
  ['free-storage', 'FreeStorageSpace', gibibyte],
  ['burst-balance', 'BurstBalance', 1],
  ['io-balance', 'EBSIOBalance%', 1],
  ['byte-balance', 'EBSByteBalance%', 1],
  ['cpu-credits', 'CPUCreditBalance', 1],
]

/**
 * Reads production's metrics through the purging connection, its replicas and CloudWatch. A metric
 * that was available before and is not now is null; one that never was (a privilege, another
 * storage type's metric) is left out.
 * @throws NamedError SourceNotFound
 */
export async function lookAtProduction(
  source: SourcePlan,
  {
    throttle: settings,
    deployment,
  }: Pick<Run, 'throttle'> & {
    readonly deployment: Pick<Run['deployment'], 'authorities'>
  },
  database: Database,
  dialect: Dialect,
): Promise<() => Promise<Look>> {
  const { instance, instanceClass, replicas: known, lag } = await watched(source)
  const cores = vcpus(instanceClass) ?? 2
  const had = new Set<string>()
  const metric = (name: MetricName, of: string, value: number | null): Metric[] => {
    const id = `${name} ${of}`
    if (value === null && !had.has(id)) return []
    had.add(id)
    return [{ name, of, value: value !== null && Number.isFinite(value) ? value : null }]
  }
  const onServer = async (): Promise<Metric[]> => {
    const running = await read(database, dialect.server.runningThreads)
    const history = await read(database, dialect.server.historyLength)
    const readers =
      source.kind === 'cluster' ? await ask(database, dialect.server.readers).catch(() => []) : []
    return [
      // One of them is this connection.
      ...metric('running-threads', '', running === null ? null : (running - 1) / cores),
      ...metric('history-list-length', '', history),
      ...readers.flatMap(({ id, milliseconds }) =>
        milliseconds >= stale || !known.includes(id)
          ? []
          : metric('replica-lag', id, milliseconds / 1000),
      ),
      ...(settings.ownQuery === undefined
        ? []
        : [
            {
              name: 'own-query' as const,
              of: '',
              value: await asked(database, dialect, settings.ownQuery),
            },
          ]),
    ]
  }
  const onReplicas = () =>
    Promise.all(
      settings.replicas.map(async ({ host, port, query }): Promise<Metric> => {
        // Opened for each look: a kept connection would need closing on every path, and a replica
        // may be replaced.
        const replica = await openReplica(source, deployment, { host, port }, dialect).catch(
          () => null,
        )
        try {
          const value =
            replica === null
              ? null
              : query !== undefined
                ? await asked(replica, dialect, query)
                : await dialect.server.replicaLag(replica).catch(() => null)
          return { name: 'replica-lag', of: `${host}:${port}`, value }
        } finally {
          await replica?.close()
        }
      }),
    )
  let told: { readonly until: number; readonly metrics: readonly Metric[] } = {
    until: 0,
    metrics: [],
  }
  const inCloudWatch = async (skip: readonly Metric[]): Promise<readonly Metric[]> => {
    if (!settings.cloudWatch) return []
    if (performance.now() < told.until) return told.metrics
    const lags = known.filter(
      (replica) => !skip.some(({ name, of }) => name === 'replica-lag' && of === replica),
    )
    const values = await readMetrics([
      ...ofCloudWatch.map(([, name]) => ({ instance, name })),
      ...lags.map((replica) => ({ instance: replica, name: lag })),
    ])
    const metrics =
      values === null
        ? [{ name: 'cloudwatch' as const, of: '', value: null }]
        : [
            ...ofCloudWatch.flatMap(([name, , unit], at) =>
              metric(name, '', scaled(values[at], 1 / unit)),
            ),
            ...lags.flatMap((replica, at) =>
              metric(
                'replica-lag',
                replica,
                scaled(values[ofCloudWatch.length + at], lag === 'AuroraReplicaLag' ? 1 / 1000 : 1),
              ),
            ),
          ]
    // Without an answer, the next look tries again.
    if (values !== null) told = { until: performance.now() + metricsHold, metrics }
    return metrics
  }
  return async () => {
    const began = performance.now()
    const answered = await read(database, dialect.server.ping)
    const statement = answered === null ? null : performance.now() - began
    const server = await onServer()
    return {
      metrics: [...server, ...(await onReplicas()), ...(await inCloudWatch(server))],
      statement,
      commit: database.commitMilliseconds(),
    }
  }
}

/** null where it is refused, or unknown to the server. */
const read = (on: Database, question: Question<number | null>): Promise<number | null> =>
  ask(on, question).catch(() => null)

/**
 * The operator's own query, on production or a replica: read-only, with a timeout of one second.
 */
const asked = (database: Database, dialect: Dialect, query: string): Promise<number | null> =>
  database
    .transaction(
      (within) => timeBoxed(within, dialect, 1000, rowsOf({ text: query, values: [] })),
      { readOnly: true },
    )
    .then(
      (rows) => numeric(Object.values(rows?.[0] ?? {})[0]),
      () => null,
    )

const numeric = (text: string | null | undefined): number | null =>
  text == null || text === '' || !Number.isFinite(Number(text)) ? null : Number(text)
const scaled = (value: number | null | undefined, by: number): number | null =>
  value == null ? null : value * by
