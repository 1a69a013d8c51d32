import { leftBy } from '../../functions/report/backlog.ts'
import type { PastRun } from '../../functions/report/schema.ts'
import { workedOffNow } from '../confirmed-settings.ts'
import { findDeployed } from '../deployed.ts'
import { readHistory } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant } from '../times.ts'
import { workedOffText } from '../worked-off.ts'

interface Options {
  readonly json?: true
  readonly runs: number
}

/**
 * The runs that have reported, oldest first: the rows that were dead, those that were deleted in
 * production, and the dead ones that it was left with.
 */
export async function history(
  terminal: Terminal,
  name: string | undefined,
  { json, runs: most }: Options,
): Promise<number> {
  const environment = await findDeployed(name)
  const runs = ((await readHistory(environment))?.runs ?? []).slice(-most)
  if (json === true) {
    terminal.print(JSON.stringify(runs, null, 2))
    return exitCodes.done
  }
  if (runs.length === 0) {
    terminal.print('No run has reported yet.')
    return exitCodes.done
  }
  const left = runs.map(leftBy)
  const largest = Math.max(1, ...left.map((rows) => rows ?? 0))
  printTable(
    terminal,
    ['run', 'finished', 'mode', 'outcome', 'dead', 'deleted', 'left', 'trend of left'],
    runs.map((one, at) => [
      one.runId,
      shownInstant(one.finishedAt),
      one.mode ?? '-',
      one.outcome,
      sum(one, 'dead'),
      sum(one, 'deleted'),
      left[at] ?? null,
      '#'.repeat(Math.round(((left[at] ?? 0) / largest) * 20)),
    ]),
  )
  terminal.print(
    'Dead rows: of production where it was counted right before its purge, or alone; ' +
      'otherwise of the clone.',
  )
  const confirmed = await workedOffNow(environment, runs)
  if (confirmed !== null) terminal.print(workedOffText(confirmed))
  const untouched = runs.filter(isUntouched).map(({ runId }) => runId)
  if (untouched.length > 0) terminal.print(`Production was not touched by ${untouched.join(', ')}.`)
  return exitCodes.done
}

/** A purge that was cut off before it kept an account does not know what it left. */
const isUntouched = ({ tables }: PastRun): boolean =>
  tables.every(({ deleted, left }) => deleted === null && left !== null)

/** Over all tables; null if the run did not get that far. */
function sum({ tables }: PastRun, of: 'dead' | 'deleted'): number | null {
  const known = tables.flatMap((one) => one[of] ?? [])
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0)
}
