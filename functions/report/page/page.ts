import { headingOf } from '../next.ts'
import type { Report } from '../schema.ts'
import { checks } from './checks.ts'
import { gates, preflight } from './gates.ts'
import { smoke } from './smoke.ts'
import { contents, sectionHtml } from './contents.ts'
import { cost } from './cost.ts'
import {
  duration,
  instant,
  join,
  nothing,
  number,
  render,
  unbroken,
  type Html,
  type Section,
} from './html.ts'
import { links } from './links.ts'
import { shortVerdict } from './verdict.ts'
import { dots } from './way.ts'
import { runbookHtml } from './runbook.ts'
import { beside } from './beside.ts'
import { backlog } from './backlog.ts'
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
<p class="verdict"><%= it.verdict %></p>
<%~ it.dots %>
<dl class="figures">
<%_ for (const f of it.figures) { %>
<div><dt><%= f.name %></dt>
<dd<% if (f.kind) { %> class="<%= f.kind %>"<% } %>><%= f.value %></dd></div>
<%_ } %>
</dl>
<p>Environment <b><%= it.report.environment %></b>,
mode <b><%= it.report.mode ?? 'not known' %></b>, run <%= it.report.runId %>,
started <span class="whole"><%= it.begun %></span>.
Cutoff <span class="whole"><%= it.cutoff %></span>: no newer row was deleted.</p></header>
<%_ if (it.report.error) { %><h2><%= it.report.error.name %></h2><pre><%~ it.message %></pre>
<%~ it.runbook %><% } %>
<%_ for (const w of it.warnings) { %><p class="alert"><b><%~ w %></b></p><% } %>
<%_ if (it.report.next.length > 0) { %><section><h2>What to do next</h2><ol>
<%_ for (const n of it.next) { %><li><%~ n %></li><% } %>
</ol></section><% } %>
<%~ it.contents %>
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
  const sections = sectionsOf(report)
  return render(template, {
    report,
    message: unbroken(report.error?.message ?? ''),
    warnings: report.warnings.map(unbroken),
    next: report.next.map(unbroken),
    style,
    body: join(sections.map(sectionHtml)),
    contents: contents(sections),
    dots: dots(report),
    verdict: shortVerdict(report),
    runbook: runbookOf(report),
    figures: figures(report),
    begun: instant(report.startedAt),
    cutoff: report.cutoff === null ? 'not decided' : instant(report.cutoff),
  })
}

/** What failed comes first. */
function sectionsOf(report: Report): NonNullable<Section>[] {
  const failed = (all: readonly { readonly passed: boolean }[]) => all.some(({ passed }) => !passed)
  const notReady = report.preflight.some(({ level }) => level === 'failed')
  const parts: readonly (readonly [Section, boolean?])[] = [
    [deleted(report)],
    [backlog(report)],
    [kept(report)],
    [checks(report), failed(report.checks)],
    [gates(report), failed(report.gates)],
    [preflight(report), notReady],
    [smoke(report), failed(report.smoke)],
    [otherReadings(report)],
    [leftovers(report)],
    [uncleaned(report)],
    [space(report)],
    [proven(report)],
    [beside(report)],
    [timeline(report)],
    [pace(report)],
    [latency(report)],
    [history(report)],
    [cost(report)],
    [links(report)],
  ]
  return parts
    .toSorted(([, one = false], [, other = false]) => Number(other) - Number(one))
    .flatMap(([one]) => (one === null ? [] : [one]))
}

/** Of an error, and of the checks, gates and findings that failed. */
function runbookOf({ error, checks: all, gates: stood, preflight: found }: Report): Html {
  if (error === null) return nothing
  const failed = [
    ...all.filter((one) => !one.passed).map(({ check }) => check),
    ...stood.filter((one) => !one.passed).map(({ gate }) => gate),
    ...found.filter(({ level }) => level === 'failed').map(({ check }) => check),
  ]
  return runbookHtml(headingOf(error.name), [error.message, ...failed].join(' '))
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
