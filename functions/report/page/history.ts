import { pastRun } from '../chain.ts'
import type { PastRun, Report } from '../schema.ts'
import { barChart } from './bar-chart.ts'
import { lineChart } from './line-chart.ts'
import { render, section, type Html, type Section } from './html.ts'
import { grid } from './bars.ts'

export function history(report: Report): Section {
  const runs = [...report.history, pastRun(report)].slice(-most)
  return section(
    'The last runs',
    [
      runs.length < 2
        ? render(
            '<p class="note">This is the first run on record; charts start with the second.</p>',
            {},
          )
        : grid(trendCharts(runs)),
    ],
    runs.length < 2 ? '' : `${runs.length} runs, this one the last.`,
  )
}

/** Half a year of weekly runs. */
export const most = 26

/** What runs deleted, and how many rows they left in the largest tables; oldest first. */
export function trendCharts(runs: readonly PastRun[]): readonly Html[] {
  const labels = runs.map((run) => run.finishedAt.slice(5, 10))
  const sum = (values: readonly (number | null)[]) =>
    values.every((value) => value === null)
      ? null
      : values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const name = (one: { database: string; table: string }) => `${one.database}.${one.table}`
  const largest = new Map<string, number>()
  for (const one of runs.flatMap(({ tables }) => tables))
    largest.set(name(one), Math.max(largest.get(name(one)) ?? 0, one.after ?? 0))
  const drawn = [...largest]
    .filter(([, rows]) => rows > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5)
    .map(([key]) => key)
  return [
    barChart({
      title: 'Rows deleted, by run',
      labels,
      series: [
        {
          name: 'in production',
          values: runs.map(({ tables }) => sum(tables.map(({ deleted }) => deleted))),
        },
        {
          name: 'in the rehearsal',
          values: runs.map(({ tables }) => sum(tables.map(({ rehearsed }) => rehearsed))),
        },
      ],
    }),
    lineChart({
      title: 'Rows left in the largest tables, by run',
      labels,
      series: drawn.map((key) => ({
        name: key,
        values: runs.map(({ tables }) => tables.find((one) => name(one) === key)?.after ?? null),
      })),
    }),
  ]
}
