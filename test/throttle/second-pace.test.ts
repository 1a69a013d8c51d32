import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelsOf } from '../../functions/contract/throttle.ts'
import { beginning, follow } from '../../functions/throttle/pace-control.ts'
import { PaceFollower } from '../../functions/throttle/pace-follower.ts'
import type { Pulse } from '../../functions/throttle/pace-pulse.ts'
import { meanShare, type Step } from './model-server.ts'
import { comesAndGoes, each, until } from './pace-runs.ts'

const calm: Pulse = { running: 0, statement: 1, commit: 5 }

/** The share of the time from an instant on that a second connection was there. */
const second = (steps: readonly Step[], from: number): number => {
  const later = steps.filter(({ at }) => at >= from)
  return later.filter(({ connections }) => connections === 2).length / later.length
}

test('with nobody there a second connection joins within 10 s, and stays', () => {
  const runs = each({ vcpus: 4, load: () => 0 }, 120)
  const from = until(runs, 0, (_, connections) => connections === 2)
  assert.ok(from > 1 && from <= 10, `after ${from} s`)
  for (const steps of runs) assert.ok(second(steps, 15) > 0.95, String(second(steps, 15)))
})

test('the second connection goes with the first sign of a load, and is back within 20 s after it', () => {
  for (const [vcpus, load] of [
    [4, 2],
    [16, 8],
  ] as const) {
    const runs = each({ vcpus, load: comesAndGoes(load) }, 150)
    const away = until(runs, 30, (_, connections) => connections === 1)
    assert.ok(away <= 5, `${vcpus} vCPUs: away after ${away} s`)
    for (const steps of runs)
      for (const { share, connections } of steps) assert.ok(share === 1 || connections === 1)
    const back = until(runs, 90, (_, connections) => connections === 2)
    assert.ok(back <= 20, `${vcpus} vCPUs: back after ${back} s`)
  }
})

test('a second connection that makes commits late is tried ever more rarely', () => {
  for (const steps of each({ vcpus: 4, load: () => 0, secondCosts: 5 }, 240)) {
    assert.ok(second(steps, 0) > 0)
    assert.ok(second(steps, 120) < 0.1, String(second(steps, 120)))
    assert.ok(meanShare(steps, 120, 240) > 0.95)
  }
})

test('only an answer that is late beside a second connection, without others, has it wait longer', () => {
  const after = (pulses: readonly Pulse[]) =>
    pulses.reduce((of, pulse) => follow(of, pulse, 1, 1), beginning(0.5))
  const late = { ...calm, statement: null }
  const calmly = (many: number) => Array<Pulse>(many).fill(calm)
  const [one, two] = [calmly(30), calmly(60)]
  assert.deepEqual([after(one).connections, after(two).connections], [1, 2])
  assert.equal(after([...two, late]).secondAfter, 80)
  assert.equal(after([...one, late]).secondAfter, 40)
  const used = { ...calm, running: 4 }
  assert.equal(after([...two, used, used]).connections, 2)
  assert.equal(after([...two, used, used, { ...used, statement: null }]).secondAfter, 40)
})

test('a pause that came beside a second connection has it wait for twice as many calm answers', async () => {
  const follower = new PaceFollower({
    clock: { now: () => 0, sleep: async () => undefined },
    ask: async () => calm,
    standing: 0.5,
    learned: null,
  })
  const pulses = (connections: 1 | 2): number => {
    for (let number = 1; ; number++) {
      follower.looked(calm)
      if (follower.next(1, 1, levelsOf()).connections === connections) return number
    }
  }
  assert.equal(pulses(2), 40)
  // As often as production is looked at meanwhile.
  for (let look = 0; look < 3; look++) follower.paused()
  assert.equal(pulses(2), 80)
})

test('below all of the time there is one connection', () => {
  for (const steps of each({ vcpus: 16, load: () => 0, ceiling: 0.95 }, 60))
    assert.equal(second(steps, 0), 0)
})
