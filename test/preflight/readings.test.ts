import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingsTold } from '../../functions/preflight/readings.ts'

/** CloudWatch answers from its nth look on. */
const answering = (from: number) => {
  let looks = 0
  return async () => ({
    readings:
      ++looks < from
        ? [{ name: 'cloudwatch' as const, of: '', value: null }]
        : [{ name: 'cpu' as const, of: '', value: 1 }],
    statement: 1,
    commit: null,
  })
}
const told = (from: number) =>
  readingsTold({ look: answering(from), mode: 'purge', throttle: { levels: {} } })

test('a reading that is missing for a moment does not stop a run', async () => {
  assert.equal((await told(5)).level, 'passed')
})

test('a reading that stays missing stops it, with what to do', async () => {
  const { level, detail, remedy } = await told(6)
  assert.equal(level, 'failed')
  assert.match(detail, /cloudwatch could not be read/)
  assert.match(remedy, /interface endpoint for monitoring/)
})
