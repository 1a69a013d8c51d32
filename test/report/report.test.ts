import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import { evidenceNames, sourceEvidenceSchema } from '../../functions/report/source-evidence.ts'
import { cells } from './cells.ts'
import { finishedAt, instance, run, source, purged, left, event, counts } from './whole-run.ts'

test('a successful run is reported in full', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  assert.deepEqual(reportSchema.parse(JSON.parse(JSON.stringify(report))), report)
  assert.deepEqual(
    [
      report.outcome,
      report.mode,
      report.runId,
      report.environment,
      report.cutoff,
      report.seconds,
      report.error,
      report.statementsHash,
    ],
    ['succeeded', 'purge', 'run-1', 'example', run.cutoff, 90, null, 'abc123'],
  )
  // A table that lost nothing lost 0 rows; tables outside the rules are not listed.
  assert.deepEqual(counts(report), [
    ['TOKEN', 100, 40, 40, 41, 55],
    ['SCOPE', 100, 80, 0, 0, 22],
  ])
  // Production's own columns add up: what was there, and came meanwhile, and went, is what is
  // there.
  assert.deepEqual(
    report.rules.map(({ productionBefore, productionNew }) => [productionBefore, productionNew]),
    [
      [94, 2],
      [20, 2],
    ],
  )
  assert.match(
    reportPage(report),
    cells('TOKEN', 'token', 'apim', '40', '40', '94', '2', '41', '55'),
  )
  assert.match(reportPage(report), /As counted on the clone before its purge\./)
  assert.deepEqual(
    report.alive.map(({ table, reason, rows }) => [table, reason, rows]),
    [
      ['TOKEN', 'still valid', 50],
      ['TOKEN', 'never expires', 10],
    ],
  )
  assert.deepEqual(report.skipped, [
    { database: 'apim', rule: 'request-object', reason: 'no such table' },
  ])
  assert.deepEqual(report.readings, [
    {
      rule: 'token',
      database: 'apim',
      table: 'TOKEN',
      reading: 'safe',
      reason: 'dead',
      verdict: 'deleted',
      rows: 40,
    },
    {
      rule: 'token',
      database: 'apim',
      table: 'TOKEN',
      reading: 'safe',
      reason: 'never expires',
      verdict: 'kept',
      rows: 10,
    },
  ])
  assert.match(reportPage(report), /The other reading would treat these rows differently/)
  assert.deepEqual(report.leftovers, [{ database: 'apim', table: 'BAK_TOKEN', bytes: 3e6 }])
  assert.deepEqual(report.uncleaned, [
    { database: 'apim', table: 'AM_WORKFLOWS', rows: 12, bytes: 2e6, why: 'approvals' },
  ])
  assert.deepEqual(
    report.checks.map(({ target }) => target),
    ['clone', 'production'],
  )
})

test("a plan is reported with production's counts", () => {
  const report = buildReport(
    event({ plan: { run: { ...run, mode: 'plan' }, sources: [source] } }),
    [left('measure-production')],
    finishedAt,
  )
  assert.deepEqual(counts(report), [
    ['TOKEN', 100, 41, null, null, null],
    ['SCOPE', 82, 82, null, null, null],
  ])
  const page = reportPage(report)
  assert.match(page, cells('TOKEN', 'token', 'apim', '100', '41'))
  assert.match(page, /41 of 100|123 of 182/)
  assert.match(page, /<h2>What is dead</)
  assert.doesNotMatch(page, /Deleted, clone|on the clone before its purge/)
})

test('the preflight is reported with remedies, and the hot queries with both sides', () => {
  const hot = (median: number, ...answers: string[]) => ({
    samples: {},
    counts: [],
    hot: [
      {
        query: 'token-by-hash',
        table: 'TOKEN',
        answers,
        median,
        spread: median / 2,
        slowest: 2 * median,
        plan: 'ref IDX_ATH',
      },
    ],
  })
  const parts = left(...evidenceNames)
  const withHot = <T extends { databases: readonly object[] } | null>(
    part: T,
    invariants: unknown,
  ): unknown =>
    part && { ...part, databases: part.databases.map((one) => ({ ...one, invariants })) }
  const both = sourceEvidenceSchema.parse({
    ...parts,
    'measure-clone': withHot(parts['measure-clone'], hot(3, 'a', 'b')),
    'verify-clone': withHot(parts['verify-clone'], hot(1, 'a', 'c')),
    // Asked again right before the purge: of what was asked before the approval the verification
    // knows nothing.
    'measure-production': withHot(parts['measure-production'], hot(9, 'x', 'y')),
    'recount-production': withHot(parts['recount-production'], hot(4, 'a', 'b')),
    'verify-production': withHot(parts['verify-production'], hot(2, 'a', 'b')),
  })
  const report = buildReport(event(), [both], finishedAt)
  assert.deepEqual(report.preflight, [
    {
      check: 'room-sufficient',
      database: 'wso2-production',
      level: 'warning',
      detail: 'little',
      remedy: 'more',
    },
  ])
  assert.deepEqual(report.hotQueries, [
    {
      query: 'token-by-hash',
      target: 'clone',
      database: 'apim',
      asked: 2,
      same: 1,
      medianBefore: 3,
      medianAfter: 1,
      spreadBefore: 1.5,
      spreadAfter: 0.5,
      slowestBefore: 6,
      slowestAfter: 2,
      planBefore: 'ref IDX_ATH',
      planAfter: 'ref IDX_ATH',
    },
    {
      query: 'token-by-hash',
      target: 'production',
      database: 'apim',
      asked: 2,
      same: 2,
      medianBefore: 4,
      medianAfter: 2,
      spreadBefore: 2,
      spreadAfter: 1,
      slowestBefore: 8,
      slowestAfter: 4,
      planBefore: 'ref IDX_ATH',
      planAfter: 'ref IDX_ATH',
    },
  ])
  const page = reportPage(report)
  assert.match(page, cells('warning', 'little', 'more'))
  assert.match(page, /token-by-hash/)
})

test('sources come one after the other', () => {
  assert.equal(
    buildReport(event(), [left(...evidenceNames), left('measure-clone')], finishedAt).rules.length,
    4,
  )
})

test("a purge of production without a record shows neither zero nor the clone's rows", () => {
  const begun = {
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production', 'gates'),
    'purge-production': { done: false, progress: null, databases: [] },
  }
  const report = buildReport(event({ failure: { Error: 'LockedOut' } }), [begun], finishedAt)
  assert.deepEqual(
    counts(report).map(([, , , , deleted, after]) => [deleted, after]),
    [
      [null, null],
      [null, null],
    ],
  )
  assert.match(reportPage(report), /a dash is not a zero/)
})

test("the application's test on the clone is reported, with the end of its log, escaped, and whether it could be stopped", () => {
  const report = buildReport(
    event({ state: { applicationLeft: { Error: 'InvalidInput', Cause: '' } } }),
    [left(...evidenceNames)],
    finishedAt,
  )
  assert.deepEqual(report.smoke, [
    { source: instance, check: 'token-issued', passed: true, detail: 'fine' },
  ])
  assert.match(report.warnings.join(), /smoke test application could not be stopped/)
  const page = reportPage(report)
  assert.match(page, /The application on the clone[^]*token-issued[^]*started &lt;here&gt;/)
  assert.doesNotMatch(
    reportPage(buildReport(event(), [left('measure-clone')], finishedAt)),
    /The application on the clone/,
  )
})

test('dead rows that others locked are reported', () => {
  const before = purged(17)
  const held = sourceEvidenceSchema.parse({
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'),
    'purge-production': {
      ...before,
      databases: before.databases.map((one) => ({ ...one, left: 2 })),
    },
  })
  const { warnings } = buildReport(
    event({ plan: { run: { ...run, mode: 'purge' }, sources: [source] } }),
    [held],
    finishedAt,
  )
  assert.match(warnings.join(), /2 dead rows of .+ were kept: other transactions locked them/)
})
