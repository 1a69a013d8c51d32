import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { metricsTold } from '../../functions/preflight/metrics.ts'

/** CloudWatch answers from its nth look on. */
const answering = (from: number) => {
  let looks = 0
  return async () => ({
    metrics:
      ++looks < from
        ? [{ name: 'cloudwatch' as const, of: '', value: null }]
        : [{ name: 'cpu' as const, of: '', value: 1 }],
    statement: 1,
    commit: null,
  })
}
const told = (from: number) =>
  metricsTold({ look: answering(from), mode: 'purge', dialect: mysql, throttle: { levels: {} } })

test('a metric that is missing for a moment does not stop a run', async () => {
  assert.equal((await told(5)).level, 'passed')
})

test('a metric that stays missing stops the purge, with a remedy', async () => {
  const { level, detail, remedy } = await told(6)
  assert.equal(level, 'failed')
  assert.match(detail, /cloudwatch could not be read/)
  assert.match(remedy, /interface endpoint for monitoring/)
})
