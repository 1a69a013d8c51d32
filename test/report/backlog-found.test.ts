import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Purged } from '../../functions/contract/evidence.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { daysWaiting, risesInARow } from '../../functions/report/backlog.ts'
import { backlogFound } from '../../functions/report/backlog-found.ts'
import { backlogText } from '../../functions/report/backlog-text.ts'
import type { PastRun } from '../../functions/report/schema.ts'
import {
  sourceEvidenceSchema,
  type SourceEvidence,
} from '../../functions/report/source-evidence.ts'
import { measured, monday, run } from '../gates/backlog-scene.ts'

const hour = 3_600_000
const weekly = run({
  purgeBy: new Date(monday + 40 * hour).toISOString(),
  confirmBlastRadius: false,
} as Partial<Run>)
const nothing = Object.fromEntries(
  Object.keys(sourceEvidenceSchema.shape).map((name) => [name, null]),
) as unknown as SourceEvidence
const backlog = measured(76_000_000, 4_000_000)
/** 2,000 rows a second. */
const purged = (rows: number): Purged => ({
  done: true,
  databases: [
    {
      database: 'apim',
      tables: [{ table: 'T', rows, old: rows, hash: '0' }],
      batches: 1,
      milliseconds: rows / 2,
      files: 1000,
    },
  ],
  progress: null,
  archiveBytes: rows * 100,
})
const textOf = (evidence: Partial<SourceEvidence>): string => {
  const found = backlogFound(weekly, 'prod', { ...nothing, ...evidence })
  return found === null ? '' : backlogText(found)
}

test('within the limits there is no backlog', () => {
  assert.equal(textOf({ 'measure-production': measured(1_000_000, 4_000_000) }), '')
})

test('before a rehearsal a plan tells the share of a backlog, and what it cannot know', () => {
  assert.equal(
    textOf({ 'measure-production': backlog }),
    'Backlog of prod: 76,000,000 of 80,000,000 rows in T are dead, 95 %, beyond the limits. To ' +
      'delete all 76,000,000 dead rows of the source takes a time that only a rehearsal shows. ' +
      'The size of its archive is unknown before a rehearsal. A rebuild of its tables could ' +
      'return about 0 KiB of disk.',
  )
})

test('after a rehearsal the hours, runs and archive of a backlog are those of the clone, by its rows', () => {
  const text = textOf({ 'measure-clone': backlog, 'purge-clone': purged(38_000_000) })
  assert.match(text, / takes 11 to 42 hours of purge, in 1 to 2 runs, at the clone's pace/)
  assert.match(
    text,
    /archive takes about 7\.1 GiB for archiveDays and 2,000 PUT requests, at S3's /,
  )
})

test('a run that works a confirmed backlog off says how far it is, and whether anything is left', () => {
  const gates = {
    gates: [],
    backlog: {
      confirmedBy: 'first',
      confirmedAt: new Date(monday).toISOString(),
      run: 2,
      tables: [{ database: 'apim', table: 'T', confirmed: 76_000_000, remaining: 46_000_000 }],
    },
  }
  const left = (rows: number) =>
    textOf({
      'measure-production': measured(46_500_000, 4_000_000),
      gates,
      'purge-production': purged(46_500_000 - rows),
      'verify-production': {
        databases: measured(rows, 4_000_000).databases.map((one) => ({ ...one, checks: [] })),
      },
    })
  assert.match(
    left(26_500_000),
    /49,500,000 of 76,000,000 rows of the backlog that first confirmed are worked off, run 2: 26/,
  )
  assert.match(
    left(26_500_000),
    /about 2 more runs\. The next runs delete them without another conf/,
  )
  assert.match(left(0), /76,000,000 of 76,000,000 rows .* run 2: nothing of it is left\.$/)
  // Killed before it was verified.
  assert.match(
    textOf({ 'measure-production': measured(46_500_000, 4_000_000), gates }),
    /30,000,000 of 76,000,000 rows .* worked off before this run, run 2: 46,000,000 left\. /,
  )
})

const past = (at: number, left: number, found?: number): PastRun => ({
  runId: `run-${at}`,
  outcome: 'succeeded',
  mode: 'purge',
  finishedAt: new Date(monday + at * 7 * 24 * hour).toISOString(),
  error: null,
  plannedRules: ['tokens'],
  ...(found !== undefined && { backlog: { confirmed: 9000, found, left: Math.min(left, 5000) } }),
  tables: [
    { database: 'apim', table: 'T', before: 1, dead: 1, rehearsed: 1, deleted: 1, after: 1, left },
  ],
})

test('a backlog that is worked off neither rises nor waits; one of which a run deletes nothing does', () => {
  const of = (found?: number) => [past(0, 10), past(1, 6000), past(2, 7000, found)]
  assert.equal(risesInARow(of(), 100), 2)
  assert.equal(risesInARow(of(5500), 100), 0)
  assert.equal(risesInARow(of(5000), 100), 2)
  const table = { database: 'apim', table: 'T' }
  assert.equal(daysWaiting(of(), table, 100), 14)
  assert.equal(daysWaiting(of(5500), table, 100), 0)
  assert.equal(daysWaiting(of(5000), table, 100), 14)
})
