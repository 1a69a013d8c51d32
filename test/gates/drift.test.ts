import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measured } from '../../functions/contract/evidence.ts'
import { drift } from '../../functions/gates/drift.ts'
import { limits, measured } from './measured-counts.ts'

const moved = (then: Measured, now: Measured) => drift(limits, 'one', then, now)
const big = { dead: 100_000, live: 100_000 }

test('a drift within the limits is reported with the limit, and new rows do not count', () => {
  const { detail } = moved(measured(big), measured({ dead: 100_900, live: 99_100, young: 50_000 }))
  assert.equal(
    detail,
    'Row counts are within the allowed drift (limits.driftRows, limits.driftShare), and query ' +
      'plans and triggers are as rehearsed; rows newer than the cutoff do not count. Closest to ' +
      'its limit is T (apim): 900 dead rows more than on the clone; 1,000 are allowed.',
  )
  assert.match(
    moved(measured(big), measured(big)).detail,
    /The number of dead rows is the same as on the clone\.$/,
  )
})

test("an unchanged production passes, and so do an hour's changes by the application", () => {
  assert.equal(moved(measured(big), measured(big)).passed, true)
  assert.equal(
    moved(measured(big), measured({ dead: 101_000, live: 99_000, young: 50_000 })).passed,
    true,
  )
  assert.equal(
    moved(measured({ dead: 10, live: 20 }), measured({ dead: 110, live: 0 })).passed,
    true,
  )
})

for (const [what, now, expected] of [
  [
    'more rows died',
    { dead: 101_001, live: 98_999 },
    /T \(apim\): 101,001 rows are dead, compared with 100,000 on the clone \(1,000 may differ\)\./,
  ],
  [
    'dead rows went',
    { dead: 98_999, live: 100_000 },
    /98,999 rows are dead, compared with 100,000/,
  ],
  [
    'live rows went',
    { dead: 100_000, live: 97_999 },
    /it has 197,999 rows, compared with 200,000 on the clone \(2,000 may differ\)/,
  ],
  [
    'old rows came',
    { dead: 100_000, live: 102_001 },
    /202,001 rows are older than the cutoff, but the clone had only 200,000 in total/,
  ],
] as const)
  test(`drift: ${what}`, () => {
    const { passed, detail } = moved(measured(big), measured(now))
    assert.equal(passed, false)
    assert.match(detail, expected)
    assert.match(detail, /Nothing was deleted in production\. Find out what changed it/)
  })

test('drift: another query plan, another database', () => {
  const scan = measured(big, { steps: ['t0 ALL without index'] })
  const { detail } = moved(measured(big), scan)
  assert.match(detail, /T \(apim\): rule tokens would find and lock its rows by "t0 ALL without/)
  assert.match(detail, /ALL without index", but used "t0 range PRIMARY" on the clone/)
  assert.match(moved({ databases: [] }, measured(big)).detail, /apim was not rehearsed\./)
  const small = { dead: 10, live: 20 }
  assert.equal(
    moved(measured(small), measured(small, { steps: ['t0 ALL without index'] })).passed,
    true,
    'a small table is read in no time',
  )
})

test('drift: a table that was not on the clone', () => {
  const then = measured(big).databases.map((one) => ({ ...one, tables: [] }))
  assert.match(moved({ databases: then }, measured(big)).detail, /^T \(apim\) was not rehearsed\. /)
})

test('a table without creation times may grow', () => {
  assert.equal(
    moved(
      measured(big, { settled: false }),
      measured({ dead: 100_000, live: 200_000 }, { settled: false }),
    ).passed,
    true,
  )
})

test('a trigger that only the clone or only production shows closes the drift gate', () => {
  const withTriggers = (...triggers: string[]): Measured => ({
    databases: measured({ live: 10 }).databases.map((one) => ({ ...one, triggers })),
  })
  const judged = (clone: Measured, production: Measured) => drift(limits, 'one', clone, production)
  assert.equal(judged(withTriggers('t on T (a)'), withTriggers('t on T (a)')).passed, true)
  const { detail } = judged(withTriggers('t on T (a)'), withTriggers())
  assert.match(detail, /^The clone's master user sees triggers in apim that production's user does/)
  assert.match(detail, /does not: t on T \(a\)\. If they were not dropped, GRANT TRIGGER ON `a`\./)
  assert.match(
    judged(withTriggers(), withTriggers('t on T (a)')).detail,
    /^Triggers in apim were not part of the rehearsal: t on T \(a\)\./,
  )
})
