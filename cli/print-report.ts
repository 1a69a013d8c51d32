import { quantity } from '../functions/contract/quantity.ts'
import { headingOf, verdict } from '../functions/report/next.ts'
import type { Report } from '../functions/report/schema.ts'
import { runbookParagraph } from './runbook.ts'
import { printTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { shownInstant, shownSeconds } from './times.ts'

/** Verdict, rows by table, gates, failed checks, warnings, and what to do next. */
export function printReport(terminal: Terminal, report: Report): void {
  const { outcome, runId, mode, startedAt, seconds, rules, gates, checks, warnings, next } = report
  const colour = outcome === 'succeeded' ? 'green' : 'red'
  terminal.print(`${terminal.style(colour, outcome)}: ${verdict(report)}`)
  terminal.print(
    `Run ${runId}, ${mode === null ? '' : `mode ${mode}, `}${shownInstant(startedAt)}, took ` +
      `${shownSeconds(seconds)}.`,
  )
  printRows(terminal, rules)
  for (const { gate, source, passed, detail } of gates)
    terminal.print(`${passed ? 'open' : 'shut'}  ${gate}${source && ` (${source})`}: ${detail}`)
  const failed = checks.filter(({ passed }) => !passed)
  if (checks.length > 0)
    terminal.print(
      `${checks.length - failed.length} of ${quantity(checks.length, 'check')} passed.`,
    )
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
        ['dead on the clone', 'dead'],
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
  if (purged && counted.some((one) => one.dead !== one.productionDeleted))
    terminal.print(
      'The dead rows were counted on the clone. Production also deletes what died since the ' +
        'snapshot; what others hold, or time does not suffice for, stays.',
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
