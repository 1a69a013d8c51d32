import type { BacklogAtGates, BacklogFound } from '../contract/backlog.ts'
import type { Measured, Purged, Verified } from '../contract/evidence.ts'
import type { Run } from '../contract/steps.ts'
import { beyondLimits } from '../gates/blast-radius.ts'
import { estimateBacklog } from '../gates/estimate.ts'
import { openSeconds, windowLength } from '../gates/window.ts'
import { deadRows } from '../measure/row-classes.ts'
import type { SourceEvidence } from './source-evidence.ts'
import { spaceLeft, spaceRows } from './space.ts'

/** A source whose dead rows are beyond the limits, or whose confirmed backlog is worked off. */
export function backlogFound(
  run: Run,
  source: string,
  evidence: SourceEvidence,
): BacklogFound | null {
  const measured = evidence['measure-production'] ?? evidence['measure-clone']
  if (measured === null) return null
  const tables = beyondLimits(run, measured).map(({ database, table, rows, dead }) => ({
    database,
    table,
    rows,
    dead,
  }))
  if (tables.length === 0) return null
  const dead = deadOf(measured)
  const rehearsed = evidence['purge-clone']
  const { window, purgeBy, limits } = run
  const from = Date.parse(measured.at ?? run.startedAt)
  const estimate = estimateBacklog(
    {
      rows: dead,
      rowsPerSecond: rehearsed === null ? null : paceOf(rehearsed),
      secondsPerRun: openSeconds(window, from, Date.parse(purgeBy)),
      windowSeconds: window === undefined ? null : windowLength(window) / 1000,
    },
    limits.productionShare,
  )
  const space = spaceRows(evidence).filter((one) =>
    tables.some((of) => isOf(of, one.database, one.table)),
  )
  const [left] = spaceLeft(space)
  return {
    source,
    tables,
    dead,
    hours: estimate?.hours ?? null,
    windows: estimate?.windows ?? null,
    runs: estimate?.runs ?? null,
    archive: archiveOf(run, rehearsed, dead),
    couldReturn: space.reduce((sum, { couldReturn }) => sum + couldReturn, 0),
    ...(left !== undefined && { spaceLeft: left }),
    work: evidence.gates?.backlog === undefined ? null : workOf(evidence.gates.backlog, evidence),
  }
}

const isOf = (
  one: { readonly database: string; readonly table: string },
  database: string,
  table: string,
): boolean => one.database === database && one.table === table

const deadOf = ({ databases }: Measured): number =>
  databases.reduce(
    (sum, { tables }) => sum + tables.reduce((all, one) => all + deadRows(one.classes), 0),
    0,
  )

const rowsOf = ({ databases }: Purged): number =>
  databases.reduce((sum, { tables }) => sum + tables.reduce((all, { rows }) => all + rows, 0), 0)

/** Rows a second of a purge; null if it did nothing. */
function paceOf(purged: Purged): number | null {
  const milliseconds = purged.databases.reduce((sum, one) => sum + one.milliseconds, 0)
  return milliseconds > 0 ? (rowsOf(purged) / milliseconds) * 1000 : null
}

function archiveOf(
  { archive }: Run,
  rehearsed: Purged | null,
  dead: number,
): BacklogFound['archive'] {
  if (archive.mode === 'off') return { bytes: 0, puts: 0 }
  if (rehearsed?.archiveBytes === undefined) return null
  const more = dead / Math.max(1, rowsOf(rehearsed))
  const files = rehearsed.databases.reduce((sum, one) => sum + (one.files ?? 0), 0)
  return { bytes: rehearsed.archiveBytes * more, puts: Math.ceil(files * more) }
}

function workOf(
  { confirmedBy, confirmedAt, run, tables }: BacklogAtGates,
  evidence: SourceEvidence,
): BacklogFound['work'] {
  const [purged, verified] = [evidence['purge-production'], evidence['verify-production']]
  const total = (of: (one: BacklogAtGates['tables'][number]) => number) =>
    tables.reduce((sum, one) => sum + of(one), 0)
  return {
    confirmedBy,
    confirmedAt,
    run,
    confirmed: total((one) => one.confirmed),
    found: total(({ remaining }) => remaining),
    left:
      verified === null
        ? null
        : total((one) => Math.min(one.remaining, leftOf(verified, one.database, one.table))),
    deleted:
      purged === null ? null : total(({ database, table }) => goneOf(purged, database, table)),
  }
}

/** What was not verified may all be left. */
function leftOf({ databases }: Verified, database: string, table: string): number {
  const found = databases
    .find((one) => one.database === database)
    ?.tables.find((one) => one.table === table)
  return found === undefined ? Number.POSITIVE_INFINITY : deadRows(found.classes)
}

const goneOf = ({ databases }: Purged, database: string, table: string): number =>
  databases.find((one) => one.database === database)?.tables.find((one) => one.table === table)
    ?.rows ?? 0
