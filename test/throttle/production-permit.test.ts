import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controlSchema, type Control } from '../../functions/contract/control.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import type { OwnLevels, Metric, ThrottleState } from '../../functions/contract/throttle.ts'
import { productionPermit, type Look } from '../../functions/throttle/production-permit.ts'
import { pattern } from '../pattern.ts'

/** A production whose metrics and control a test sets as time goes on. */
function scene({
  levels = {},
  patience = 600_000,
  state,
}: {
  levels?: OwnLevels
  patience?: number
  state?: ThrottleState
} = {}) {
  let [now, looks, spent] = [0, 0, false]
  let control: Control = controlSchema.parse({ stop: false })
  let seen: Look | ((at: number) => Look) = { metrics: [], statement: null, commit: null }
  const notes: [string, number, boolean, string][] = []
  const permit = productionPermit({
    clock: {
      now: () => now,
      sleep: async (milliseconds) => void (now += milliseconds),
      random: () => 0.5,
    },
    date: () => Date.parse('2026-11-28T01:00:00Z') + now,
    spent: () => spent,
    share: 0.5,
    levels,
    patience,
    state,
    control: async () => {
      if (control.stop) throw new NamedError('PurgeStopped', 'stopped')
      return control
    },
    look: async () => (looks++, typeof seen === 'function' ? seen(now) : seen),
    tell: ({ what, reasons }, seconds, changed) =>
      void notes.push([what, seconds, changed, reasons.join('; ')]),
  })
  return {
    permit,
    notes,
    see: (next: typeof seen) => void (seen = next),
    metrics: (...metrics: readonly (readonly [Metric['name'], number | null])[]) =>
      void (seen = {
        metrics: metrics.map(([name, value]) => ({ name, of: '', value })),
        statement: null,
        commit: null,
      }),
    control: (next: object) => void (control = controlSchema.parse({ stop: false, ...next })),
    stop: () => void (control = controlSchema.parse({ stop: true })),
    pass: (milliseconds: number) => void (now += milliseconds),
    spend: () => void (spent = true),
    looks: () => looks,
    now: () => now,
  }
}

test('at ease it goes at the share of the environment, and looks every five seconds', async () => {
  const { permit, pass, looks, notes } = scene()
  for (let at = 0; at < 20; at++) {
    assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
    pass(500)
  }
  assert.deepEqual([looks(), notes], [2, []])
})

test('slows down by the factor, says so once, and goes on as before', async () => {
  const { permit, metrics, pass, notes } = scene()
  metrics(['cpu', 85])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.2, batchMilliseconds: undefined })
  pass(5000)
  metrics(['cpu', 82.5])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.275, batchMilliseconds: undefined })
  pass(5000)
  metrics(['cpu', 10])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
  assert.deepEqual(notes, [
    ['slow', 0, true, 'cpu is 85 % (slow from 75)'],
    ['go', 0, true, ''],
  ])
})

test('it keeps the metrics of its last verdict with their levels, and no others', async () => {
  const { permit, metrics, control, pass } = scene({ levels: { 'replica-lag': 'off' } })
  assert.equal(permit.state().judged, null)
  metrics(['cpu', 85], ['replica-lag', 40], ['disk-queue', null])
  control({ levels: { cpu: { abort: 99 } } })
  await permit.permit()
  pass(5000)
  metrics(['cpu', 20.5], ['replica-lag', 41])
  await permit.permit()
  assert.deepEqual(permit.state().judged, {
    at: '2026-11-28T01:00:25.000Z',
    metrics: [
      { name: 'cpu', of: '', value: 20.5, level: { slow: 75, pause: 90, abort: 99 } },
      { name: 'replica-lag', of: '', value: 41, level: undefined },
    ],
  })
})

test('a short pause is waited for in place', async () => {
  const { permit, see, now, notes } = scene()
  see((at) => ({
    metrics: [{ name: 'cpu', of: '', value: at < 12_000 ? 95 : 10 }],
    statement: null,
    commit: null,
  }))
  assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
  assert.equal(now(), 15_000)
  assert.deepEqual(
    notes.map(([what, seconds, changed]) => [what, seconds, changed]),
    [
      ['pause', 0, true],
      ['pause', 5, false],
      ['pause', 10, false],
      ['go', 0, true],
    ],
  )
  assert.equal(permit.waitSeconds(), 0)
})

test('a long pause is a Wait of the state machine, and the next call does not wait in place again', async () => {
  const one = scene()
  one.metrics(['cpu', 95])
  assert.deepEqual(await one.permit.permit(), { go: false })
  assert.deepEqual([one.now(), one.permit.waitSeconds()], [20_000, 60])
  const next = scene({ state: one.permit.state() })
  next.metrics(['cpu', 96])
  next.pass(80_000)
  assert.deepEqual(await next.permit.permit(), { go: false })
  assert.deepEqual([next.now(), next.permit.waitSeconds()], [80_000, 60])
  // The same pause goes on: no change of mind.
  assert.deepEqual(
    next.notes.map(([what, seconds, changed, reason]) => [what, seconds, changed, reason]),
    [['pause', 80, false, 'cpu is 95 % (pause from 90)']],
  )
})

test('a pause has an end: the run stops, resumable, with the reasons of now', async () => {
  const { permit, metrics, pass } = scene({ patience: 600_000 })
  metrics(['cpu', 95])
  assert.deepEqual(await permit.permit(), { go: false })
  pass(600_000)
  metrics(['cpu', 97], ['replica-lag', 40])
  await assert.rejects(permit.permit(), {
    name: 'Throttled',
    message: pattern(
      /^Production has made the purge pause for 10 minutes, the limit of throttle\.patience: /,
      /cpu is 97 % \(pause from 90\); replica-lag is 40 s \(pause from 30\)\. Committed /,
      /deletes are kept.*start another run: npx drydock run --mode purge;/,
    ),
  })
})

test('past an abort level it ends at once', async () => {
  const { permit, metrics, now } = scene()
  metrics(['free-storage', 1])
  await assert.rejects(permit.permit(), {
    name: 'Throttled',
    message: /^Production has reached an abort level: free-storage is 1 GiB \(abort from 2\)/,
  })
  assert.equal(now(), 0)
})

test('the control parameter changes share, step, levels and pause before the next step, whatever was seen a moment ago', async () => {
  const { permit, control, metrics } = scene()
  metrics(['cpu', 60])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
  control({ productionShare: 0.1, batchMilliseconds: 50 })
  assert.deepEqual(await permit.permit(), { go: true, share: 0.1, batchMilliseconds: 50 })
  control({ levels: { cpu: { slow: 50, pause: 60 } } })
  assert.deepEqual(await permit.permit(), { go: false })
  control({ pause: true })
  assert.deepEqual(await permit.permit(), { go: false })
  control({})
  assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
})

test('what the function has no time for any more is not waited for', async () => {
  const { permit, metrics, spend, now } = scene()
  metrics(['cpu', 95])
  spend()
  assert.deepEqual(await permit.permit(), { go: false })
  assert.deepEqual([now(), permit.waitSeconds()], [0, 60])
})

test('a slow commit slows the purge down, against its first minutes, and a pause for it ends by itself', async () => {
  const { permit, see, pass, notes } = scene()
  see({ metrics: [], statement: 1, commit: 20 })
  for (let at = 0; at < 8; at++) {
    assert.equal((await permit.permit()).go, true)
    pass(5000)
  }
  see({ metrics: [], statement: 1, commit: 130 })
  assert.deepEqual(await permit.permit(), {
    go: true,
    share: 0.5 * 0.55,
    batchMilliseconds: undefined,
  })
  pass(5000)
  // While it pauses there is no commit to tell by.
  let first = true
  see(() =>
    first
      ? ((first = false), { metrics: [], statement: 1, commit: 300 })
      : { metrics: [], statement: 1, commit: null },
  )
  assert.deepEqual(await permit.permit(), { go: true, share: 0.5, batchMilliseconds: undefined })
  assert.deepEqual(
    notes.map(([what, , , reason]) => [what, reason]),
    [
      ['slow', 'commit-latency is 6.5 times the value of the first minutes (slow from 3)'],
      ['pause', 'commit-latency is 15 times the value of the first minutes (pause from 10)'],
      ['go', ''],
    ],
  )
})

test('a stop or a pause that comes while production is looked at holds the next range', async () => {
  const { permit, see, control, pass, notes } = scene()
  see(() => {
    pass(25_000)
    control({ pause: true })
    return { metrics: [], statement: null, commit: null }
  })
  assert.deepEqual(await permit.permit(), { go: false })
  assert.equal(notes.at(-1)?.[0], 'pause')
  const other = scene()
  other.see(() => {
    other.stop()
    return { metrics: [], statement: null, commit: null }
  })
  await assert.rejects(other.permit.permit(), { name: 'PurgeStopped' })
})
