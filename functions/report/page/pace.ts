import type { Report } from '../schema.ts'
import { barChart } from './bar-chart.ts'
import { duration, section, table, type Html, type Section } from './html.ts'
import { marks, noteTable } from './notes.ts'
import { grid } from './bars.ts'
import { purgeOf } from './purge-of.ts'

/** Rows per second during the purges, and what slowed them. */
export function pace({ pace: all, purges, paceNotes }: Report): Section {
  const done = table(
    [
      { head: 'Purge', cell: purgeOf },
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
    ? null
    : section(
        'Purge speed',
        [done, paceCharts(all, paceNotes), noteTable(paceNotes)],
        'Time covers the work and the pauses between transactions; where there is no bar, no ' +
          'row was deleted.',
      )
}

/** Rows per second of each purge, with what slowed it behind. */
export const paceCharts = (all: Report['pace'], notes: Report['paceNotes']): Html =>
  grid(
    all
      .filter(({ rows }) => rows.length > 1)
      .map((one) =>
        barChart({
          marks: marks(one, notes),
          title: `Rows deleted per second, ${purgeOf(one)}; one bar is ${duration(one.seconds)}`,
          narrow: true,
          labels: one.rows.map((_, at) => duration(at * one.seconds)),
          series: [
            { name: 'rows per second', values: one.rows.map((count) => count / one.seconds) },
          ],
        }),
      ),
  )
