import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expired } from '../../functions/purge/snapshot-retention.ts'

const of = (marks: string) =>
  [...marks].map((mark, taken) => ({ id: `${taken}`, taken, succeeded: mark === 's' }))

test("the last successful runs' snapshots are kept, and what is older goes, failed runs' too", () => {
  assert.deepEqual(expired(of('sfssfs'), 2).sort(), ['0', '1', '2'])
})

test("a failed run's snapshot outlives the next success: it may be the one to restore rows from", () => {
  assert.deepEqual(expired(of('fs'), 1), ['0'])
  assert.deepEqual(expired(of('sfs'), 2), [])
  assert.deepEqual(expired(of('sfs'), 4), [])
})

test('as long as fewer runs succeeded than are kept, nothing goes', () => {
  assert.deepEqual(expired(of('ffs'), 2), [])
  assert.deepEqual(expired(of('fff'), 1), [])
})
