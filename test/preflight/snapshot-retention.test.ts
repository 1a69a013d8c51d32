import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beyond, expired } from '../../functions/preflight/snapshot-retention.ts'

const of = (marks: string) =>
  [...marks].map((mark, taken) => ({ id: `${taken}`, taken, succeeded: mark === 's' }))

test("the last successful runs' snapshots are kept, and older ones deleted, including failed runs'", () => {
  assert.deepEqual(expired(of('sfssfs'), 2).sort(), ['0', '1', '2'])
})

test("a failed run's snapshot outlives the next success: it may be the one to restore rows from", () => {
  assert.deepEqual(expired(of('fs'), 1), ['0'])
  assert.deepEqual(expired(of('sfs'), 2), [])
  assert.deepEqual(expired(of('sfs'), 4), [])
})

test('no snapshot is deleted while fewer runs succeeded than are kept', () => {
  assert.deepEqual(expired(of('ffs'), 2), [])
  assert.deepEqual(expired(of('fff'), 1), [])
})

test('of failed runs the newest snapshots of each source are kept', () => {
  const of = (source: string, taken: number) => ({ source, taken })
  const all = [of('a', 1), of('b', 2), of('a', 3), of('a', 5), of('b', 4), of('a', Infinity)]
  assert.deepEqual(beyond(all, 2), [of('a', 3), of('a', 1)])
  assert.deepEqual(beyond(all, 50), [])
  assert.equal(beyond(all, 0).length, all.length)
})
