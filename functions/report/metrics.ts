import type { RunEnvironment } from '../contract/environment.ts'
import type { RunMetric } from '../contract/run-metrics.ts'
import { daysWaiting, risesInARow } from './backlog.ts'
import { pastRun } from './chain.ts'
import { embedded, type Embedded } from './embedded.ts'
import type { Report } from './schema.ts'
import { pausedByReason, throttledPercent } from './throttled.ts'

/** What of an environment its metrics depend on. */
type Settings = Pick<RunEnvironment, 'allowProductionPurge' | 'limits'>

interface Rows {
  readonly DeadRows: number | null
  readonly GoneRows: number | null
  readonly LeftRows: number | null
}

/**
 * A run's metrics, as lines of the log: of the run, of each table that had dead rows, and of each
 * reason for a pause. They hold numbers and names of tables; never a row or a key.
 * @param chainFaults how many earlier reports are missing or altered.
 */
export function metricsOf(
  report: Report,
  { allowProductionPurge, limits }: Settings,
  chainFaults: number,
): Embedded[] {
  const { environment, rules } = report
  const at = Date.parse(report.finishedAt)
  const runs = [...report.history, pastRun(report)]
  const tables = new Map<string, { readonly database: string; readonly table: string }>()
  for (const { database, table } of rules)
    tables.set(JSON.stringify([database, table]), { database, table })
  // Where production may not be purged, its dead rows are nobody's backlog.
  const waiting = allowProductionPurge
    ? [...tables.values()].map((one) => daysWaiting(runs, one, limits.driftRows))
    : []
  const lines = embedded(
    at,
    { environment },
    {
      ...rowsOf(rules),
      OldestDeadRow: waiting.length === 0 ? null : Math.max(...waiting),
      BacklogRises: risesInARow(runs, limits.driftRows),
      ...paceOf(report),
      ThrottledShare: throttledPercent(report),
      CloneHours: sum(report.clones.map(({ hours }) => hours)),
      CloneCost: sum(report.clones.map(({ cost }) => cost)),
      ChainFaults: chainFaults,
    },
  )
  for (const [index, { database, table }] of [...tables.values()].entries()) {
    // Two sources may have a table of this name in a database of this name.
    const rows = rowsOf(rules.filter((one) => one.database === database && one.table === table))
    if (Object.values(rows).some((count: number | null) => (count ?? 0) > 0))
      lines.push(
        ...embedded(
          at,
          { environment, database, table },
          { ...rows, OldestDeadRow: waiting[index] ?? null },
        ),
      )
  }
  for (const [reason, seconds] of pausedByReason(report.paceNotes))
    lines.push(...embedded(at, { environment, reason }, { PausedSeconds: seconds }))
  return lines
}

const rowsOf = (rules: Report['rules']): Rows => ({
  DeadRows: sum(rules.map(({ dead }) => dead)),
  GoneRows: sum(rules.map(({ productionDeleted }) => productionDeleted)),
  LeftRows: sum(rules.map(({ left }) => left)),
})

/** Of the purges of production, with the rests between their batches. */
function paceOf({ purges }: Report): Partial<Record<RunMetric, number | null>> {
  const live = purges.filter(({ target }) => target === 'production')
  const total = (of: (one: Report['purges'][number]) => number) => sum(live.map(of)) ?? 0
  const seconds = total(({ milliseconds }) => milliseconds) / 1000
  const batches = total((one) => one.batches)
  return {
    RowsPerSecond: seconds > 0 ? total(({ rows }) => rows) / seconds : null,
    SecondsPerBatch: batches > 0 ? seconds / batches : null,
  }
}

/** null if nothing was counted. */
function sum(values: readonly (number | null)[]): number | null {
  const counted = values.filter((value) => value !== null)
  return counted.length === 0 ? null : counted.reduce((total, value) => total + value, 0)
}
