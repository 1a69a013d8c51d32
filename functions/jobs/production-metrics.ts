import { readMetrics, type InstanceMetric } from '../aws/metrics.ts'
import { openReplica } from '../aws/open-replica.ts'
import type { watched } from '../aws/watched.ts'
import { gibibyte } from '../contract/bytes.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { Metric, MetricName } from '../contract/throttle.ts'
import { ask, rowsOf, type Database, type Question } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { vcpus } from '../throttle/vcpus.ts'
import { timeBoxed } from '../walk/time-box.ts'

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

export interface Looking {
  readonly source: Pick<SourcePlan, 'kind' | 'secret'>
  readonly throttle: Run['throttle']
  readonly deployment: Pick<Run['deployment'], 'authorities'>
  readonly server: Awaited<ReturnType<typeof watched>>
  /** The purging connection. */
  readonly database: Database
  readonly dialect: Dialect
}

/**
 * Production's metrics. One that was available before and is not now is null; one that never was
 * (a privilege, another storage type's metric) is left out.
 */
export class ProductionMetrics {
  readonly #of: Looking
  readonly #had = new Set<string>()
  #cloudWatch: {
    readonly until: number
    readonly metrics: readonly Metric[]
    readonly lags: readonly string[]
  } | null = null

  constructor(of: Looking) {
    this.#of = of
  }

  get #vcpus(): number {
    return vcpus(this.#of.server.instanceClass) ?? 2
  }

  /**
   * Running threads per vCPU that may always run: one of each replica, where the server counts
   * those, and one more, such as a task that streams changes. Aurora's readers have none.
   */
  get standing(): number {
    const { source, server, throttle, dialect } = this.#of
    const known = source.kind === 'cluster' ? [] : server.replicas
    const running = dialect.server.replicasRun ? known.length + throttle.replicas.length : 0
    return (running + 1) / this.#vcpus
  }

  /** Running threads per vCPU; none where the server does not tell. */
  async running(): Promise<readonly Metric[]> {
    const { database, dialect } = this.#of
    const running = await read(database, dialect.server.runningThreads)
    // One of them is this connection.
    const others = running === null ? null : (running - 1) / this.#vcpus
    return this.#metric('running-threads', '', others)
  }

  /** What the server tells of itself and of its readers. */
  async onServer(): Promise<readonly Metric[]> {
    const { source, throttle, server, database, dialect } = this.#of
    const running = await this.running()
    const history = await read(database, dialect.server.historyLength)
    const { logUsed, keptLog } = dialect.server
    const log = logUsed === undefined ? null : await read(database, logUsed)
    const kept = keptLog === undefined ? null : await read(database, keptLog)
    const metrics = [
      ...running,
      ...this.#metric('history-list-length', '', history),
      ...this.#metric('log-used', '', log),
      ...this.#metric('slot-wal', '', kept),
    ]
    const readers =
      source.kind === 'cluster' ? await ask(database, dialect.server.readers).catch(() => null) : []
    // Whose lag the server told before and does not tell now, CloudWatch tells, or nobody.
    if (readers === null && !throttle.cloudWatch)
      for (const id of server.replicas) metrics.push(...this.#metric('replica-lag', id, null))
    for (const { id, milliseconds } of readers ?? [])
      if (milliseconds < stale && server.replicas.includes(id))
        metrics.push(...this.#metric('replica-lag', id, milliseconds / 1000))
    if (throttle.ownQuery !== undefined) {
      const value = await asked(database, dialect, throttle.ownQuery)
      metrics.push({ name: 'own-query', of: '', value })
    }
    return metrics
  }

  /** The lag of the replicas that the configuration names. */
  onReplicas(): Promise<readonly Metric[]> {
    return Promise.all(this.#of.throttle.replicas.map((replica) => this.#lagOf(replica)))
  }

  async #lagOf({ host, port, query }: Run['throttle']['replicas'][number]): Promise<Metric> {
    const { source, deployment, dialect } = this.#of
    const of = `${host}:${port}`
    // Opened for each look: a kept connection would need closing on every path, and a replica
    // may be replaced.
    const replica = await openReplica(source, deployment, { host, port }, dialect).catch(() => null)
    if (replica === null) return { name: 'replica-lag', of, value: null }
    try {
      const value =
        query !== undefined
          ? await asked(replica, dialect, query)
          : await dialect.server.replicaLag(replica).catch(() => null)
      return { name: 'replica-lag', of, value }
    } finally {
      await replica.close()
    }
  }

  /**
   * What CloudWatch tells, at most once per minute; without an answer, the next look tries again.
   * @param known the lag of these replicas is known already.
   */
  async inCloudWatch(known: readonly Metric[]): Promise<readonly Metric[]> {
    if (!this.#of.throttle.cloudWatch) return []
    const { instance, lag, replicas } = this.#of.server
    const lags = replicas.filter(
      (replica) => !known.some(({ name, of }) => name === 'replica-lag' && of === replica),
    )
    const held = this.#cloudWatch
    // A replica whose lag the server told until now was not asked for.
    const isWhole = lags.every((replica) => held?.lags.includes(replica))
    if (held !== null && isWhole && performance.now() < held.until) return held.metrics
    const values = await readMetrics([
      ...ofCloudWatch.map(([, name]) => ({ instance, name })),
      ...lags.map((replica) => ({ instance: replica, name: lag })),
    ])
    if (values === null) return [{ name: 'cloudwatch', of: '', value: null }]
    const perSecond = lag === 'AuroraReplicaLag' ? 1000 : 1
    const metrics = [
      ...ofCloudWatch.flatMap(([name, , unit], at) =>
        this.#metric(name, '', divided(values[at], unit)),
      ),
      ...lags.flatMap((replica, at) =>
        this.#metric('replica-lag', replica, divided(values[ofCloudWatch.length + at], perSecond)),
      ),
    ]
    this.#cloudWatch = { until: performance.now() + metricsHold, metrics, lags }
    return metrics
  }

  #metric(name: MetricName, of: string, value: number | null): Metric[] {
    const id = `${name} ${of}`
    if (value === null && !this.#had.has(id)) return []
    this.#had.add(id)
    return [{ name, of, value: value !== null && Number.isFinite(value) ? value : null }]
  }
}

/** null where it is refused, or unknown to the server. */
export const read = (on: Database, question: Question<number | null>): Promise<number | null> =>
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
const divided = (value: number | null | undefined, by: number): number | null =>
  value == null ? null : value / by
