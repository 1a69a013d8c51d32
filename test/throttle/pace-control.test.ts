import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levelsOf } from '../../functions/contract/throttle.ts'
import { beginning, follow, type Following } from '../../functions/throttle/pace-control.ts'
import { PaceFollower } from '../../functions/throttle/pace-follower.ts'
import type { Pulse } from '../../functions/throttle/pace-pulse.ts'
import { meanShare } from './model-server.ts'
import { comesAndGoes, each, until } from './pace-runs.ts'

test('with nobody there it begins at its ceiling within half a second, and stays', () => {
  for (const [ceiling, always] of [
    [1, 0],
    [1, 3],
    [0.4, 0],
    [0.1, 0],
  ] as const) {
    const runs = each({ vcpus: 2, load: () => 0, always, standing: 3, ceiling }, 60)
    for (const steps of runs) {
      assert.ok((steps[0]?.at ?? 1) < 0.5 && (steps[0]?.share ?? 0) >= 0.95 * ceiling)
      assert.ok(meanShare(steps, 0.5, 60) > 0.95 * ceiling)
    }
  }
})

test('gives way to a load within 10 s, and is back within 10 s after it', () => {
  for (const [vcpus, load] of [
    [2, 0.4],
    [2, 0.8],
    [4, 2],
    [16, 8],
    [16, 14],
  ] as const) {
    const runs = each({ vcpus, load: comesAndGoes(load) }, 120)
    const [away, back] = [
      until(runs, 30, (share) => share <= 0.25),
      until(runs, 90, (share) => share >= 0.95),
    ]
    assert.ok(away <= 10, `${vcpus} vCPUs, ${load}: away after ${away} s`)
    assert.ok(back <= 10, `${vcpus} vCPUs, ${load}: back after ${back} s`)
  }
})

test('beside a steady load it settles: the larger the load, the lower', () => {
  const settled = [0.05, 0.2, 0.4, 0.8].map((load) => {
    const runs = each({ vcpus: 2, load: () => load }, 120)
    const means = runs.map((steps) => meanShare(steps, 30, 120))
    return means.reduce((sum, one) => sum + one, 0) / means.length
  })
  for (const [at, share] of settled.entries())
    assert.ok(at === 0 || share <= (settled[at - 1] ?? 1), settled.join(' '))
  assert.ok((settled[0] ?? 0) > 0.5 && (settled[2] ?? 1) < 0.4, settled.join(' '))
  // Beside a load that leaves no doubt it does not swing.
  const late = each({ vcpus: 2, load: () => 0.8 }, 120).flatMap((steps) =>
    steps.filter(({ at }) => at > 15),
  )
  assert.ok(late.filter(({ share }) => share > 0.3).length < 0.02 * late.length)
})

test('a load that is there from the start is given way to as one that comes', () => {
  const runs = each({ vcpus: 2, load: (at) => (at < 60 ? 0.8 : 0) }, 90)
  for (const steps of runs) {
    assert.equal(steps[0]?.share, 0.25)
    assert.ok(meanShare(steps, 0.5, 60) < 0.26)
  }
  assert.ok(until(runs, 60, (share) => share >= 0.95) <= 10)
})

test('an even load is given way to from the first, whatever the call before has learned', () => {
  // Each vCPU always has one: none of them is taken for a session that always runs, but for one.
  for (const [vcpus, always] of [
    [2, 2],
    [4, 3],
    [8, 5],
  ] as const)
    for (const steps of each({ vcpus, load: () => 0, always }, 60))
      assert.ok(meanShare(steps, 0, 60) <= 0.25)
})

test('others on most of the vCPUs of a large server are in nobody’s way', () => {
  for (const steps of each({ vcpus: 16, load: () => 2, always: 5, standing: 5 }, 60))
    assert.ok(meanShare(steps, 10, 60) > 0.9)
})

const calm: Pulse = { running: 0, statement: 1, commit: 5 }
const after = (pulses: readonly Pulse[]): Following =>
  pulses.reduce((following, pulse) => follow(following, pulse, 1, 1), beginning(0.5))
const calmly = (pulses: number): Pulse[] => Array.from({ length: pulses }, () => calm)

test('a load that comes and does not change is given way to for as long as it stays', () => {
  const beside = (running: number) => ({ ...calm, running })
  const steady = Array.from({ length: 200 }, () => beside(1))
  assert.equal(after([...calmly(30), ...steady]).share, 0.25)
  const slowly = Array.from({ length: 200 }, (_, at) => beside(at / 200))
  assert.equal(after([...calmly(30), ...slowly]).share, 0.25)
  assert.equal(after([...calmly(30), ...steady, ...calmly(30)]).share, 1)
})

test('one outlier changes nothing, whatever it is of', () => {
  const outliers: Partial<Pulse>[] = [{ running: 20 }, { statement: 5_000 }, { commit: 5_000 }]
  for (const outlier of outliers)
    assert.equal(after([...calmly(30), { ...calm, ...outlier }, ...calmly(3)]).share, 1)
})

test('a commit that takes longer since batches have grown is no reason; one of three times is', () => {
  const commits = (milliseconds: number) => ({ ...calm, commit: milliseconds })
  const grown = [5, 10, 20, 30, 40, 50, 50, 50, 50, 50].map(commits)
  assert.equal(after([...calmly(30), ...grown]).share, 1)
  const late = after([...calmly(30), ...[61, 61, 61, 61, 61].map(commits)])
  assert.ok(late.share < 1 && late.reasons.length === 1)
  // A pulse without a commit, as while rows are read, tells nothing new.
  assert.equal(after([...calmly(30), { ...calm, commit: null }]).share, 1)
})

test('no answer is the worst answer', () => {
  const silent = { ...calm, statement: null }
  assert.equal(follow(after(calmly(30)), silent, 1, 1).share, 0.5)
  assert.equal(after([...calmly(30), silent, silent, silent, silent]).share, 0.1)
  const blind = { ...calm, running: null }
  assert.equal(after([...calmly(30), blind, blind]).share, 0.25)
  // A server that never told is judged by what it tells.
  assert.equal(after(Array.from({ length: 30 }, () => blind)).share, 1)
})

const value = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 200, noNaN: true }))
const pulse: fc.Arbitrary<Pulse> = fc.record({
  running: fc.option(value),
  statement: fc.option(value),
  commit: fc.option(value),
})

test('for any pulses, it is never above its ceiling nor what the levels leave of it, nor nothing', () => {
  const moment = fc.record({
    pulse,
    ceiling: fc.double({ min: 0.01, max: 1, noNaN: true }),
    factor: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
      let now = 0
      const follower = new PaceFollower({
        clock: { now: () => now, sleep: async () => undefined },
        ask: () => Promise.reject(new Error()),
        standing: 0.5,
        learned: null,
      })
      for (const { pulse: felt, ceiling, factor } of moments) {
        follower.looked(felt)
        const { share } = follower.next(ceiling, factor, levelsOf())
        assert.ok(share > 0 && share <= ceiling * factor)
        now += 500
      }
    }),
  )
})

test('for any pulses, a worse one is never faster', () => {
  fc.assert(
    fc.property(
      fc.array(pulse, { maxLength: 40 }),
      fc.boolean(),
      fc.record({ running: value, statement: value, commit: value }),
      fc.record({ running: value, statement: value, commit: value }),
      (before, rested, last, more) => {
        const following = after(rested ? [...before, ...calmly(100)] : before)
        const worse = {
          running: last.running + more.running,
          statement: last.statement + more.statement,
          commit: last.commit + more.commit,
        }
        for (const what of ['share', 'connections'] as const) {
          const next = (felt: Pulse) => follow(following, felt, 1, 1)[what]
          assert.ok(next(worse) <= next(last))
          assert.ok(next({ ...last, statement: null }) <= next(last))
        }
      },
    ),
  )
})
