import { quantity } from '../../functions/contract/quantity.ts'
import { messageOf } from '../../functions/report/message-of.ts'
import { headingOf, verdict } from '../../functions/report/next.ts'
import type { Report } from '../../functions/report/schema.ts'
import { isRunning, type WholeExecution } from '../aws/executions.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { readReport } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { liveRun, shownState } from '../live-run.ts'
import { runbookParagraph } from '../runbook.ts'
import { findRun, latest } from '../runs.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant, shownSeconds } from '../times.ts'

interface Options {
  readonly environment?: string
  readonly json?: true
}

/** What came of a run; 1 if it did not succeed. */
export async function show(terminal: Terminal, run: string, options: Options): Promise<number> {
  const environment = await findDeployed(options.environment)
  // A report outlives what Step Functions knows of a run.
  const report = run === latest ? null : await readReport(environment, run)
  if (report !== null) return showReport(terminal, report, options)
  const execution = await findRun(environment, run)
  const late = await readReport(environment, execution.name)
  return late === null
    ? showExecution(terminal, environment, execution, options)
    : showReport(terminal, late, options)
}

function showReport(terminal: Terminal, report: Report, { json }: Options): number {
  if (json === true) terminal.print(JSON.stringify(report, null, 2))
  else printReport(terminal, report)
  return report.outcome === 'succeeded' ? exitCodes.done : exitCodes.failed
}

/** A run without a report: it is under way, or its report failed. */
async function showExecution(
  terminal: Terminal,
  environment: Deployed,
  execution: WholeExecution,
  { json }: Options,
): Promise<number> {
  const live = await liveRun(environment, execution)
  const { error, cause } = execution
  if (json === true) terminal.print(JSON.stringify({ ...live, error, cause }, null, 2))
  else {
    terminal.print(`${live.run}: ${shownState(live)}`)
    if (error !== null) {
      terminal.print(`${error}: ${messageOf(cause ?? '')}`)
      terminal.print(runbookParagraph(headingOf(error)))
    }
  }
  return isRunning(execution) || execution.status === 'SUCCEEDED'
    ? exitCodes.done
    : exitCodes.failed
}

export function printReport(terminal: Terminal, report: Report): void {
  const { outcome, runId, mode, startedAt, seconds, rules, gates, checks, warnings, next } = report
  const colour = outcome === 'succeeded' ? 'green' : 'red'
  terminal.print(`${terminal.style(colour, outcome)}: ${verdict(report)}`)
  terminal.print(
    `Run ${runId}, mode ${mode ?? 'unknown'}, ${shownInstant(startedAt)}, took ` +
      `${shownSeconds(seconds)}.`,
  )
  printRows(terminal, rules)
  for (const { gate, source, passed, detail } of gates)
    terminal.print(`${passed ? 'open' : 'shut'}  ${gate}${source && ` (${source})`}: ${detail}`)
  const failed = checks.filter(({ passed }) => !passed)
  terminal.print(`${checks.length - failed.length} of ${quantity(checks.length, 'check')} passed.`)
  for (const { check, target, database, detail } of failed)
    terminal.print(`failed  ${check} (${target}, ${database}): ${detail}`)
  for (const warning of warnings)
    terminal.print(`${terminal.style('yellow', 'warning')}: ${warning}`)
  if (report.error !== null) terminal.print(runbookParagraph(headingOf(report.error.name)))
  if (next.length > 0) terminal.print(`Next: ${next.join('\n      ')}`)
}

type Row = Report['rules'][number]

/** The tables that have rows, and a sum: production's once it was purged, else the clone's. */
function printRows(terminal: Terminal, rules: readonly Row[]): void {
  const counted = rules.filter(({ before }) => (before ?? 0) > 0)
  if (counted.length === 0) return
  const purged = counted.some(({ productionDeleted }) => productionDeleted !== null)
  const columns: readonly (readonly [string, Numbers])[] = purged
    ? [
        ['before', 'productionBefore'],
        ['dead', 'dead'],
        ['new', 'productionNew'],
        ['deleted', 'productionDeleted'],
        ['after', 'after'],
      ]
    : [
        ['before', 'before'],
        ['dead', 'dead'],
        ['deleted on the clone', 'cloneDeleted'],
        ['after', 'after'],
      ]
  const sum = (of: Numbers) =>
    counted.every((one) => one[of] === null)
      ? null
      : counted.reduce((all, one) => all + (one[of] ?? 0), 0)
  printTable(
    terminal,
    ['table', ...columns.map(([head]) => head)],
    [
      ...counted.map((one) => [one.table, ...columns.map(([, of]) => one[of])]),
      [quantity(counted.length, 'table'), ...columns.map(([, of]) => sum(of))],
    ],
  )
}

type Numbers =
  | 'before'
  | 'dead'
  | 'cloneDeleted'
  | 'productionBefore'
  | 'productionNew'
  | 'productionDeleted'
  | 'after'
