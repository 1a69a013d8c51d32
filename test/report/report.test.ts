import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { errorNames, NamedError } from '../../functions/contract/errors.ts'
import { reportEventSchema } from '../../functions/contract/steps.ts'
import { verdict } from '../../functions/report/next.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { reportSchema, type Report } from '../../functions/report/schema.ts'
import {
  evidenceNames,
  readEvidence,
  sourceEvidenceSchema,
  type SourceEvidence,
  type SourceTime,
} from '../../functions/report/source-evidence.ts'

const startTime = '2026-03-01T02:00:00.000Z'
const finishedAt = Date.parse(startTime) + 90_400
const instance = 'wso2-production'
const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:wso2'
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
const environment = {
  name: 'example',
  sources: [{ instance, databases: [{ name: 'apim', times: { written: 'UTC' } }], secret }],
}
const run = {
  runId: 'run-1',
  environment: 'example',
  mode: 'purge',
  startedAt: startTime,
  purgeBy: '2026-03-06T11:00:00.000Z',
  endsBy: '2026-03-07T02:00:00.000Z',
  cutoff: '2026-03-01T00:00:00.000Z',
  rules: [],
  archive: { mode: 'full' },
  statementsHash: 'abc123',
  keepSnapshots: 4,
  deployment,
  limits: { batchMilliseconds: 250, productionShare: 0.5, driftRows: 100, driftShare: 0.01 },
  clone: {},
}
const source = {
  kind: 'instance' as const,
  name: instance,
  secret,
  snapshot: 'drydock-s',
  clone: 'drydock-c',
  databases: [
    {
      name: 'apim',
      statementsHash: 'abc',
      times: { written: 'UTC', least: 0, most: 0, newest: null },
    },
  ],
}

type Counts = Readonly<Record<string, number>>
/** The keys that only the purge reads (schema, hash) are there, as the steps leave them. */
const measured = (token: Counts, scope: Counts) => {
  const classes = (counts: Counts) =>
    Object.entries(counts).map(([name, rows]) => ({
      name,
      rows,
      hash: '7',
      other: name === 'never expires' ? rows : 0,
    }))
  return {
    databases: [
      {
        database: 'apim',
        schema: 'f00',
        skipped: [{ rule: 'request-object', reason: 'no such table' }],
        leftovers: [{ table: 'BAK_TOKEN', bytes: 3e6 }],
        uncleaned: [{ table: 'AM_WORKFLOWS', rows: 12, bytes: 2e6, why: 'approvals' }],
        plans: [],
        sizes: [{ table: 'TOKEN', data: 80e6, index: 20e6, free: 5e6 }],
        tables: [
          {
            table: 'TOKEN',
            rule: 'token',
            kind: 'rule',
            classes: classes(token),
            settled: true,
            reading: 'safe',
          },
          {
            table: 'SCOPE',
            rule: 'token',
            kind: 'child',
            classes: classes(scope),
            settled: false,
            reading: null,
          },
          {
            table: 'USERS',
            rule: '',
            kind: 'other',
            classes: classes({ 'still valid': 3 }),
            settled: false,
            reading: null,
          },
        ],
      },
    ],
  }
}
const purged = (token: number, done = true) => ({
  done,
  progress: null,
  databases: [
    {
      database: 'apim',
      tables: [{ table: 'TOKEN', rows: token, old: token, hash: '7' }],
      milliseconds: 5,
      batches: 1,
    },
  ],
})
const check = (target: string, passed: boolean, detail = 'fine') => ({
  check: 'no-dead-row-left',
  target,
  database: 'apim',
  passed,
  detail,
})
const verified = ({ databases }: ReturnType<typeof measured>, ...checks: unknown[]) => ({
  databases: databases.map((one) => ({ ...one, checks })),
})
const before = measured(
  { dead: 40, 'still valid': 50, 'never expires': 10 },
  { dead: 80, 'still valid': 20 },
)
const after = measured({ 'still valid': 50, 'never expires': 10 }, { 'still valid': 20 })

/** What a whole purge leaves, in the order in which it is left. */
const whole: Readonly<Record<keyof SourceEvidence, unknown>> = {
  'measure-clone': before,
  'purge-clone': purged(40),
  'verify-clone': verified(after, check('clone', true)),
  'measure-production': measured(
    { dead: 41, 'still valid': 50, 'younger than the cutoff': 9 },
    { dead: 82 },
  ),
  gates: { gates: [{ gate: 'drift', source: instance, passed: true, detail: 'as it was' }] },
  'recount-production': measured(
    { dead: 41, 'still valid': 50, 'younger than the cutoff': 3 },
    { 'still valid': 20 },
  ),
  'purge-production': purged(41),
  'preflight-production': {
    findings: [
      {
        check: 'room-sufficient',
        database: 'wso2-production',
        level: 'warning',
        detail: 'little',
        remedy: 'more',
      },
    ],
  },
  'reclaim-clone': {
    databases: [
      {
        database: 'apim',
        tables: [
          {
            table: 'TOKEN',
            asked: true,
            before: { table: 'TOKEN', data: 60e6, index: 20e6, free: 20e6 },
            after: { table: 'TOKEN', data: 20e6, index: 8e6, free: 2e6 },
            seconds: 90,
            reason: '',
          },
        ],
      },
    ],
  },
  'reclaim-production': {
    databases: [
      {
        database: 'apim',
        tables: [
          {
            table: 'TOKEN',
            asked: true,
            before: { table: 'TOKEN', data: 60e6, index: 20e6, free: 20e6 },
            after: null,
            seconds: 4,
            reason: 'another session locked the table',
          },
        ],
      },
    ],
  },
  smoke: {
    checks: [{ check: 'token-issued', passed: true, detail: 'fine' }],
    log: ['started <here>'],
  },
  'verify-production': verified(
    measured({ 'still valid': 55 }, { 'still valid': 22 }),
    check('production', true),
  ),
}
const left = (...names: readonly (keyof SourceEvidence)[]): SourceEvidence =>
  sourceEvidenceSchema.parse(
    Object.fromEntries(
      evidenceNames.map((name) => [name, names.includes(name) ? whole[name] : null]),
    ),
  )
const event = (more: Readonly<Record<string, unknown>> = {}) =>
  reportEventSchema.parse({
    execution: { name: 'run-1', startTime },
    environment,
    deployment,
    plan: { run, sources: [source] },
    failure: null,
    ...more,
  })
/** Cells beside each other, whatever their columns and colours. */
const cells = (...texts: readonly string[]) =>
  new RegExp(texts.map((text) => `<td[^>]*><span>${text}</span></td>`).join(''))
const counts = ({ rules }: Report) =>
  rules.map(({ table, before, dead, cloneDeleted, productionDeleted, after }) => [
    table,
    before,
    dead,
    cloneDeleted,
    productionDeleted,
    after,
  ])

test('a run that succeeded is told in full', () => {
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
  // Production's own columns add up: what was there, and came meanwhile, and went, is what is there.
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

test('a plan is told by the counts of production', () => {
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
  assert.doesNotMatch(page, /Deleted, clone|on the clone before its purge/)
})

test('the preflight is told with what to do, and the hot queries with both sides', () => {
  const hot = (median: number, ...answers: string[]) => ({
    samples: {},
    counts: [],
    hot: [
      {
        query: 'token-by-hash',
        table: 'TOKEN',
        answers,
        median,
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
    // Asked again right before the purge: of what was asked before the approval the verification knows nothing.
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

test('what to do next begins with the verdict, and warnings come after it', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  assert.match(report.next[0] ?? '', /^Production is purged\. /)
  assert.equal(report.next[1], 'room-sufficient (wso2-production): more')
  const passed = {
    check: 'tls-on',
    database: 'apim',
    level: 'passed',
    detail: '',
    remedy: '',
  } as const
  assert.match(
    reportPage({ ...report, preflight: [passed, ...report.preflight] }),
    /1 of 2 checks passed, 1 warning that stops nothing/,
  )
})

test('one of something is told as one', () => {
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

test('sources come one after the other', () => {
  assert.equal(
    buildReport(event(), [left(...evidenceNames), left('measure-clone')], finishedAt).rules.length,
    4,
  )
})

const stages: readonly (readonly [number, readonly (readonly (number | null)[])[]])[] = [
  [0, []],
  [
    1,
    [
      [100, 40, null, null, null],
      [100, 80, null, null, null],
    ],
  ],
  [
    2,
    [
      [100, 40, 40, null, null],
      [100, 80, 0, null, null],
    ],
  ],
  [
    3,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    4,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    5,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    6,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  // From here on production was begun on: what the clone holds says nothing of it.
  [
    7,
    [
      [100, 40, 40, 41, null],
      [100, 80, 0, 0, null],
    ],
  ],
]
for (const [reached, expected] of stages)
  test(`a failure ${evidenceNames[reached] === undefined ? 'at the end' : `at ${evidenceNames[reached]}`} tells what was found until then`, () => {
    const failure = {
      Error: 'LockedOut',
      Cause: JSON.stringify({ errorMessage: 'locked', errorType: 'LockedOut', trace: [] }),
    }
    const report = buildReport(
      event({ failure }),
      [left(...evidenceNames.slice(0, reached))],
      finishedAt,
    )
    assert.equal(report.outcome, 'failed')
    assert.deepEqual(report.error, { name: 'LockedOut', message: 'locked' })
    assert.deepEqual(
      counts(report).map(([, ...numbers]) => numbers),
      expected,
    )
    reportSchema.parse(report)
    reportPage(report)
  })

test('a cause that is no JSON of Lambda is told as it is', () => {
  const message = (Cause?: string) =>
    buildReport(
      event({ failure: { Error: 'States.Timeout', ...(Cause === undefined ? {} : { Cause }) } }),
      [],
      finishedAt,
    ).error?.message
  assert.deepEqual(
    [message('too slow'), message('{"other":1}'), message('null'), message()],
    ['too slow', '{"other":1}', 'null', ''],
  )
})

test('a run without a plan still has its report', () => {
  const report = buildReport(
    event({ plan: null, failure: { Error: 'InvalidInput', Cause: 'no' } }),
    [],
    finishedAt,
  )
  assert.deepEqual(
    [
      report.outcome,
      report.mode,
      report.runId,
      report.cutoff,
      report.statementsHash,
      report.rules,
      report.checks,
    ],
    ['failed', null, 'run-1', null, null, [], []],
  )
  const page = reportPage(report)
  assert.match(page, /not known/)
  assert.doesNotMatch(page, /\b(null|undefined|NaN)\b/)
})

test('the page escapes whatever a database or an error may hold', () => {
  let count = 0
  const hostile = () => `<script>alert("${++count}")</script>'"&<%= 1 %>`
  const report = buildReport(
    event({ failure: { Error: hostile(), Cause: hostile() } }),
    [],
    finishedAt,
  )
  const table = { database: hostile(), table: hostile() }
  const page = reportPage({
    ...report,
    runId: hostile(),
    environment: hostile(),
    startedAt: hostile(),
    cutoff: hostile(),
    statementsHash: hostile(),
    next: [hostile()],
    warnings: [hostile()],
    rules: [
      {
        rule: hostile(),
        ...table,
        before: 1,
        dead: 1,
        cloneDeleted: 1,
        productionBefore: 1,
        productionNew: 1,
        productionDeleted: 1,
        after: 1,
      },
    ],
    alive: [{ ...table, reason: hostile(), rows: 1 }],
    drift: [{ ...table, cloneRows: 1, cloneDead: 1, productionRows: 2, productionDead: 1 }],
    preflight: [
      {
        check: 'tls-on',
        database: hostile(),
        level: 'failed',
        detail: hostile(),
        remedy: hostile(),
      },
    ],
    hotQueries: [
      {
        query: hostile(),
        target: 'clone',
        database: hostile(),
        asked: 1,
        same: 1,
        medianBefore: 1,
        medianAfter: null,
        slowestBefore: 1,
        slowestAfter: null,
        planBefore: hostile(),
        planAfter: hostile(),
      },
    ],
    skipped: [{ database: hostile(), rule: hostile(), reason: hostile() }],
    checks: [
      {
        check: `own:${hostile()}`,
        target: 'clone',
        database: hostile(),
        passed: false,
        detail: hostile(),
      },
    ],
    timeline: [
      {
        source: 'a',
        step: 'preflight',
        startedAt: startTime,
        endedAt: startTime,
        calls: 1,
        done: false,
        error: hostile(),
      },
    ],
    purges: [
      {
        source: hostile(),
        target: 'clone',
        database: hostile(),
        rows: 1,
        batches: 1,
        milliseconds: 1,
      },
    ],
    pace: [{ source: hostile(), target: 'clone', from: startTime, seconds: 1, rows: [1, 2] }],
    paceNotes: [
      {
        source: hostile(),
        target: 'clone',
        at: startTime,
        what: 'pause',
        seconds: 1,
        reasons: [hostile()],
      },
    ],
    clones: [
      {
        clone: hostile(),
        startedAt: hostile(),
        endedAt: hostile(),
        hours: 1,
        pricePerHour: 1,
        cost: 1,
      },
    ],
    history: [
      {
        runId: 'a',
        outcome: 'failed',
        mode: 'purge',
        finishedAt: startTime,
        tables: [{ database: hostile(), table: hostile(), rehearsed: 1, deleted: 1, after: 1 }],
      },
    ],
    previous: { runId: hostile(), sha256: hostile() },
  })
  assert.doesNotMatch(page, /<script|<%|"\d+"\)/)
  assert.deepEqual(
    Array.from({ length: count }, (_, at) => at + 1).filter(
      (at) => !page.includes(`&lt;script&gt;alert(&quot;${at}&quot;)`),
    ),
    [],
  )
})

test('the page says the verdict first, in readable numbers, and asks nothing of the network', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const page = reportPage({
    ...report,
    rules: report.rules.map((one) => ({ ...one, productionBefore: 1_234_567, after: null })),
  })
  assert.match(
    page,
    /<body>\s*<header class="succeeded"><h1>Drydock: <span class="succeeded">succeeded<\/span><\/h1>/,
  )
  assert.match(
    page,
    /<td class="n"[^>]*><span>1,234,567<\/span>.*<td class="n"[^>]*><span>–<\/span>/,
  )
  assert.doesNotMatch(page, /https?:|src=|<link|@import|url\(/)
})

test('what the page points to is a heading of the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  const heading = (Error: string) =>
    /heading <b>(.*?)<\/b>/.exec(
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

test('the report and the runbook say the same next step, and neither says to start again after a finding', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  for (const name of errorNames) {
    const [, section = ''] = runbook.split(`\n## ${name}\n`)
    const said = /\nNext: (.*)\n/.exec(section.split('\n## ')[0] ?? '')?.[1]?.replaceAll('`', '')
    const { next } = buildReport(event({ failure: { Error: name } }), [], finishedAt)
    assert.ok(said !== undefined && next[0]?.endsWith(` ${said}`), `${name}: ${said}, ${next[0]}`)
  }
  for (const name of ['CheckFailed', 'SmokeTestFailed', 'StatementRefused', 'CloneIsProduction']) {
    const { next } = buildReport(event({ failure: { Error: name } }), [], finishedAt)
    assert.doesNotMatch(next.join('\n'), /start the execution again/i, name)
    assert.match(next[0] ?? '', /[Dd]o not (purge|start)/, name)
  }
})

test('the runbook says first of each error whether it can wait, and names what is to be done before a new start', () => {
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

test('a purge of production that stopped midway shows what it deleted', () => {
  const half = {
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'),
    'purge-production': sourceEvidenceSchema.shape['purge-production'].parse(purged(17, false)),
  }
  const report = buildReport(event({ failure: { Error: 'LockedOut' } }), [half], finishedAt)
  assert.deepEqual(counts(report), [
    ['TOKEN', 100, 40, 40, 17, null],
    ['SCOPE', 100, 80, 0, 0, null],
  ])
  assert.match(reportPage(report), /stopped midway; its counts show what it deleted/)
})

test('a purge that its time ended is told with what is left, in the verdict too', () => {
  const ended = sourceEvidenceSchema.parse({
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'),
    'purge-production': { ...purged(17), ended: 'time' },
    'verify-production': verified(measured({ dead: 23, 'still valid': 50 }, { dead: 40 })),
  })
  const report = buildReport(
    event({ plan: { run: { ...run, mode: 'purge' }, sources: [source] } }),
    [ended],
    finishedAt,
  )
  assert.equal(report.left, 63)
  assert.match(report.warnings.join('\n'), new RegExp(`${report.left} dead rows are left`))
  assert.match(report.next.join('\n'), /Production is partly purged/)
  assert.match(verdict(report), new RegExp(`${report.left} dead rows are left for the next run`))
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

test('a run that a gate stopped says which, with production as it was and nothing to warn of', () => {
  const gates = {
    gates: [
      { gate: 'drift' as const, source: instance, passed: true, detail: 'as it was' },
      {
        gate: 'blast-radius' as const,
        source: instance,
        passed: false,
        detail: 'TOKEN: 40 of 100 rows',
      },
    ],
  }
  const report = buildReport(
    event({ failure: { Error: 'BlastRadius' } }),
    [{ ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'), gates }],
    finishedAt,
  )
  assert.deepEqual(report.gates, gates.gates)
  assert.deepEqual(report.warnings, [])
  assert.deepEqual(
    counts(report).map(([, , , , deleted]) => deleted),
    [null, null],
  )
  assert.match(
    reportPage(report),
    cells('blast-radius', 'wso2-production', 'no', 'TOKEN: 40 of 100 rows'),
  )
})

test('evidence that is not readable is named, and the rest is told', async () => {
  const { evidence, warnings } = await readEvidence(instance, async (name) => {
    if (name === 'purge-clone') return { databases: 'none' }
    if (name === 'verify-clone') throw new SyntaxError('Unexpected end of JSON input')
    return whole[name as keyof SourceEvidence]
  })
  const report = buildReport(event(), [evidence], finishedAt, { unread: warnings })
  assert.deepEqual(counts(report)[0], ['TOKEN', 100, 40, null, 41, 55])
  assert.deepEqual(
    report.warnings
      .map((warning) => / evidence (\S+) of wso2-production /.exec(warning)?.[1])
      .sort(),
    ['purge-clone', 'verify-clone'],
  )
})

test('evidence that S3 does not tell just now is asked for again, not left out', async () => {
  const busy = async () => {
    throw new NamedError('AwsUnavailable', 'busy')
  }
  await assert.rejects(readEvidence(instance, busy), { name: 'AwsUnavailable' })
})

test('snapshots that could not be deleted are a warning, whatever the error', () => {
  const failure = { Error: 'InvalidDBSnapshotState', Cause: '{"errorMessage":"in use"}' }
  const warnings = (state: unknown) => buildReport(event({ state }), [], finishedAt).warnings.join()
  assert.match(
    warnings({ snapshotsLeft: [{ source: 'one', failure }, {}] }),
    /^Snapshots of one past their retention .* \(InvalidDBSnapshotState: in use\)/,
  )
  assert.match(
    warnings({ snapshotsFailure: { Error: 'States.Runtime' } }),
    /^Snapshots past their retention/,
  )
  assert.equal(warnings({ snapshotsLeft: [{}] }), '')
})

test('a clone that the clean-up left is named', () => {
  const failure = { Error: 'CheckFailed' }
  const warnings = (state: unknown) =>
    buildReport(event({ failure, state }), [], finishedAt).warnings.join()
  assert.match(
    warnings({ clonesLeft: [{ cloneLeft: 'drydock-c' }, {}] }),
    /^The clone drydock-c could not be deleted and costs money\.[^,]*, or the daily sweep tries again\.$/,
  )
  assert.match(warnings({ cleanupFailure: { Error: 'States.Runtime' } }), /drydock-c could not/)
  assert.equal(warnings({ clonesLeft: [{}] }), '')
})

test('what the application on the clone did is told, with the end of its log, escaped, and whether it could be stopped', () => {
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

test('pauses and tries of both purges are told with their reasons, on the chart and beside it', () => {
  const note = (
    at: number,
    what: 'pause' | 'slow' | 'retry' | 'go',
    seconds: number,
    reason: string,
  ) => ({
    at: new Date(Date.parse(startTime) + at * 1000).toISOString(),
    what,
    seconds,
    reasons: [reason],
  })
  const withNotes = (part: unknown, ...notes: unknown[]) => ({
    ...(part as object),
    pace: { from: startTime, seconds: 2, rows: [5, 0, 5, 5, 5] },
    notes,
  })
  const parts = sourceEvidenceSchema.parse({
    ...left(...evidenceNames),
    'purge-clone': withNotes(purged(40), note(1, 'retry', 0.7, 'deadlock: two met')),
    'purge-production': withNotes(
      purged(41),
      note(2, 'pause', 2, 'the window is closed'),
      note(6, 'slow', 0, 'a replica is behind'),
      note(8, 'go', 0, 'it caught up'),
      note(60, 'pause', 9, 'after the chart'),
    ),
  })
  const report = buildReport(event(), [parts], finishedAt)
  assert.deepEqual(
    report.paceNotes.map(({ source, target, what, seconds }) => [source, target, what, seconds]),
    [
      [instance, 'clone', 'retry', 0.7],
      [instance, 'production', 'pause', 2],
      [instance, 'production', 'slow', 0],
      [instance, 'production', 'go', 0],
      [instance, 'production', 'pause', 9],
    ],
  )
  const page = reportPage(report)
  assert.match(
    page,
    cells(
      'clone of wso2-production',
      '2026-03-01 02:00:01',
      'tried again',
      '0.7 s',
      'deadlock: two met',
    ),
  )
  const spans = [
    ...page.matchAll(
      /<rect class="mark (\S+)" x="([\d.]+)" [^>]*width="([\d.]+)"[^>]*><title>([^<]*)/g,
    ),
  ].map(([, ...found]) => found)
  // 326 units of width are 10 s.
  assert.deepEqual(spans, [
    ['fbad', '78.6', '22.8', '2026-03-01 02:00:01 UTC, tried again, 0.7 s: deadlock: two met'],
    ['f4', '111.2', '65.2', '2026-03-01 02:00:02 UTC, pause, 2 s: the window is closed'],
    ['f5', '241.6', '65.2', '2026-03-01 02:00:06 UTC, slower, until the next: a replica is behind'],
  ])
  assert.match(page, /2 × pause, 11 s in all; 1 × tried again, 1 s in all/)
})

test('a step that was called again after an error is told with the time in which nobody worked', () => {
  const times: SourceTime[] = [
    {
      source: instance,
      step: 'purge-production',
      startedAt: startTime,
      endedAt: '2026-03-01T02:01:00.000Z',
      calls: 2,
      done: true,
      error: null,
      notes: [
        {
          at: '2026-03-01T02:00:10.000Z',
          what: 'retry',
          seconds: 37,
          reasons: ['DatabaseUnreachable: the step was called again'],
        },
      ],
    },
  ]
  const page = reportPage(buildReport(event(), [left(...evidenceNames)], finishedAt, { times }))
  assert.match(
    page,
    cells(
      'purge-production of wso2-production',
      '2026-03-01 02:00:10',
      'tried again',
      '37 s',
      'DatabaseUnreachable: the step was called again',
    ),
  )
  assert.match(page, /Waits and retries; 1 × tried again, 37 s in all/)
})

test('an approval lasts until the next step, and the window until it was to open', () => {
  const at = (second: number) => new Date(Date.parse(startTime) + second * 1000).toISOString()
  const time = (step: SourceTime['step'], from: number, to: number): SourceTime => ({
    source: '',
    step,
    startedAt: at(from),
    endedAt: at(to),
    calls: 1,
    done: true,
    error: null,
  })
  const gates = { gates: [], waitSeconds: 20 }
  const timeline = (failure: object | null, ...times: SourceTime[]) =>
    buildReport(
      event({ failure }),
      [sourceEvidenceSchema.parse({ ...left(), gates })],
      finishedAt,
      { times },
    ).timeline.map((one) => [
      one.step,
      (Date.parse(one.startedAt) - Date.parse(startTime)) / 1000,
      (Date.parse(one.endedAt) - Date.parse(startTime)) / 1000,
      one.error,
    ])
  assert.deepEqual(
    timeline(
      null,
      time('check-gates', 10, 11),
      time('ask-approval', 31, 32),
      time('delete-clone', 70, 80),
    ),
    [
      ['check-gates', 10, 11, null],
      ['wait-for-window', 11, 31, null],
      ['ask-approval', 31, 70, null],
      ['delete-clone', 70, 80, null],
    ],
  )
  // The state machine stopped meanwhile: what was not waited for is not drawn.
  assert.deepEqual(timeline(null, time('check-gates', 10, 11), time('delete-clone', 15, 20))[1], [
    'wait-for-window',
    11,
    15,
    null,
  ])
  assert.deepEqual(timeline({ Error: 'NotApproved' }, time('ask-approval', 31, 32)), [
    ['ask-approval', 31, 90.4, 'NotApproved'],
  ])
})

test('space: an estimate from the counts until the clone has shown it, and what was done with its reason', () => {
  const [row] = buildReport(event(), [left('measure-production')], finishedAt).space
  // 41 of 100 rows are dead.
  assert.deepEqual(
    [
      row?.table,
      row?.bytes,
      row?.couldReturn,
      row?.measured,
      row?.rebuildSeconds,
      row?.returned,
      row?.done,
    ],
    ['TOKEN', 105e6, 46e6, false, null, null, 'not rebuilt'],
  )
  const report = buildReport(
    event(),
    [left('measure-clone', 'measure-production', 'reclaim-clone', 'reclaim-production')],
    finishedAt,
  )
  assert.deepEqual(
    [
      report.space[0]?.couldReturn,
      report.space[0]?.measured,
      report.space[0]?.rebuildSeconds,
      report.space[0]?.returned,
    ],
    [70e6, true, 90, null],
  )
  assert.equal(report.space[0]?.done, 'not rebuilt in production: another session locked the table')
  assert.match(
    reportPage(report),
    cells(
      'TOKEN',
      'apim',
      '100.1 MiB',
      '66.8 MiB',
      '1 min 30 s',
      '–',
      'not rebuilt in production: another session locked the table',
    ),
  )
  assert.match(
    reportPage(buildReport(event(), [left('measure-production')], finishedAt)),
    cells('TOKEN', 'apim', '100.1 MiB', 'about 43.9 MiB', 'not measured', '–', 'not rebuilt'),
  )
})

test('evidence and reports from before there were sizes are read', () => {
  const { sizes: _, ...old } = measured({ dead: 1 }, {}).databases[0] ?? assert.fail()
  const parsed = sourceEvidenceSchema.parse({
    ...Object.fromEntries(
      evidenceNames.filter((name) => !name.startsWith('reclaim')).map((name) => [name, null]),
    ),
    'measure-clone': { databases: [old] },
  })
  const { space, ...report } = buildReport(event(), [parsed], finishedAt)
  assert.deepEqual([space, reportSchema.parse(report).space], [[], []])
})

test('dead rows that others held are told', () => {
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
