import type { Report } from '../schema.ts'
import { barChart } from './bar-chart.ts'
import { duration, nothing, section, table, type Html } from './html.ts'
import { marks, noteTable } from './notes.ts'
import { grid } from './bars.ts'

/** Rows per second during the purges, and what slowed them. */
export function pace({
  pace: all,
  purges,
  paceNotes,
}: Pick<Report, 'pace' | 'purges' | 'paceNotes'>): Html {
  const charts = all
    .filter(({ rows }) => rows.length > 1)
    .map((one) => ({ ...one, marks: marks(one, paceNotes) }))
    .map(({ source, target, seconds, rows, marks: slowed }) =>
      barChart({
        marks: slowed,
        title: `Rows deleted per second, ${target} of ${source}; one bar is ${duration(seconds)}`,
        narrow: true,
        labels: rows.map((_, at) => duration(at * seconds)),
        series: [{ name: 'rows per second', values: rows.map((count) => count / seconds) }],
      }),
    )
  const done = table(
    [
      { head: 'Purge', cell: (one) => `${one.target} of ${one.source}` },
      { head: 'Database', cell: (one) => one.database },
      { head: 'Rows', n: true, cell: (one) => one.rows },
      { head: 'Batches', n: true, cell: (one) => one.batches },
      { head: 'Time', n: true, cell: (one) => duration(Math.round(one.milliseconds / 100) / 10) },
      {
        head: 'Rows per second',
        n: true,
        cell: (one) =>
          one.milliseconds > 0 ? Math.round(one.rows / (one.milliseconds / 1000)) : null,
      },
    ],
    purges,
  )
  return purges.length === 0
    ? nothing
    : section(
        'Purge speed',
        [done, grid(charts), noteTable(paceNotes)],
        'Time covers the work and the pauses between transactions; where there is no bar, no ' +
          'row was deleted.',
      )
}
