import type { PastRun } from './schema.ts'

type Counted = PastRun['tables'][number]

const day = 86_400_000

/**
 * How many runs of mode purge in a row, this one the last, left more dead rows than the one before;
 * null if this run does not know what it left. Only runs of the same rules are compared.
 * @param few rows that a table may have left by chance, see limits.driftRows.
 */
export function risesInARow(runs: readonly PastRun[], few: number): number | null {
  const own = runs.at(-1)
  if (own === undefined || own.mode !== 'purge' || leftBy(own) === null) return null
  const alike = (one: PastRun) => String(one.plannedRules) === String(own.plannedRules)
  const purges = runs.filter(({ mode }) => mode === 'purge')
  const known = purges.filter((run) => alike(run) && leftBy(run) !== null)
  const left = known.map(leftBy)
  let rises = 0
  for (let at = left.length - 1; at > 0; at--) {
    if (isWorkingOff(known[at])) break
    if ((left[at] ?? 0) <= Math.max(left[at - 1] ?? 0, few)) break
    rises++
  }
  return rises
}

/** Whether a run left less of a confirmed backlog than it found: that is no backlog that rises. */
const isWorkingOff = (run: PastRun | undefined): boolean =>
  run?.backlog !== undefined && run.backlog.left < run.backlog.found

/** Dead rows that production had after a run; null if one of its tables was not counted. */
export function leftBy({ tables }: PastRun): number | null {
  let rows: number | null = null
  for (const { left } of tables) {
    if (left === null) return null
    rows = (rows ?? 0) + left
  }
  return rows
}

/**
 * For how many days at most a table's oldest dead row has been waiting to be deleted: since the
 * last run that left the table clean or worked a confirmed backlog off, or since the first on
 * record. A row that is left now was not
 * dead for that run.
 * @param runs oldest first, this one the last.
 */
export function daysWaiting(
  runs: readonly PastRun[],
  { database, table }: Pick<Counted, 'database' | 'table'>,
  few: number,
): number {
  const now = runs.at(-1)
  const clean = runs.findLast((run) => {
    if (isWorkingOff(run)) return true
    const { tables } = run
    const found = tables.filter((one) => one.database === database && one.table === table)
    return found.length > 0 && found.every(({ left }) => left !== null && left <= few)
  })
  const since = clean ?? runs[0]
  if (now === undefined || since === undefined) return 0
  return Math.max(0, (Date.parse(now.finishedAt) - Date.parse(since.finishedAt)) / day)
}
