import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whileRunning } from '../../bench/standstill.ts'

test('a request that a standstill of the load itself has touched does not count, others do', () => {
  const requests = [
    { from: 0, to: 5 },
    { from: 8, to: 60 },
    { from: 20, to: 40 },
    { from: 45, to: 300 },
    { from: 50, to: 90 },
  ]
  assert.deepEqual(whileRunning(requests, [{ from: 10, to: 50 }]), [5, 40])
  assert.deepEqual(whileRunning(requests, []), [5, 52, 20, 255, 40])
})
