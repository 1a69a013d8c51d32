import { quantity } from '../functions/contract/quantity.ts'
import { backlogText } from '../functions/report/backlog-text.ts'
import { belowRows } from '../functions/report/in-production.ts'
import { headingOf, verdict } from '../functions/report/next.ts'
import { rowsByTable } from '../functions/report/rows-by-table.ts'
import type { Report } from '../functions/report/schema.ts'
import { runbookParagraph } from './runbook.ts'
import type { Terminal } from './terminal.ts'
import { shownInstant, shownSeconds } from './times.ts'

/** Verdict, rows by table, gates, failed checks, warnings, and what to do next. */
export function printReport(terminal: Terminal, report: Report): void {
  const { outcome, runId, mode, startedAt, seconds, gates, checks, warnings, next } = report
  const colour = outcome === 'succeeded' ? 'green' : 'red'
  terminal.print(`${terminal.style(colour, outcome)}: ${verdict(report)}`)
  terminal.print(
    `Run ${runId}, ${mode === null ? '' : `mode ${mode}, `}${shownInstant(startedAt)}, took ` +
      `${shownSeconds(seconds)}.`,
  )
  printRows(terminal, report)
  for (const line of belowRows(report)) terminal.print(line)
  for (const one of report.backlog) terminal.print(backlogText(one))
  for (const { gate, source, passed, detail } of gates)
    terminal.print(`${passed ? 'passed' : 'failed'}  ${gate}${source && ` (${source})`}: ${detail}`)
  const failed = checks.filter(({ passed }) => !passed)
  if (checks.length > 0)
    terminal.print(
      `${checks.length - failed.length} of ${quantity(checks.length, 'check')} passed.`,
    )
  for (const { check, target, database, detail } of failed)
    terminal.print(`failed  ${check} (${target}, ${database}): ${detail}`)
  for (const warning of warnings)
    terminal.print(`${terminal.style('yellow', 'warning')}: ${warning}`)
  if (report.error !== null)
    terminal.print(withoutNext(runbookParagraph(headingOf(report.error.name))))
  if (next.length > 0) terminal.print(`Next: ${next.join('\n      ')}`)
}

/** What to do next stands below, with what the run adds to it. */
const withoutNext = (paragraph: string): string => paragraph.replace(/\n\s*\n *Next: .*/, '')

/** Production's counts once it was purged, else the clone's. */
function printRows(terminal: Terminal, report: Report): void {
  const [heads, ...lines] = rowsByTable(report)
  if (heads === undefined) return
  terminal.print(terminal.style('bold', heads))
  for (const line of lines) terminal.print(line)
  const others = ({ cloneDeleted, productionDeleted }: Report['rules'][number]) =>
    productionDeleted !== null && cloneDeleted !== productionDeleted
  if (report.rules.some(others))
    terminal.print(
      'Rehearsed rows were deleted on the clone. Production also deletes what died since the ' +
        'snapshot; what others hold, or time does not suffice for, stays.',
    )
}
