import { quantity } from '../../functions/contract/quantity.ts'
import { shareOf } from '../../functions/report/asked-tables.ts'
import { join, render, table, type Html } from '../../functions/report/page/html.ts'
import { passed } from '../../functions/report/page/verdict-cells.ts'
import type { Question } from '../question.ts'
import type { Live } from './look.ts'
import { paragraph, part, type Part } from './part.ts'

/** What a run asks for that waits for an answer, and what stood before it. */
export function showApproval(live: readonly Live[]): Part {
  return part(
    'approval',
    'Waiting for approval',
    live.flatMap(({ run, questions }) =>
      questions === null ? [] : [showRun(run), ...questions.map(showQuestion)],
    ),
  )
}

const showRun = (run: string): Html =>
  render(
    '<h3><%= it.run %></h3><p>It has rehearsed the purge on the clone and asks whether ' +
      'production may be purged. Without an answer nothing is purged.</p>',
    { run },
  )

function showQuestion(question: Question): Html {
  const { source, tables, checks, passed: good, gates, leftOut } = question
  if (tables.length === 0) return join(leftOut.map((one) => paragraph(one)))
  return join([
    ...leftOut.map((one) => paragraph(one)),
    render('<h4>Dead rows of production, <%= it.source %></h4>', { source }),
    table<Question['tables'][number]>(
      [
        { head: 'Table', cell: (one) => one.table },
        { head: 'Rows', n: true, cell: (one) => one.rows },
        { head: 'Dead', n: true, cell: (one) => one.dead },
        { head: 'Share', n: true, cell: (one) => shareOf(one.dead, one.rows) },
        { head: 'Deleted by the last purge', n: true, cell: (one) => one.lastPurge },
      ],
      [...tables].sort((one, other) => other.dead - one.dead),
    ),
    paragraph(
      `The rehearsal passed ${good} of ${quantity(checks, 'check')}.`,
      good === checks ? '' : 'alert',
    ),
    gateTable(gates),
  ])
}

/** The gates that a source has passed, or not. */
export const gateTable = (gates: Question['gates']): Html =>
  table<Question['gates'][number]>(
    [
      { head: 'Gate', cell: (one) => one.gate },
      { head: 'Passed', cell: (one) => passed(one.passed) },
      { head: 'Detail', cell: (one) => one.detail },
    ],
    gates,
  )
