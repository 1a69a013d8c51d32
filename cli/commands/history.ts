import type { PastRun } from '../../functions/report/schema.ts'
import { findDeployed } from '../deployed.ts'
import { readHistory } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant } from '../times.ts'

interface Options {
  readonly json?: true
  readonly runs: number
}

/** The runs that have reported, oldest first, with their rows. */
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
  const largest = Math.max(1, ...runs.map((one) => sum(one, 'after') ?? 0))
  printTable(
    terminal,
    ['run', 'finished', 'mode', 'outcome', 'rehearsed', 'deleted', 'rows after', ''],
    runs.map((one) => [
      one.runId,
      shownInstant(one.finishedAt),
      one.mode ?? '-',
      one.outcome,
      sum(one, 'rehearsed'),
      sum(one, 'deleted'),
      sum(one, 'after'),
      '#'.repeat(Math.round(((sum(one, 'after') ?? 0) / largest) * 20)),
    ]),
  )
  return exitCodes.done
}

/** Over all tables; null if the run did not get that far. */
function sum({ tables }: PastRun, of: 'rehearsed' | 'deleted' | 'after'): number | null {
  const known = tables.flatMap((one) => one[of] ?? [])
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0)
}
