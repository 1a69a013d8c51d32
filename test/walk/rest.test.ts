import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rest } from '../../functions/walk/rest.ts'
import type { Permit } from '../../functions/walk/walk.ts'

/** The rests of 1 s of work of which 200 ms needed no database, by what each permit in it gives. */
async function rests(
  share: number,
  permits: readonly Permit[] = [],
  spentAfter = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const slept: number[] = []
  let asked = 0
  const along = {
    clock: {
      now: () => 0,
      sleep: async (ms: number) => void slept.push(Math.round(ms)),
      random: () => 0,
    },
    spent: () => slept.length >= spentAfter,
    permit: async (): Promise<Permit> => permits[asked++] ?? { go: true, share },
  }
  await rest(along, { go: true, share }, 1000, 1200)
  return slept
}

test('rests for its share of the time, less what needed no database', async () => {
  assert.deepEqual(await rests(0.5), [800])
  assert.deepEqual(await rests(0.9), [])
  assert.deepEqual(await rests(1), [])
  assert.deepEqual(await rests(0.1), [2000, 2000, 2000, 2000, 800])
})

test('a long rest ends early once production lets it work more, and lasts once it lets it less', async () => {
  assert.deepEqual(await rests(0.1, [{ go: true, share: 0.2 }]), [2000, 1800])
  const rising = [0.1, 0.25, 1].map((share) => ({ go: true, share }) as const)
  assert.deepEqual(await rests(0.1, rising), [2000, 2000])
  assert.deepEqual(await rests(0.25, [{ go: true, share: 0.125 }]).then((all) => all.length), 2)
})

test('a long rest is no longer than the time that is left, a pause or a stop', async () => {
  assert.deepEqual(await rests(0.1, [], 2), [2000, 2000])
  assert.deepEqual(await rests(0.1, [{ go: false }]), [2000])
})
