import { Eta } from 'eta'
import { errorNames } from '../contract/errors.ts'
import type { Report } from './report.ts'

const template = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drydock: <%= it.report.outcome %>, <%= it.report.runId %></title>
<style>
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #cf222e; --warn: #9a6700 }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #ff7b72; --warn: #d29922 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
h1 span.succeeded, td.yes { color: var(--good) } h1 span.failed, td.no { color: var(--bad) }
table { border-collapse: collapse; width: 100% } .wide { overflow-x: auto }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
td.warning { color: var(--warn) } p.no { color: var(--bad) } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } pre { white-space: pre-wrap; overflow-wrap: anywhere }
@media print { body { max-width: none; font-size: 11px } }
</style></head><body>
<h1>Drydock: <span class="<%= it.report.outcome %>"><%= it.report.outcome %></span></h1>
<p>Environment <b><%= it.report.environment %></b>, mode <b><%= it.report.mode ?? 'not known' %></b>, run <%= it.report.runId %>, begun <%= it.report.startedAt %>, <%= it.report.seconds %> s.
Cutoff <%= it.report.cutoff ?? 'not decided' %>: nothing younger was touched.</p>
<% if (it.report.error) { %><h2><%= it.report.error.name %></h2><pre><%= it.report.error.message %></pre>
<p>What to do next: docs/runbook.md, heading <b><%= it.heading %></b>.</p><% } %>
<h2>What was deleted</h2><div class="wide"><table><tr><th>Rule</th><th>Database</th><th>Table</th><th class="n">Before</th><th class="n">Dead</th><th class="n">Deleted on the clone</th><th class="n">Deleted in production</th><th class="n">After</th></tr>
<% for (const r of it.report.rules) { %><tr><td><%= r.rule %></td><td><%= r.database %></td><td><%= r.table %></td><% for (const v of [r.before, r.dead, r.cloneDeleted, r.productionDeleted, r.after]) { %><td class="n"><%= it.number(v) %></td><% } %></tr><% } %></table></div>
<% for (const w of it.report.warnings) { %><p class="no"><b><%= w %></b></p><% } %>
<h2>What stayed, and why</h2><div class="wide"><table><tr><th>Database</th><th>Table</th><th>Reason</th><th class="n">Rows</th></tr>
<% for (const r of it.report.alive) { %><tr><td><%= r.database %></td><td><%= r.table %></td><td><%= r.reason %></td><td class="n"><%= it.number(r.rows) %></td></tr><% } %></table></div>
<% if (it.report.readings.length > 0) { %><h2>What the other reading makes of it</h2><div class="wide"><table><tr><th>Rule</th><th>Database</th><th>Rows</th><th class="n">How many</th><th>Here</th></tr>
<% for (const r of it.report.readings) { %><tr><td><%= r.rule %></td><td><%= r.database %></td><td><%= r.reason %></td><td class="n"><%= it.number(r.rows) %></td><td><%= r.verdict %> (<%= r.reading %>)</td></tr><% } %></table></div><% } %>
<% if (it.report.leftovers.length > 0) { %><h2>Tables that other cleanups left</h2><p>Drydock does not drop them. Look whether anybody needs them.</p><div class="wide"><table><tr><th>Database</th><th>Table</th><th class="n">MB</th></tr>
<% for (const r of it.report.leftovers) { %><tr><td><%= r.database %></td><td><%= r.table %></td><td class="n"><%= it.number(Math.round(r.bytes / 1e6)) %></td></tr><% } %></table></div><% } %>
<% for (const r of it.report.skipped) { %><p>Rule <%= r.rule %> was skipped on <%= r.database %>: <%= r.reason %>.</p><% } %>
<% if (it.report.preflight.length > 0) { %><h2>Preflight</h2><div class="wide"><table><tr><th>Check</th><th>Where</th><th>Result</th><th>Detail</th><th>What to do</th></tr>
<% for (const f of it.report.preflight) { %><tr><td><%= f.check %></td><td><%= f.database %></td><td class="<%= it.colour(f.level) %>"><%= f.level %></td><td><%= f.detail %></td><td><%= f.remedy %></td></tr><% } %></table></div><% } %>
<h2>Checks</h2><div class="wide"><table><tr><th>Check</th><th>Target</th><th>Database</th><th>Passed</th><th>Detail</th></tr>
<% for (const c of it.report.checks) { %><tr><td><%= c.check %></td><td><%= c.target %></td><td><%= c.database %></td><td class="<%= c.passed ? 'yes' : 'no' %>"><%= c.passed ? 'yes' : 'no' %></td><td><%= c.detail %></td></tr><% } %></table></div>
<% if (it.report.smoke.length > 0) { %><h2>The application on the clone</h2><div class="wide"><table><tr><th>Check</th><th>Source</th><th>Passed</th><th>Detail</th></tr>
<% for (const s of it.report.smoke) { %><tr><td><%= s.check %></td><td><%= s.source %></td><td class="<%= s.passed ? 'yes' : 'no' %>"><%= s.passed ? 'yes' : 'no' %></td><td><%= s.detail %></td></tr><% } %></table></div><details><summary>The end of its log</summary><pre><% for (const line of it.report.smokeLog) { %><%= line %>

<% } %></pre></details><% } %>
<% if (it.report.gates.length > 0) { %><h2>Gates before production</h2><div class="wide"><table><tr><th>Gate</th><th>Source</th><th>Passed</th><th>Detail</th></tr>
<% for (const g of it.report.gates) { %><tr><td><%= g.gate %></td><td><%= g.source || 'the run' %></td><td class="<%= g.passed ? 'yes' : 'no' %>"><%= g.passed ? 'yes' : 'no' %></td><td><%= g.detail %></td></tr><% } %></table></div><% } %>
<% if (it.report.hotQueries.length > 0) { %><h2>The application's queries</h2><div class="wide"><table><tr><th>Query</th><th>Target</th><th>Database</th><th class="n">Asked</th><th class="n">Same answer</th><th class="n">Median ms, before and after</th><th class="n">Slowest ms</th><th>Plan before</th><th>Plan after</th></tr>
<% for (const q of it.report.hotQueries) { %><tr><td><%= q.query %></td><td><%= q.target %></td><td><%= q.database %></td><td class="n"><%= it.number(q.asked) %></td><td class="n"><%= it.number(q.same) %></td><td class="n"><%= it.number(q.medianBefore) %>, <%= it.number(q.medianAfter) %></td><td class="n"><%= it.number(q.slowestBefore) %>, <%= it.number(q.slowestAfter) %></td><td><%= q.planBefore %></td><td><%= q.planAfter ?? '–' %></td></tr><% } %></table></div><% } %>
<p>Statements and schemas: SHA-256 <%= it.report.statementsHash ?? 'not decided' %></p>
</body></html>
`

/** The report as one self-contained page. */
export function reportPage(report: Report): string {
  const number = (value: number | null) => (value === null ? '–' : value.toLocaleString('en-US'))
  return new Eta({ autoEscape: true }).renderString(template, { report, number, colour, heading: headingOf(report.error?.name) })
}

const colour = (level: 'passed' | 'warning' | 'failed'): string => ({ passed: 'yes', warning: 'warning', failed: 'no' })[level]

/** The runbook has a heading for each error of the list; any other is the state machine's or the platform's. */
const headingOf = (name: string | undefined): string => errorNames.find((one) => one === name) ?? 'A run failed'
