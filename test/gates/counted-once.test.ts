import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measured } from '../../functions/contract/evidence.ts'
import { countsForPurge, stillCounts } from '../../functions/gates/counted-once.ts'

test("the count for the gates is the purge's too only in a purge of which nobody is asked", () => {
  assert.equal(countsForPurge({ mode: 'purge' }), true)
  assert.equal(countsForPurge({ mode: 'purge', approval: { deadline: '1h' } }), false)
  assert.equal(countsForPurge({ mode: 'plan' }), false)
})

test('a count is taken over for half an hour, and only with the rosters that it wrote', () => {
  const at = '2026-11-28T03:00:00.000Z'
  const stands = (measured: Partial<Measured>, minutes: number) =>
    stillCounts({ databases: [], at, ...measured }, Date.parse(at) + minutes * 60_000)
  assert.equal(stands({ rosters: true }, 0), true)
  assert.equal(stands({ rosters: true }, 30), true)
  assert.equal(stands({ rosters: true }, 31), false)
  assert.equal(stands({ rosters: true }, -1), false)
  assert.equal(stands({ rosters: true, at: undefined }, 0), false)
  assert.equal(stands({}, 0), false)
})
