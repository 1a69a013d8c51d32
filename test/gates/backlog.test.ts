import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConfirmedBacklog } from '../../functions/contract/backlog.ts'
import { backlogOf, type Backlog, type PassedRun } from '../../functions/gates/backlog.ts'
import { beyondLimits, blastRadius } from '../../functions/gates/blast-radius.ts'
import { limits, day, monday, measured, passed, run, asked, confirmed } from './backlog-scene.ts'

const backlogAfter = (...runs: readonly PassedRun[]): Backlog => {
  const names = ['first', ...runs.slice(1).map((_, at) => `later-${at}`)]
  return backlogOf(
    confirmed({ runs: names.slice(1) }),
    asked,
    new Map(names.map((name, at) => [name, runs[at] ?? null])),
    (found, left) => beyondLimits(run(), found, left),
  )
}
const judged = (gone: number, live: number, backlog: Backlog) =>
  blastRadius(run(), 'one', measured(gone, live), backlog)

test('a backlog that was confirmed once is worked off by later runs, and each says how far it is', () => {
  const backlog = backlogAfter(
    passed(76_000_000, 4_000_000, 30_000_000),
    passed(47_000_000, 4_000_000, 20_000_000),
  )
  const { passed: open, detail } = judged(28_000_000, 4_000_000, backlog)
  assert.equal(open, true)
  assert.match(detail, /^T \(apim\): 28,000,000 of 32,000,000 rows would be deleted, 87\.5 %; the /)
  assert.match(
    detail,
    /Within the backlog that first confirmed on 2026-03-02: 49,000,000 of 76,000,000 rows worked /,
  )
  assert.match(
    detail,
    /off by 2 runs, this is run 3, 27,000,000 left; at that pace about 2 more runs\.$/,
  )
})

test('more dead rows than are left of a backlog and the limits allow are refused, with both counts', () => {
  const backlog = backlogAfter(passed(76_000_000, 4_000_000, 30_000_000))
  assert.equal(judged(51_000_000, 4_000_000, backlog).passed, true)
  const { passed: open, detail } = judged(51_000_001, 4_000_000, backlog)
  assert.equal(open, false)
  assert.match(detail, /46,000,000 of them are confirmed, the other 5,000,001 are 55\.5 % of the /)
  assert.match(
    detail,
    /That is more than is left of the backlog that first confirmed\. Nothing was/,
  )
})

test('what died since a run counts among what the next one deletes first: a confirmation never grows', () => {
  // 3,000,000 died before each run, and 2,000,000 are deleted.
  const week = passed(79_000_000, 4_000_000, 2_000_000)
  const backlog = backlogAfter(
    passed(76_000_000, 4_000_000, 0),
    ...Array.from({ length: 9 }, () => week),
  )
  assert.equal(backlog.is === 'open' && backlog.tables[0]?.remaining, 76_000_000)
  assert.equal(judged(81_000_000, 4_000_000, backlog).passed, true)
  assert.equal(judged(81_000_001, 4_000_000, backlog).passed, false)
})

test('what a run of other terms deletes counts as confirmed: it may have been that', () => {
  // Of a shorter retention and wider limits, it deleted among others all that was confirmed.
  const backlog = backlogAfter(
    passed(76_000_000, 4_000_000, 30_000_000),
    passed(110_000_000, 4_000_000, 44_000_000),
  )
  assert.equal(backlog.is === 'open' && backlog.tables[0]?.remaining, 2_000_000)
  assert.equal(judged(7_000_000, 4_000_000, backlog).passed, true)
  assert.equal(judged(7_000_001, 4_000_000, backlog).passed, false)
})

const count = fc.integer({ min: 0, max: 100_000_000 })
const week = fc.record({ gone: count, live: count, went: fc.option(count) })

test('no run passes a gate with more dead rows than were confirmed and the limits allow, whatever runs before it did', () => {
  let passes = 0
  fc.assert(
    fc.property(count, count, fc.array(week, { maxLength: 6 }), week, (gone, live, weeks, now) => {
      const backlog = backlogAfter(
        passed(gone, live, 0),
        ...weeks.map((one) => passed(one.gone, one.live, one.went)),
      )
      if (!judged(now.gone, now.live, backlog).passed) return
      passes++
      const most = Math.min(gone, ...weeks.map((one) => Math.max(0, one.gone - (one.went ?? 0))))
      assert.ok(now.gone <= most + limits.blastRows, `${now.gone} passed, ${most} were left`)
      const among = now.gone + now.live - Math.min(most, now.gone)
      if (among >= 10_000)
        assert.ok((now.gone - Math.min(most, now.gone)) / among <= limits.blastShare)
    }),
  )
  assert.ok(passes > 10, `only ${passes} passed`)
})

test('without a backlog the gate is as ever, and with one it refuses nothing that passes without', () => {
  fc.assert(
    fc.property(count, count, count, count, (gone, live, first, went) => {
      const alone = judged(gone, live, { is: 'none' })
      assert.deepEqual(judged(gone, live, { is: 'refused', why: 'so' }).passed, alone.passed)
      if (alone.passed)
        assert.deepEqual(judged(gone, live, backlogAfter(passed(first, 0, went))), alone)
    }),
  )
})

test('once it is worked off, a backlog allows no more than the limits', () => {
  const backlog = backlogAfter(passed(76_000_000, 4_000_000, 76_000_000))
  assert.equal(judged(5_000_000, 4_000_000, backlog).passed, true)
  assert.equal(judged(5_000_001, 4_000_000, backlog).passed, false)
})

test('only the tables that were beyond the limits are confirmed', () => {
  const backlog = backlogAfter(passed(4_000_000, 4_000_000, 0))
  assert.deepEqual(backlog.is === 'open' && backlog.tables, [])
  assert.equal(judged(5_000_001, 4_000_000, backlog).passed, false)
})

/** Why the gate refuses to go by a confirmation. */
function whyOf(backlog: Backlog): string {
  const { passed: open, detail } = judged(60_000_000, 4_000_000, backlog)
  assert.equal(open, false)
  assert.equal(backlog.is, 'refused', detail)
  return /The confirmation of an earlier run is not in force: (.*)\. Nothing was deleted/.exec(
    detail,
  )?.[1] as string
}
const first = passed(76_000_000, 4_000_000, 10_000_000)
const from = (record: Partial<ConfirmedBacklog>, found: PassedRun | null, at = asked) =>
  backlogOf(confirmed(record), at, new Map([['first', found]]), (one, left) =>
    beyondLimits(run(), one, left),
  )

test('a confirmation is not in force with other terms, after 90 days, from the future, without its evidence, before its run began, or after a failed check', () => {
  assert.match(
    whyOf(from({ terms: 'b'.repeat(64) }, first)),
    /^rules, .* no longer those that first/,
  )
  const later = (days: number) => ({ ...asked, at: monday + days * day })
  assert.equal(from({}, first, later(90)).is, 'open')
  assert.match(whyOf(from({}, first, later(90.01))), /^first confirmed it at 2026-03-02.* 90 days$/)
  assert.match(whyOf(from({}, first, later(-0.01))), /^first confirmed it at .* good for 90 days$/)
  assert.equal(whyOf(from({}, null)), 'the evidence of first is missing or not readable')
  assert.equal(
    whyOf(from({}, { ...first, purged: null })),
    'first, which confirmed it, never began to purge',
  )
  assert.equal(whyOf(from({}, { ...first, failed: true })), 'a check of first failed on production')
})
