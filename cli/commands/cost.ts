import type { Report } from '../../functions/report/schema.ts'
import { findDeployed } from '../deployed.ts'
import { readHistory, readReport } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant } from '../times.ts'

interface Options {
  readonly json?: true
  readonly runs: number
}
interface Cost {
  readonly run: string
  readonly finishedAt: string
  /** Hours in which clones existed, from the first call that restored one to its deletion. */
  readonly cloneHours: number
  /** null without clone.pricePerHour. */
  readonly cloneCost: number | null
  readonly runHours: number
}

/** What the clones of the last runs have cost, by their reports. */
export async function cost(
  terminal: Terminal,
  name: string | undefined,
  { json, runs: most }: Options,
): Promise<number> {
  const environment = await findDeployed(name)
  const costs: Cost[] = []
  for (const { runId } of ((await readHistory(environment))?.runs ?? []).slice(-most)) {
    const report = await readReport(environment, runId)
    if (report !== null) costs.push(costOf(report))
  }
  if (json === true) {
    terminal.print(JSON.stringify(costs, null, 2))
    return exitCodes.done
  }
  if (costs.length === 0) {
    terminal.print('No run has reported yet.')
    return exitCodes.done
  }
  printTable(
    terminal,
    ['run', 'finished', 'run, hours', 'clones, hours', 'clones, cost'],
    costs.map(({ run, finishedAt, runHours, cloneHours, cloneCost }) => [
      run,
      shownInstant(finishedAt),
      runHours.toFixed(2),
      cloneHours.toFixed(2),
      cloneCost === null ? '-' : cloneCost.toFixed(2),
    ]),
  )
  if (costs.every(({ cloneCost }) => cloneCost === null))
    terminal.print('With clone.pricePerHour in the environment, this also shows what clones cost.')
  terminal.print('docs/operations.md, "What a weekly run costs", has the other items.')
  return exitCodes.done
}

function costOf({ runId, finishedAt, seconds, clones }: Report): Cost {
  const known = clones.flatMap((one) => one.cost ?? [])
  return {
    run: runId,
    finishedAt,
    cloneHours: clones.reduce((sum, { hours }) => sum + (hours ?? 0), 0),
    cloneCost: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
    runHours: seconds / 3600,
  }
}
