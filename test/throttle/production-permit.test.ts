import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pattern } from '../pattern.ts'
import { full, scene, shares, warm } from './permit-scene.ts'

test('at ease it begins at the share of the environment, and looks every five seconds', async () => {
  const at = scene()
  assert.deepEqual(await at.permit.permit(), full)
  assert.ok(at.now() < 500)
  await warm(at)
  await warm(at)
  assert.deepEqual([at.looks(), at.notes], [2, []])
  assert.equal(at.permit.state().share, 0.5)
})

test('at all of the time and calm it allows a second connection, and no longer than the switch does', async () => {
  const at = scene()
  const given: unknown[] = []
  at.control({ productionShare: 1 })
  for (let step = 0; step < 40; step++, at.pass(250)) given.push(await at.permit.permit())
  assert.deepEqual(given[0], { ...full, share: 1 })
  assert.deepEqual(given.at(-1), { ...full, share: 1, connections: 2 })
  await at.permit.permit()
  at.control({ productionShare: 0.9 })
  assert.deepEqual(await at.permit.permit(), { ...full, share: 0.9 })
})

test('gives way at once when others use production, in shorter batches, says so, and comes back', async () => {
  const at = scene()
  await warm(at)
  at.pulse({ running: 1 })
  const given = []
  for (let step = 0; step < 6; step++, at.pass(250)) given.push(await at.permit.permit())
  assert.deepEqual(shares(given), [0.5, 0.5, 0.5, 0.25, 0.25, 0.25])
  assert.deepEqual(given[3], { go: true, share: 0.25, batchMilliseconds: 50 })
  assert.equal(at.permit.state().current.what, 'slow')
  at.pulse({ running: 0 })
  const back = []
  for (let step = 0; step < 32; step++, at.pass(250)) back.push(await at.permit.permit())
  assert.deepEqual(back.at(-1), full)
  assert.deepEqual(at.notes, [
    ['slow', 0, true, 'running-threads is 1 per vCPU (gives way from 0.5)'],
    ['go', 0, true, ''],
  ])
})

test('a latency that rises makes it give way to a tenth, which no metric that is off does', async () => {
  const at = scene()
  await warm(at)
  at.pulse({ statement: 40 })
  const given = []
  for (let step = 0; step < 8; step++, at.pass(500)) given.push(await at.permit.permit())
  assert.deepEqual(given.at(-1), { go: true, share: 0.05, batchMilliseconds: 50 })
  assert.deepEqual(
    at.notes.map(([what, , , reason]) => [what, reason]),
    [['slow', 'statement-latency is 4 times its lowest of late (gives way from 2)']],
  )
  const off = scene({ levels: { 'statement-latency': 'off' } })
  await warm(off)
  off.pulse({ statement: 40 })
  await warm(off)
})

test('slows down by the factor, says so once, and goes on as before', async () => {
  const at = scene()
  const { permit, metrics, pass, notes } = at
  await warm(at)
  metrics(['cpu', 85])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.2, batchMilliseconds: 50 })
  pass(5000)
  metrics(['cpu', 82.5])
  assert.deepEqual(await permit.permit(), { go: true, share: 0.275, batchMilliseconds: 50 })
  pass(5000)
  metrics(['cpu', 10])
  await warm(at)
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
    statement: 1,
    commit: null,
  }))
  // After a pause it asks anew whether others are there.
  assert.deepEqual(await permit.permit(), full)
  assert.equal(now(), 15_480)
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
  const at = scene()
  const { permit, control, metrics } = at
  metrics(['cpu', 60])
  await warm(at)
  control({ productionShare: 0.1, batchMilliseconds: 50 })
  assert.deepEqual(await permit.permit(), { go: true, share: 0.1, batchMilliseconds: 50 })
  control({ levels: { cpu: { slow: 50, pause: 60 } } })
  assert.deepEqual(await permit.permit(), { go: false })
  control({ pause: true })
  assert.deepEqual(await permit.permit(), { go: false })
  control({})
  assert.deepEqual(await permit.permit(), full)
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
    batchMilliseconds: 50,
  })
  pass(5000)
  // While it pauses there is no commit to tell by.
  let first = true
  see(() =>
    first
      ? ((first = false), { metrics: [], statement: 1, commit: 300 })
      : { metrics: [], statement: 1, commit: null },
  )
  assert.deepEqual(await permit.permit(), full)
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
    return { metrics: [], statement: 1, commit: null }
  })
  assert.deepEqual(await permit.permit(), { go: false })
  assert.equal(notes.at(-1)?.[0], 'pause')
  const other = scene()
  other.see(() => {
    other.stop()
    return { metrics: [], statement: 1, commit: null }
  })
  await assert.rejects(other.permit.permit(), { name: 'PurgeStopped' })
})
