import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConfirmedBacklog } from '../../functions/contract/backlog.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { readConfirmed, recordAfter } from '../../functions/gates/backlog.ts'
import { changedSettings, termsOf } from '../../functions/gates/terms.ts'
import { utc } from '../../functions/rules/wall-times.ts'
import { planned } from '../purge/planned.ts'
import { limits, day, monday, measured, run, asked, confirmed } from './backlog-scene.ts'

test('a record that is no record, of another source or of another environment is none', () => {
  const who = { environment: 'test', source: 'one' }
  assert.deepEqual(readConfirmed(null, who), { is: 'none' })
  for (const stored of [
    undefined,
    7,
    {},
    [],
    { ...confirmed(), terms: 'x' },
    { ...confirmed(), more: 1 },
    { ...confirmed(), runs: ['../other'] },
    { ...confirmed(), confirmedAt: 'yesterday' },
    { ...confirmed(), source: 'two' },
    { ...confirmed(), environment: 'prod' },
  ])
    assert.equal(readConfirmed(stored, who).is, 'refused', JSON.stringify(stored))
  assert.deepEqual(readConfirmed(confirmed(), who), { is: 'confirmed', confirmed: confirmed() })
  assert.deepEqual(readConfirmed(confirmed({ closedBy: 'later' }), who), { is: 'none' })
})

const recorded = (more?: Partial<ConfirmedBacklog>) =>
  ({ is: 'confirmed', confirmed: confirmed(more) }) as const

test('a passed gate records a confirmation, a run that goes on, and the one that finds the tables within the limits', () => {
  const is = (beyond: boolean, confirms: boolean) => ({ beyond, confirms })
  const fresh = confirmed({
    confirmedBy: 'weekly',
    confirmedAt: new Date(asked.at).toISOString(),
  })
  for (const before of [{ is: 'none' }, { is: 'refused', why: 'so' }, recorded()] as const)
    assert.deepEqual(recordAfter(before, asked, is(true, true)), fresh)
  assert.equal(recordAfter({ is: 'none' }, asked, is(true, false)), null)
  assert.equal(recordAfter({ is: 'none' }, asked, is(false, true)), null)
  assert.deepEqual(recordAfter(recorded({ runs: ['a'] }), asked, is(true, false))?.runs, [
    'a',
    'weekly',
  ])
  assert.equal(recordAfter(recorded(), asked, is(false, false))?.closedBy, 'weekly')
  const other = { ...asked, terms: 'b'.repeat(64) }
  assert.deepEqual(
    recordAfter(recorded(), other, is(false, false)),
    confirmed({ runs: ['weekly'] }),
  )
  // A repeated call.
  assert.equal(recordAfter(recorded({ runs: ['weekly'] }), asked, is(true, false)), null)
  assert.equal(recordAfter(recorded({ confirmedBy: 'weekly' }), asked, is(true, true)), null)
})

test('the terms of a confirmation are the same in another week, and change with rule, reading, period, limit, archive, zone and schema', () => {
  const databases = [{ name: 'apim', statementsHash: '', empty: [], times: utc }]
  const now = measured(1, 1)
  const of = (more: Partial<Run> = {}, where = databases, found = now) =>
    termsOf(run(more), where, found)
  const start = new Date(monday + 7 * day)
  const next = { startedAt: start.toISOString(), rules: planned(start) }
  const same = of()
  assert.equal(of(next), same)
  assert.equal(of({ ...next, runId: 'x', purgeBy: 'y', confirmBlastRadius: true }), same)
  const rules = (settings: Parameters<typeof planned>[1]) =>
    of({ rules: planned(new Date(monday), settings) })
  const others = [
    rules({ tokens: { reading: 'upstream' } }),
    rules({ tokens: { retention: '1d' } }),
    rules({ tokens: { safePeriod: '3h' } }),
    rules({ tokens: { enabled: false } }),
    rules({ tokens: { blastRows: 7 } }),
    rules({ tokens: { blastShare: 0.7 } }),
    of({ limits: { ...limits, blastRows: 7 } }),
    of({ limits: { ...limits, blastShare: 0.7 } }),
    of({ archive: { mode: 'off', storageClass: 'STANDARD' } }),
    of({}, [
      { name: 'apim', statementsHash: '', empty: [], times: { ...utc, written: 'Asia/Tokyo' } },
    ]),
    of({}, databases, measured(1, 1, 'other')),
  ]
  assert.equal(new Set([same, ...others]).size, others.length + 1)
})

test('of two plans each setting is told that makes the terms others, and no other one', () => {
  const databases = [{ name: 'apim', statementsHash: '', empty: [], times: utc }]
  const of = (more: Partial<Run> = {}, where = databases) => ({
    run: run(more),
    sources: [{ name: 'one', databases: where }],
  })
  const told = (now: ReturnType<typeof of>) => changedSettings(of(), now).join('; ')
  const start = new Date(monday + 7 * day)
  const unasked = { runId: 'x', purgeBy: 'y', confirmBlastRadius: true }
  assert.equal(told(of({ startedAt: start.toISOString(), rules: planned(start), ...unasked })), '')
  const rules = (settings: Parameters<typeof planned>[1]) =>
    told(of({ rules: planned(new Date(monday), settings) }))
  assert.match(
    rules({ tokens: { reading: 'upstream' } }),
    /^rules.tokens.reading is upstream, was safe$/,
  )
  const kept = /^safePeriod and retention of tokens are (\d+) h, were (\d+) h$/
  const [, now, was] = kept.exec(rules({ tokens: { retention: '1d' } })) ?? []
  assert.equal(Number(now) - Number(was), 24)
  assert.match(rules({ tokens: { safePeriod: '3h' } }), kept)
  assert.equal(rules({ tokens: { enabled: false } }), 'rules.tokens.enabled is false, was true')
  assert.equal(rules({ tokens: { blastRows: 7 } }), 'rules.tokens.blastRows is 7, was not set')
  assert.match(rules({ tokens: { blastShare: 0.7 } }), /^rules.tokens.blastShare is 0.7, was /)
  assert.match(told(of({ limits: { ...limits, blastRows: 7 } })), /^limits.blastRows is 7, was /)
  assert.match(told(of({ limits: { ...limits, blastShare: 0.7 } })), /^limits.blastShare is 0.7, /)
  const off = told(of({ archive: { mode: 'off', storageClass: 'STANDARD' } }))
  assert.match(off, /^archive.mode is off, was /)
  const zone = (written: string) =>
    of(
      {},
      databases.map((one) => ({ ...one, times: { ...utc, written } })),
    )
  assert.match(told(zone('Asia/Tokyo')), /^times.written of apim \(one\) is Asia.Tokyo, was UTC$/)
  assert.equal(told(of({}, [])), 'apim (one) is no longer among the databases')
  // Whether it is left out, PlanRun finds when it reads its schema.
  const more = { name: 'more', statementsHash: '', empty: [], times: utc }
  assert.equal(told(of({}, [...databases, more])), '')
  // A source of which the run had no database is not in its plan, and the settings have it.
  const two = { ...of(), sources: [...of().sources, { name: 'two', databases: [more] }] }
  assert.deepEqual(changedSettings(of(), two), [])
})

test('a confirmation holds though the settings name the databases in another order', () => {
  const databases = ['apim', 'more'].map((name) => ({
    ...{ name, statementsHash: '', empty: [], times: utc },
  }))
  const found = measured(1, 1)
  assert.equal(termsOf(run(), databases, found), termsOf(run(), databases.toReversed(), found))
})
