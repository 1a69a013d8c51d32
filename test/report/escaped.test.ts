import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { startTime, finishedAt, event } from './whole-run.ts'

test('the page escapes any text from a database or an error', () => {
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
        productionDead: 1,
        productionDeleted: 1,
        after: 1,
        left: 1,
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
        spreadBefore: 1,
        spreadAfter: null,
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
        from: 'copy-on-write',
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
        ...{ error: null, plannedRules: [] },
        outcome: 'failed',
        mode: 'purge',
        finishedAt: startTime,
        tables: [
          {
            ...{ database: hostile(), table: hostile(), before: 1, dead: 1 },
            ...{ rehearsed: 1, deleted: 1, after: 1, left: 1 },
          },
        ],
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
