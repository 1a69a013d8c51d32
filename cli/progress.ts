import type { Measured, Purged } from '../functions/contract/evidence.ts'
import { shownCount, quantity } from '../functions/contract/quantity.ts'
import type { Target } from '../functions/contract/steps.ts'
import type { Judged } from '../functions/contract/throttle.ts'
import { deadRows } from '../functions/measure/row-classes.ts'
import { shownSeconds } from './times.ts'

/** How far a purge is. */
export interface PurgeProgress {
  readonly source: string
  readonly target: Target
  /** Rows deleted so far, of those that were counted as dead. */
  readonly rows: number
  readonly of: number
  /** The table that was deleted from last; null before the first batch. */
  readonly table: string | null
  /** null until enough was deleted to tell. */
  readonly rowsPerSecond: number | null
  readonly secondsLeft: number | null
  /** Whether production slows the purge down, since when and why; always `go` on a clone. */
  readonly pace: 'go' | 'slow' | 'pause'
  /** Of the time, that it works on production; null before its first batch, and on a clone. */
  readonly share: number | null
  readonly since: string | null
  readonly reasons: readonly string[]
  /** Production's metrics as the purge has judged them last; null before, and on a clone. */
  readonly judged: Judged | null
}

/** The last points of the account's pace that its rate is taken from. */
const points = 5

export function purgeProgress(
  source: string,
  target: Target,
  purged: Purged,
  measured: Measured | null,
): PurgeProgress {
  const rows = sum(purged.databases.flatMap(({ tables }) => tables.map((one) => one.rows)))
  const of = sum(
    (measured?.databases ?? []).flatMap(({ tables }) =>
      tables.filter(({ kind }) => kind !== 'other').map(({ classes }) => deadRows(classes)),
    ),
  )
  const last = purged.pace?.rows.slice(-points) ?? []
  const rate = sum(last) / Math.max(1, last.length * (purged.pace?.seconds ?? 1))
  const current = purged.throttle?.current
  return {
    source,
    target,
    rows,
    of: Math.max(of, rows),
    table: lastTable(purged, measured),
    rowsPerSecond: rate > 0 ? Math.round(rate) : null,
    secondsLeft: rate > 0 && of >= rows ? Math.round((of - rows) / rate) : null,
    pace: current?.what ?? 'go',
    share: purged.throttle?.share ?? null,
    since: current?.at ?? null,
    reasons: current?.reasons ?? [],
    judged: purged.throttle?.judged ?? null,
  }
}

/** The one whose rule the last rows went by: a batch deletes from its children, too. */
function lastTable({ databases }: Purged, measured: Measured | null): string | null {
  const last = databases.at(-1)
  const table = last?.tables.findLast(({ rows }) => rows > 0)?.table ?? null
  const tables = measured?.databases.find(({ database }) => database === last?.database)?.tables
  const rule = tables?.find((one) => one.table === table)?.rule
  return tables?.find((one) => one.kind === 'rule' && one.rule === rule)?.table ?? table
}

/** In one line. */
export function shownProgress(one: PurgeProgress): string {
  const { source, target, rows, of, table, rowsPerSecond, secondsLeft } = one
  const where = target === 'clone' ? `the clone of ${source}` : source
  return [
    `${shownCount(rows)} of ${quantity(of, 'row')} of ${where}`,
    ...(table === null ? [] : [`last of ${table}`]),
    ...(rowsPerSecond === null ? [] : [`${shownCount(rowsPerSecond)} rows/s`]),
    ...(secondsLeft === null || secondsLeft === 0 ? [] : [`${shownSeconds(secondsLeft)} left`]),
    ...shownPace(one),
  ].join(', ')
}

/** Why and since when production slows it down; nothing before its first look at the metrics. */
function shownPace({ pace, since, reasons, share }: PurgeProgress): readonly string[] {
  if (since === null) return []
  const works = share === null || pace === 'pause' ? [] : [shownShare(share)]
  if (pace === 'go') return [...works, 'not slowed']
  const what = pace === 'slow' ? 'slowed' : 'paused'
  return [...works, `${what} since ${since.slice(11, 16)} UTC: ${reasons.join('; ')}`]
}

export const shownShare = (share: number): string =>
  `works ${Math.max(1, Math.round(share * 100))} % of the time`

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
