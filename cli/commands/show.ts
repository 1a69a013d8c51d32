import { messageOf } from '../../functions/report/message-of.ts'
import type { Report } from '../../functions/report/schema.ts'
import { isRunning, type WholeExecution } from '../aws/executions.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { readReport } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { liveRun, shownState } from '../live-run.ts'
import { printReport } from '../print-report.ts'
import { headingOfExecution, runbookParagraph } from '../runbook.ts'
import { findRun, latest } from '../runs.ts'
import type { Terminal } from '../terminal.ts'

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
  const { error, cause } = execution
  const live = await liveRun(environment, execution, error)
  if (json === true) terminal.print(JSON.stringify({ ...live, cause }, null, 2))
  else {
    terminal.print(`${live.run}: ${shownState(live)}`)
    if (error !== null) terminal.print(`${error}: ${messageOf(cause ?? '')}`)
    const heading = headingOfExecution(execution)
    if (heading !== null) terminal.print(runbookParagraph(heading))
  }
  return isRunning(execution) || execution.status === 'SUCCEEDED'
    ? exitCodes.done
    : exitCodes.failed
}
