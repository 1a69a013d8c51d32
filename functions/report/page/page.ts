import { headingOf } from '../next.ts'
import type { Report } from '../schema.ts'
import { checks } from './checks.ts'
import { gates } from './gates.ts'
import { smoke } from './smoke.ts'
import {
  duration,
  instant,
  join,
  nothing,
  number,
  render,
  section,
  table,
  type Html,
} from './html.ts'
import { beside } from './beside.ts'
import { deleted } from './deleted.ts'
import { kept } from './kept.ts'
import { leftovers, otherReadings, uncleaned } from './not-cleaned.ts'
import { space } from './space.ts'
import { style } from './style.ts'
import { history } from './history.ts'
import { latency } from './latency.ts'
import { pace } from './pace.ts'
import { proven } from './proven.ts'
import { timeline } from './timeline.ts'

const template = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drydock: <%= it.report.outcome %>, <%= it.report.runId %></title>
<style><%~ it.style %></style></head><body>
<% const { outcome } = it.report %>
<header class="<%= outcome %>"><h1>Drydock: <span class="<%= outcome %>"><%= outcome %></span></h1>
<p>Environment <b><%= it.report.environment %></b>,
mode <b><%= it.report.mode ?? 'not known' %></b>, run <%= it.report.runId %>,
started <span class="whole"><%= it.begun %></span>.
Cutoff <span class="whole"><%= it.cutoff %></span>: no newer row was deleted.</p>
<dl class="figures">
<%_ for (const f of it.figures) { %>
<div><dt><%= f.name %></dt>
<dd<% if (f.kind) { %> class="<%= f.kind %>"<% } %>><%= f.value %></dd></div>
<%_ } %>
</dl></header>
<%_ if (it.report.error) { %><h2><%= it.report.error.name %></h2><pre>
<%_ it.message.forEach((part, at) => { %>
<%_ if (at % 2 === 1) { %><span class="whole"><%= part %></span><% } else { %><%= part %><% } %>
<%_ }) %></pre>
<p>See the runbook, docs/runbook.md, under the heading <b><%= it.heading %></b>.</p><% } %>
<%_ for (const w of it.report.warnings) { %><p class="alert"><b><%= w %></b></p><% } %>
<%_ if (it.report.next.length > 0) { %><section><h2>What to do next</h2><ol>
<%_ for (const n of it.report.next) { %><li><%= n %></li><% } %>
</ol></section><% } %>
<%~ it.body %>
<footer><p>Statements and schemas: SHA-256 <%= it.report.statementsHash ?? 'not decided' %></p>
<p>
<%_ if (it.report.previous) { %>
Previous report: run <%= it.report.previous.runId %>,
report.json with SHA-256 <%= it.report.previous.sha256 %>
<%_ } else { %>
There is no previous report on record.
<%_ } %>
</p></footer>
</body></html>
`

/** The report as one self-contained page, without a script. */
export function reportPage(report: Report): string {
  const body = join([
    deleted(report),
    kept(report),
    otherReadings(report),
    leftovers(report),
    uncleaned(report),
    space(report),
    checks(report),
    smoke(report),
    gates(report),
    proven(report),
    beside(report),
    timeline(report),
    pace(report),
    latency(report),
    history(report),
    cost(report),
  ])
  // Keeps command options from breaking after their hyphens.
  const message = (report.error?.message ?? '').split(/(--[\w-]+)/)
  return render(template, {
    report,
    message,
    style,
    body,
    heading: headingOf(report.error?.name),
    figures: figures(report),
    begun: instant(report.startedAt),
    cutoff: report.cutoff === null ? 'not decided' : instant(report.cutoff),
  })
}

/** The key figures of the verdict. */
function figures({ rules, checks: all, seconds, mode }: Report) {
  const sum = (values: readonly (number | null)[]) =>
    values.every((value) => value === null)
      ? null
      : values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const good = all.filter(({ passed }) => passed).length
  return [
    {
      name: 'deleted in production',
      value: number(sum(rules.map(({ productionDeleted }) => productionDeleted))),
    },
    mode === 'plan'
      ? {
          name: 'dead rows of all rows',
          value:
            `${number(sum(rules.map(({ dead }) => dead)))} of ` +
            `${number(sum(rules.map(({ before }) => before)))}`,
        }
      : {
          name: 'rehearsed on the clone',
          value: number(sum(rules.map(({ cloneDeleted }) => cloneDeleted))),
        },
    ...(all.length === 0
      ? []
      : [
          {
            name: 'checks passed',
            value: `${good} of ${all.length}`,
            kind: good === all.length ? 'yes' : 'no',
          },
        ]),
    { name: 'time', value: duration(seconds) },
  ]
}

function cost({ clones }: Report): Html {
  return section(
    'The clone',
    [
      clones.length === 0
        ? nothing
        : table<Report['clones'][number]>(
            [
              { head: 'Clone', cell: (one) => one.clone },
              {
                head: 'Made of',
                cell: (one) =>
                  one.from === 'snapshot' ? 'the snapshot' : "production's pages (copy-on-write)",
              },
              { head: 'From', cell: (one) => instant(one.startedAt) },
              {
                head: 'To',
                cell: (one) =>
                  one.endedAt === null ? 'deletion not recorded' : instant(one.endedAt),
              },
              {
                head: 'Time',
                cell: (one) => (one.hours === null ? '–' : duration(Math.round(one.hours * 3600))),
              },
              {
                head: 'Maximum cost',
                cell: (one) =>
                  one.cost?.toFixed(2) ??
                  (one.pricePerHour === null ? 'clone.pricePerHour is not configured' : '–'),
              },
            ],
            clones,
          ),
    ],
    'From the call that restored it until it was deleted. Cost is in the currency of ' +
      'clone.pricePerHour, without storage. A clone by copy-on-write is billed for the pages ' +
      'that it or production wrote meanwhile; the snapshot is the way back.',
  )
}
