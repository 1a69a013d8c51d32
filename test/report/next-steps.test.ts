import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { errorNames } from '../../functions/contract/errors.ts'
import { nextSteps, verdict } from '../../functions/report/next.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { runbookSection } from '../../functions/report/runbook-section.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { finishedAt, left, event } from './whole-run.ts'
import { pattern } from '../pattern.ts'

test('there is nothing to do next but what a warning asks for, after a purge without findings', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  assert.deepEqual(report.next, [
    'room-sufficient (wso2-production): more',
    '1 table of other cleanups takes up space. Ask who needs it; Drydock drops none.',
  ])
  const clean = { ...report, preflight: [], leftovers: [] }
  assert.deepEqual(nextSteps(clean), [])
  assert.doesNotMatch(reportPage({ ...clean, next: [] }), /What to do next/)
  const passed = {
    check: 'tls-on',
    database: 'apim',
    level: 'passed',
    detail: '',
    remedy: '',
  } as const
  assert.match(
    reportPage({ ...report, preflight: [passed, ...report.preflight] }),
    /1 of 2 preflight checks passed, 1 warning that stops nothing/,
  )
})

test('counts of one use the singular', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const [rule] = report.rules
  assert.ok(rule !== undefined)
  const one = {
    ...report,
    rules: [rule, { ...rule, table: 'IDLE', dead: 0, cloneDeleted: 0, productionDeleted: 1 }],
    checks: report.checks.slice(0, 1),
  }
  assert.doesNotMatch(
    reportPage({ ...one, preflight: [] }).replace(/<[^>]*>/g, ' '),
    /\b1 (rows|tables|checks|rules|warnings)\b/,
  )
  assert.match(reportPage(report), /1 of 1 check passed/)
  assert.match(report.next.join('\n'), /1 table of other cleanups takes up space/)
  assert.match(
    verdict({ ...one, rules: [{ ...rule, productionDeleted: 1 }] }),
    /^1 row deleted in production, 1 check passed\./,
  )
})

test('the page starts with the verdict, in readable numbers, and loads nothing from the network', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const page = reportPage({
    ...report,
    rules: report.rules.map((one) => ({ ...one, productionBefore: 1_234_567, after: null })),
  })
  assert.match(
    page,
    pattern(
      /<body>\s*<header class="succeeded"><h1>Drydock: <span /,
      /class="succeeded">succeeded<\/span><\/h1>/,
    ),
  )
  assert.match(
    page,
    /<td class="n"[^>]*><span>1,234,567<\/span>.*<td class="n"[^>]*><span>–<\/span>/,
  )
  assert.doesNotMatch(page, /https?:|src=|<link|@import|url\(/)
})

test('the page has what the runbook says of its error', () => {
  const page = (Error: string, Cause = '') =>
    reportPage(buildReport(event({ failure: { Error, Cause } }), [], finishedAt))
  for (const name of errorNames) {
    const [first = ''] = runbookSection(name).split('\n')
    assert.ok(
      page(name)
        .replaceAll(/<[^>]*>/g, '')
        .includes(first.replaceAll('`', '')),
      name,
    )
  }
  // Of a list by check, only what is about the checks that failed.
  assert.match(
    page('CheckFailed', 'no-orphan (clone)'),
    /<li><code>no-orphan<\/code>: rows without/,
  )
  assert.doesNotMatch(page('CheckFailed', 'no-orphan (clone)'), /<code>tables-healthy/)
  assert.match(page('CheckFailed', 'something else'), /<code>tables-healthy<\/code>/)
  assert.doesNotMatch(page('CheckFailed'), /<(p|li)>[^<]*(\*\w|`)/, 'Markdown')
})

test('the page refers to a heading of the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  const heading = (Error: string) =>
    /docs\/runbook\.md says of (.*?)<\/summary>/.exec(
      reportPage(buildReport(event({ failure: { Error } }), [], finishedAt)),
    )?.[1]
  for (const name of errorNames) assert.equal(heading(name), name)
  for (const name of [
    ...errorNames,
    'States.Timeout',
    'States.TaskFailed',
    'InjectedFailure',
    'Error',
  ])
    assert.ok(runbook.includes(`\n## ${heading(name)}\n`), name)
})

test('report and runbook name the same next step, and neither says to start again after a finding', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  for (const name of errorNames) {
    const [, section = ''] = runbook.split(`\n## ${name}\n`)
    const said = /\nNext: (.*)\n/.exec(section.split('\n## ')[0] ?? '')?.[1]?.replaceAll('`', '')
    const { next } = buildReport(event({ failure: { Error: name } }), [], finishedAt)
    assert.ok(said !== undefined && next[0]?.endsWith(` ${said}`), `${name}: ${said}, ${next[0]}`)
  }
  for (const name of ['CheckFailed', 'SmokeTestFailed', 'StatementRefused', 'CloneIsProduction']) {
    const { next } = buildReport(event({ failure: { Error: name } }), [], finishedAt)
    assert.doesNotMatch(next.join('\n'), /(?<!not )start another run/i, name)
    assert.match(next[0] ?? '', /[Dd]o not (purge|start)/, name)
  }
})

test('for each error, the runbook first says whether it can wait, and what to do before a new start', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  for (const name of errorNames)
    assert.match(
      runbook.split(`\n## ${name}\n`)[1] ?? '',
      /^\n(Can wait until morning|Look now)[.,:;]? ?.*\n\n/,
      name,
    )
  for (const name of ['NotReady', 'NotApproved', 'OutsideWindow'])
    assert.ok(runbook.includes(`\n## ${name}\n\nCan wait until morning.\n`), name)
  assert.doesNotMatch(runbook, /Next: .*once that is done/, 'which "that"?')
  assert.doesNotMatch(runbook, /<environment>/, 'configuration.md says <name>')
})
