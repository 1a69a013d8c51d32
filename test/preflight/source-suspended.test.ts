import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SourceState } from '../../functions/preflight/scene.ts'
import { sourceReady } from '../../functions/preflight/source.ts'

const state: SourceState = {
  status: 'available',
  standing: 'usable',
  key: null,
  vpc: null,
  port: 1433,
  replicaOf: null,
  suspended: 'SQL Server, though it is Multi-AZ',
  pending: [],
}
const look = (suspended: string | null, mode: 'plan' | 'rehearse') =>
  sourceReady({ kind: 'instance', source: 'apim', state: { ...state, suspended } }, undefined, mode)

test('who takes a snapshot that suspends production is told before', () => {
  const [found] = look(state.suspended, 'rehearse')
  assert.equal(found?.level, 'warning')
  assert.match(found?.detail ?? '', /suspends the I\/O of apim .*\(SQL Server, though it is Multi-/)
  assert.equal(look(state.suspended, 'plan')[0]?.level, 'passed')
  assert.equal(look(null, 'rehearse')[0]?.level, 'passed')
})
