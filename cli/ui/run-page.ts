import { headingOf, verdict } from '../../functions/report/next.ts'
import { messageOf } from '../../functions/report/message-of.ts'
import { deleted } from '../../functions/report/page/deleted.ts'
import { gates, preflight } from '../../functions/report/page/gates.ts'
import {
  folded,
  join,
  nothing,
  render,
  shown,
  type Html,
} from '../../functions/report/page/html.ts'
import type { Report } from '../../functions/report/schema.ts'
import { isRunning } from '../aws/executions.ts'
import type { Deployed } from '../deployed.ts'
import { readReport } from '../evidence.ts'
import { liveRun, shownState } from '../live-run.ts'
import { runbookParagraph } from '../runbook.ts'
import { findRun } from '../runs.ts'
import { shownInstant, shownSeconds } from '../times.ts'
import { faultOf } from './fault.ts'
import { paragraph, part, type Part, type Shown } from './part.ts'
import { showUndo } from './show-undo.ts'

/** What came of a run, as drydock show prints it. @throws NamedError RunNotFound */
export async function runPage(environment: Deployed, run: string): Promise<Shown> {
  const report = await readReport(environment, run)
  return {
    title: run,
    up: '../../../../',
    trail: [
      ['Environments', '../../../../'],
      [environment.name, '../../'],
    ],
    said: '',
    live: report === null,
    parts:
      report === null
        ? await withoutReport(environment, run)
        : [withReport(report), await undoOf(environment, run)],
  }
}

/** What was altered in the bucket hides no report. */
const undoOf = (environment: Deployed, run: string): Promise<Part> =>
  showUndo(environment, run).catch((error: unknown) =>
    part('undo', 'Put rows back', [paragraph(faultOf(error), 'alert')]),
  )

const template = `<p class="verdict"><b class="<%= it.kind %>"><%= it.report.outcome %></b>:
<%= it.verdict %></p>
<p class="note">Mode <%= it.report.mode ?? 'unknown' %>, <%= it.started %>,
took <%= it.took %>. <a href="report">The whole report</a></p>
<%_ for (const one of it.report.warnings) { %><p class="alert"><%= one %></p><% } %>
<%_ if (it.report.next.length > 0) { %><h3>What to do next</h3><ol>
<%_ for (const one of it.report.next) { %><li><%= one %></li><% } %></ol><% } %>`

function withReport(report: Report): Part {
  const { outcome, startedAt, seconds, error } = report
  return part('run', 'What came of it', [
    render(template, {
      report,
      kind: outcome === 'succeeded' ? 'yes' : 'no',
      verdict: verdict(report),
      started: shownInstant(startedAt),
      took: shownSeconds(seconds),
    }),
    error === null ? nothing : runbook(error.name),
    ...[deleted(report), gates(report), preflight(report)].map(shown),
  ])
}

/** It is under way, was stopped, or its report failed. */
async function withoutReport(environment: Deployed, run: string): Promise<readonly Part[]> {
  const execution = await findRun(environment, run)
  const { error, cause } = execution
  const known = part('run', 'What is known of it', [
    render(
      '<p><%= it.state %>. There is no report' +
        '<% if (it.running) { %> yet: <a href="../../">what it does</a><% } %>.</p>',
      { state: shownState(await liveRun(environment, execution)), running: error === null },
    ),
    error === null ? nothing : faultHtml(`${error}: ${messageOf(cause ?? '')}`, error),
  ])
  return isRunning(execution) ? [known] : [known, await undoOf(environment, run)]
}

/** An error with what the runbook says of it. */
export const faultHtml = (fault: string, name: string): Html =>
  join([render('<p class="alert"><b><%= it.fault %></b></p>', { fault }), runbook(name)])

const runbook = (name: string): Html =>
  folded(
    `What the runbook says of ${name}`,
    render('<pre tabindex="0"><%= it.text %></pre>', { text: runbookParagraph(headingOf(name)) }),
  )
