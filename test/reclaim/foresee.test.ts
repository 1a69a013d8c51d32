import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelsOf } from '../../functions/contract/throttle.ts'
import { replicasLag, tooManyChanges, tooShort } from '../../functions/reclaim/foresee.ts'

const MiB = 2 ** 20

test('changes are refused that do not fit beside the rebuild for as long as it may take', () => {
  // 100 s on the clone, 150 s here; 4 rows of 1 KiB for each change.
  const changes = { kept: 128 * MiB, length: 1024 }
  assert.equal(tooManyChanges({ ...changes, rate: 0 }, 100), null)
  assert.equal(tooManyChanges({ ...changes, rate: 218 }, 100), null)
  assert.equal(
    tooManyChanges({ ...changes, rate: 218.5 }, 100),
    '219 rows change per second, up to 128.0 MiB until it ends, and the server keeps 128.0 MiB ' +
      'of them before a rebuild fails',
  )
  assert.match(tooManyChanges({ ...changes, kept: null, rate: 0 }, 100) ?? '', /unknown/)
  assert.match(tooManyChanges({ ...changes, rate: null }, 100) ?? '', /unknown/)
})

test('a table whose rows count as empty still costs something for each change', () => {
  assert.notEqual(tooManyChanges({ kept: 128 * MiB, length: 0, rate: 10_000 }, 100), null)
})

test('replicas that would lag beyond the level at which a purge pauses are refused, unless that is accepted, and told in any case', () => {
  const replicas = { names: ['apim-replica'], accepted: false, levels: levelsOf({}) }
  const told = 'replicas run it again afterwards and lag by up to 30 s: apim-replica'
  assert.deepEqual(replicasLag({ ...replicas, names: [] }, 7200), { refused: null, told: '' })
  assert.deepEqual(replicasLag(replicas, 20), {
    refused:
      `${told}; replica-lag pauses a purge from 30 s (set "acceptReplicaLag" of "rebuilds" if ` +
      'they may)',
    told,
  })
  assert.deepEqual(replicasLag({ ...replicas, accepted: true }, 20), { refused: null, told })
  assert.equal(replicasLag(replicas, 19).refused, null)
  const unwatched = { ...replicas, levels: levelsOf({ 'replica-lag': 'off' }) }
  assert.equal(replicasLag(unwatched, 7200).refused, null)
})

test('a window that closes before the clone would have been done is not begun', () => {
  assert.equal(tooShort(3600, 3600), null)
  assert.equal(
    tooShort(1800, 3600),
    'the clone took 60 min, and only 30 min are left of the window or the run',
  )
  assert.match(tooShort(10, 45) ?? '', /the clone took 45 s, and only 10 s/)
})
