import { grid } from '../../functions/report/page/bars.ts'
import { most, trendCharts } from '../../functions/report/page/history.ts'
import { lineChart } from '../../functions/report/page/line-chart.ts'
import { render, type Html } from '../../functions/report/page/html.ts'
import type { PastRun } from '../../functions/report/schema.ts'
import { shownStatus, tookOf } from '../print-status.ts'
import type { Status } from '../status-of.ts'
import { shownInstant } from '../times.ts'
import { paragraph, part, type Part } from './part.ts'

const template = `<table class="runs"><thead><tr><th>Run</th><th>Started</th><th>Took</th>
<th>Status</th><th>Report</th></tr></thead><tbody>
<%_ for (const one of it.runs) { %>
<tr><td><a href="runs/<%= one.address %>/"><%= one.run %></a></td>
<td data-label="Started"><%= one.started %></td><td data-label="Took"><%= one.took %></td>
<td data-label="Status" class="<%= one.kind %>"><%= one.status %></td>
<td data-label="Report">
<%_ if (one.reported) { %>
<a href="runs/<%= one.address %>/report" aria-label="Report of <%= one.run %>">report</a>
<%_ } else { %>–<% } %></td></tr>
<%_ } %>
</tbody></table>`

const kinds: Readonly<Record<string, string>> = { SUCCEEDED: 'yes', RUNNING: '' }

/** The last runs, newest first. */
export function showRuns({ runs }: Status, history: readonly PastRun[]): Part {
  const reported = new Set(history.map(({ runId }) => runId))
  return part('runs', 'The last runs', [
    runs.length === 0
      ? paragraph('No run yet.')
      : render(template, {
          runs: runs.map((one) => ({
            run: one.run,
            address: encodeURIComponent(one.run),
            started: shownInstant(one.startedAt),
            took: tookOf(one),
            status: one.endedAt === null ? (one.state ?? 'starting') : shownStatus(one),
            kind: kinds[one.status] ?? 'no',
            reported: reported.has(one.run),
          })),
        }),
  ])
}

/** What the runs that have reported deleted and left. */
export function showHistory(history: readonly PastRun[]): Part {
  const runs = history.slice(-most)
  if (runs.length === 0) return part('history', 'The trend', [])
  return part(
    'history',
    'The trend',
    [
      runs.length < 2
        ? paragraph('Charts start with the second report.')
        : grid([backlogChart(runs), ...trendCharts(runs)]),
    ],
    'The backlog is what a run found dead on the clone and did not delete in production. Each ' +
      'purge should bring it back to 0.',
  )
}

const backlogChart = (runs: readonly PastRun[]): Html =>
  lineChart({
    title: 'Backlog: dead rows left, by run',
    labels: runs.map(({ finishedAt }) => finishedAt.slice(5, 10)),
    series: [{ name: 'dead rows left', values: runs.map(backlogAfter) }],
  })

/** null if it rehearsed nothing. */
export function backlogAfter({ tables }: PastRun): number | null {
  let rows: number | null = null
  for (const { rehearsed, deleted } of tables)
    if (rehearsed !== null) rows = (rows ?? 0) + Math.max(0, rehearsed - (deleted ?? 0))
  return rows
}
