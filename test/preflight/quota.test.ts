import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quota } from '../../functions/preflight/quota.ts'
import type { SourceFacts } from '../../functions/preflight/scene.ts'
import { facts } from './preflight-scene.ts'

test('the clones of all sources are asked for together: they exist at once', () => {
  const GiB = 2 ** 30
  const instance = { kind: 'instance', snapshot: 'instance', storage: 100 * GiB } as const
  const cluster = { kind: 'cluster', snapshot: 'cluster', storage: null } as const
  const multiAz = { ...instance, snapshot: 'cluster' } as const
  const judge = (clones: SourceFacts['clones'], name: string, left: number) => {
    const quotas = [{ name, used: 1000 - left, most: 1000 }]
    const { level, detail } = quota({ ...facts, clones, quotas }, 'rehearse')
    return `${level}: ${detail}`
  }
  assert.match(judge([instance], 'DBInstances', 1), /^passed/)
  assert.match(
    judge([instance, instance], 'DBInstances', 1),
    /^failed: The quotas do not suffice for 2 more instances \(DBInstances: 999 of 1,000 used\)\./,
  )
  assert.match(judge([instance, cluster], 'DBInstances', 1), /^failed: .* 2 more instances/)
  assert.match(judge([instance, cluster], 'DBClusters', 1), /^passed/)
  assert.match(judge([instance, instance, cluster], 'AllocatedStorage', 200), /^passed/)
  assert.match(
    judge([instance, instance], 'AllocatedStorage', 199),
    /^failed: .* 200 GiB of storage for the clones \(AllocatedStorage: 801 of 1,000 used\)/,
  )
  assert.match(judge([instance, instance], 'ManualSnapshots', 1), /^failed: .*2 more snapshots/)
  // The clone of a Multi-AZ DB cluster is an instance, its snapshot a cluster's.
  assert.match(judge([multiAz], 'ManualClusterSnapshots', 0), /^failed: .*one more cluster snap/)
  assert.match(judge([multiAz, multiAz], 'DBInstances', 1), /^failed: .*2 more instances/)
  assert.match(judge([multiAz], 'AllocatedStorage', 99), /^failed/)
  assert.match(judge([multiAz, cluster], 'DBClusters', 1), /^passed/)
  assert.match(judge([multiAz], 'ManualSnapshots', 0), /^warning: The account's quotas could not/)
  assert.match(judge([instance], 'Other', 1), /^warning: The account's quotas could not be read/)
})
