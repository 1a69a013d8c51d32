import { quantity, shownCount } from '../contract/quantity.ts'
import { shareOf, type AskedTable } from './asked-tables.ts'

/** The tables of a source for a mail, which is plain text: those with dead rows, most first. */
export function mailTable(tables: readonly AskedTable[]): string {
  const named = tables.some(({ database }) => database !== tables[0]?.database)
  const asked = tables.filter(({ dead }) => dead > 0)
  const others = tables.length - asked.length
  const lines = [...asked]
    .sort((one, other) => other.dead - one.dead)
    .map((one) => cells(one, named))
  const all = asked.reduce(
    (sum, { rows, dead, last }) => ({
      rows: sum.rows + rows,
      dead: sum.dead + dead,
      before: sum.before + (last?.before ?? 0),
      deadThen: sum.deadThen + (last?.dead ?? 0),
    }),
    { rows: 0, dead: 0, before: 0, deadThen: 0 },
  )
  const known = asked.some(({ last }) => last !== null)
  return [
    ...aligned([
      ['table', 'rows', 'dead', 'share', 'dead then', 'share then'],
      ...lines,
      [
        'all',
        shownCount(all.rows),
        shownCount(all.dead),
        shareOf(all.dead, all.rows),
        known ? shownCount(all.deadThen) : '-',
        known ? shareOf(all.deadThen, all.before) : '-',
      ],
    ]),
    ...(others === 0 ? [] : [`${quantity(others, 'table has', 'tables have')} no dead rows.`]),
  ].join('\n')
}

function cells({ database, table, rows, dead, last }: AskedTable, named: boolean): string[] {
  const then =
    last === null || last.before === null || last.dead === null
      ? ['-', '-']
      : [shownCount(last.dead), shareOf(last.dead, last.before)]
  return [
    named ? `${database}.${table}` : table,
    shownCount(rows),
    shownCount(dead),
    shareOf(dead, rows),
    ...then,
  ]
}

/** The first column to the left, numbers to the right. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((line) => (line[at] ?? '').length)),
  )
  return lines.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
}
