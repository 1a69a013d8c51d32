import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOfCalls } from '../../functions/jobs/time-of-calls.ts'

const at = (second: number) => new Date(Date.UTC(2026, 2, 1) + second * 1000).toISOString()
const call = (began: number, ended: number, done: boolean, error: string | null = null) => ({
  began: at(began),
  ended: at(ended),
  done,
  error,
  notes: [],
})

test("a step lasts from its first call to that which ended its work; a clone's deletion is found done by a run that fails later", () => {
  const waiting = timeOfCalls(undefined, call(0, 1, false))
  const deleted = timeOfCalls(waiting, call(30, 31, true))
  assert.deepEqual(deleted, {
    startedAt: at(0),
    endedAt: at(31),
    calls: 2,
    done: true,
    error: null,
  })
  const again = timeOfCalls(deleted, call(7200, 7201, true))
  assert.deepEqual(again, { ...deleted, calls: 3 })
  const failed = timeOfCalls(deleted, call(7200, 7201, false, 'AwsUnavailable'))
  assert.deepEqual([failed.endedAt, failed.error], [at(7201), 'AwsUnavailable'])
})

test('a failed call is noted with the time until the next', () => {
  const failed = timeOfCalls(undefined, call(0, 1, false, 'AwsUnavailable'))
  assert.deepEqual(timeOfCalls(failed, call(11, 12, true)).notes, [
    {
      at: at(1),
      what: 'retry',
      seconds: 10,
      reasons: ['AwsUnavailable: the step was called again'],
    },
  ])
})
