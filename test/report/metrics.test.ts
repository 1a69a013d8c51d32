import assert from 'node:assert/strict'
import { test } from 'node:test'
import { switchPauses } from '../../functions/contract/control.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { daysWaiting, risesInARow } from '../../functions/report/backlog.ts'
import { metricsOf } from '../../functions/report/metrics.ts'
import { buildReport } from '../../functions/report/report.ts'
import type { PastRun, Report } from '../../functions/report/schema.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { describe } from '../../functions/throttle/pace-pulse.ts'
import { pausedByReason, throttledPercent } from '../../functions/report/throttled.ts'
import { embeddedMetrics } from '../../local/cloud/embedded-metrics.ts'
import { largeReport } from './large-report.ts'
import { event, finishedAt, left, run, source } from './whole-run.ts'

const settings = { allowProductionPurge: true, limits: limitsSchema.parse({}) }
/** What CloudWatch makes of a report: by dimensions, each metric's value. */
const shown = (report: Report, more: Partial<typeof settings> = {}, faults = 0) => {
  const metrics = new Map<string, Record<string, number>>()
  for (const line of metricsOf(report, { ...settings, ...more }, faults))
    for (const { dimensions, name, value } of embeddedMetrics(JSON.stringify(line))) {
      const of = Object.values(dimensions).join(' ')
      metrics.set(of, { ...metrics.get(of), [name]: value })
    }
  return Object.fromEntries(metrics)
}
const purged = buildReport(event(), [left(...evidenceNames)], finishedAt)

test('a purge tells what was dead, went and is left, by environment and by table', () => {
  assert.deepEqual(shown(purged), {
    example: {
      ...{ DeadRows: 120, GoneRows: 41, LeftRows: 0, OldestDeadRow: 0, BacklogRises: 0 },
      ...{ RowsPerSecond: 8200, SecondsPerBatch: 0.005, ChainFaults: 0 },
    },
    'example apim TOKEN': { DeadRows: 40, GoneRows: 41, LeftRows: 0, OldestDeadRow: 0 },
    'example apim SCOPE': { DeadRows: 80, GoneRows: 0, LeftRows: 0, OldestDeadRow: 0 },
  })
})

test('a rehearsal leaves all dead rows; where production may not be purged, none of them waits', () => {
  const rehearsed = buildReport(
    event({ plan: { run: { ...run, mode: 'rehearse' }, sources: [source] } }),
    [left('measure-clone', 'purge-clone', 'verify-clone')],
    finishedAt,
  )
  const { example, ...tables } = shown(rehearsed, { allowProductionPurge: false }, 2)
  assert.deepEqual(example, { DeadRows: 120, LeftRows: 120, ChainFaults: 2 })
  assert.deepEqual(tables['example apim TOKEN'], { DeadRows: 40, LeftRows: 40 })
})

test('a purge that stopped midway does not guess what it has left', () => {
  const failed = buildReport(
    event({ failure: { Error: 'LockedOut' } }),
    [left('measure-clone', 'measure-production', 'purge-production')],
    finishedAt,
  )
  assert.equal(shown(failed).example?.LeftRows, undefined)
  assert.equal(shown(failed).example?.BacklogRises, undefined)
})

test('the hours and the cost of clones are those of all sources together', () => {
  const [clone = assert.fail()] = largeReport.clones
  const { production } = shown({
    ...largeReport,
    clones: [
      { ...clone, hours: 2, cost: 1 },
      { ...clone, hours: 3, cost: 1.5 },
    ],
  })
  assert.deepEqual([production?.CloneHours, production?.CloneCost], [5, 2.5])
})

test('tables of one name on two sources are one metric, and no metric is sent for one without dead rows', () => {
  const [rule = assert.fail()] = purged.rules
  const none = { ...rule, table: 'EMPTY', dead: 0, productionDeleted: 0, left: 0 }
  const { 'example apim TOKEN': token, ...others } = shown({ ...purged, rules: [rule, rule, none] })
  assert.equal(token?.DeadRows, 80)
  assert.deepEqual(Object.keys(others), ['example'])
})

test('no line of a report of many tables is refused, nor holds a row', () => {
  const lines = metricsOf(largeReport, settings, 0)
  assert.ok(lines.length > 5)
  for (const line of lines) {
    assert.notDeepEqual(embeddedMetrics(JSON.stringify(line)), [])
    for (const [name, value] of Object.entries(line))
      assert.ok(
        ['_aws', 'environment', 'database', 'table', 'reason'].includes(name) ||
          typeof value === 'number',
        name,
      )
  }
})

const few = 100
const table = { database: 'apim', table: 'TOKEN' }
/** Weekly runs, by what each has left. */
const weeks = (...rows: readonly (number | null)[]): PastRun[] =>
  rows.map((count, week) => ({
    runId: `w${week}`,
    outcome: 'succeeded',
    mode: 'purge',
    ...{ error: null, plannedRules: [] },
    finishedAt: new Date(Date.UTC(2026, 0, 4 + week * 7)).toISOString(),
    tables: [
      {
        ...table,
        ...{ before: 9e6, dead: 5e6, rehearsed: 5e6, deleted: 5e6, after: 4e6 },
        left: count,
      },
    ],
  }))
const [only = assert.fail()] = weeks(5000)

test('a backlog rises where each purge leaves more than the one before, and more than chance does', () => {
  for (const [left, rises] of [
    [[0], 0],
    [[0, 500, 600, 700], 3],
    [[900, 500, 600, 700], 2],
    [[500, 500, 600], 1],
    [[0, 500, 600, 600], 0],
    [[0, 1, 2, 100], 0],
    [[0, 500, null, 600, 700], 3],
    [[0, 500, 600, null], null],
  ] as const)
    assert.equal(risesInARow(weeks(...left), few), rises, String(left))
  const rehearsal: PastRun = { ...only, mode: 'rehearse' }
  assert.equal(risesInARow([...weeks(0, 500), rehearsal, ...weeks(600)], few), 2)
  assert.equal(risesInARow([...weeks(0, 500), rehearsal], few), null)
  const limited: PastRun = { ...only, plannedRules: ['sessions'] }
  assert.equal(risesInARow([...weeks(0), limited, ...weeks(0)], few), 0, 'of other rules')
})

test('the oldest dead row waits since the last run that left its table clean, or the first on record', () => {
  for (const [left, days] of [
    [[0], 0],
    [[0, 500], 7],
    [[0, 100, 500, 600], 14],
    [[0, 500, null], 14],
    [[500, 600, 700], 14],
    [[500, 600, 0], 0],
    [[500], 0],
  ] as const)
    assert.equal(daysWaiting(weeks(...left), table, few), days, String(left))
  assert.equal(daysWaiting(weeks(0, 0), { ...table, table: 'OTHER' }, few), 7)
})

const note = (
  minute: number,
  what: 'go' | 'slow' | 'pause' | 'retry',
  seconds: number,
  ...reasons: readonly string[]
) => ({
  ...{ source: 'prod', target: 'production' as const, what, seconds, reasons: [...reasons] },
  at: new Date(Date.UTC(2026, 2, 1, 2, minute)).toISOString(),
})
const notes = [
  note(0, 'pause', 60, 'cpu is 93 % (pause from 90)', 'disk-queue is 80 requests (pause from 60)'),
  note(1, 'slow', 0, 'cpu is 80 % (slow from 75)'),
  note(2, 'retry', 5, 'deadlock: …'),
  note(3, 'go', 0),
  note(4, 'pause', 120, switchPauses, 'cpu is 93 % (pause from 90)'),
  note(6, 'pause', 60, 'the window is closed'),
  note(7, 'pause', 30, 'replica-lag of r could not be read, and a missing value means pause'),
  { ...note(7, 'pause', 9999, 'cpu is 93 %'), target: 'clone' as const },
]

test('pauses are told by their first reason, out of a short list', () => {
  assert.deepEqual(Object.fromEntries(pausedByReason(notes)), {
    cpu: 60,
    switch: 120,
    window: 60,
    'replica-lag': 30,
  })
  assert.deepEqual([...pausedByReason([note(0, 'pause', 1, 'something else')]).keys()], ['other'])
})

test('a purge is throttled for the time that load slows or pauses it; window and switch are not load', () => {
  const step = (
    at: number,
    name: 'purge-production' | 'verify-production' = 'purge-production',
  ) => ({
    ...{ source: 'prod', step: name, calls: 1, done: true, error: null },
    startedAt: note(0, 'go', 0).at,
    endedAt: note(at, 'go', 0).at,
  })
  const of = (timeline: Report['timeline'], paceNotes: Report['paceNotes']) =>
    throttledPercent({ ...purged, timeline, paceNotes })
  // Of 10 minutes 3 are pauses of no load; in 7 it was paused for 1.5 and slow for 2.
  assert.equal(of([step(10)], notes), (3.5 / 7) * 100)
  assert.equal(of([step(10)], []), 0)
  assert.equal(of([step(10, 'verify-production')], notes.slice(0, 1)), null)
  assert.equal(of([step(5)], [note(1, 'slow', 0, 'cpu is 80 %')]), (4 / 5) * 100)
  assert.equal(of([step(4)], [note(1, 'slow', 0, 'cpu is 80 %')]), 0)
  const giving = describe('running-threads', 1, 'per vCPU', 0.5)
  assert.equal(of([step(10)], [note(1, 'slow', 0, giving)]), 0)
})
