import assert from 'node:assert/strict'
import { restore, restoreCluster, snapshotOf, small, type Tries } from './try.ts'

const as = 'InvalidParameterCombination'
const [large, provisioned] = await Promise.all([
  snapshotOf({ StorageType: 'gp3', AllocatedStorage: 400, Iops: 12_000, StorageThroughput: 500 }),
  snapshotOf({ StorageType: 'io1', AllocatedStorage: 100, Iops: 3000 }),
])
const tiny = await snapshotOf({ ...small, AllocatedStorage: 20 })
const of =
  (DBSnapshotIdentifier: string) =>
  (StorageType: string | undefined, more: object = {}) =>
    restore({ DBSnapshotIdentifier, StorageType, ...more })
const [ofSmall, ofLarge, ofIo1] = [of(await snapshotOf(small)), of(large), of(provisioned)]

export const rdsStorageTries: Tries = {
  'default-is-gp3': {
    shown: async () => {
      assert.equal((await ofSmall(undefined)).StorageType, 'gp3')
      assert.equal((await ofIo1(undefined, { Iops: 4000 })).StorageType, 'io1')
    },
  },
  'size-by-type': {
    refused: () => of(tiny)('io1', { Iops: 1000 }),
    as,
    taken: () => of(tiny)('io1', { Iops: 1000, AllocatedStorage: 100 }),
  },
  'provisioned-needs-iops': {
    refused: () => ofSmall('io2'),
    as,
    taken: () => ofSmall('io2', { Iops: 3000 }),
  },
  'iops-by-size': {
    refused: () => ofSmall('io1', { Iops: 5001 }),
    as,
    taken: () => ofSmall('io1', { Iops: 5000 }),
  },
  'io2-up-to-1000-for-a-gib': {
    refused: () => ofSmall('io2', { Iops: 100_001 }),
    as,
    taken: () => ofSmall('io2', { Iops: 100_000 }),
  },
  'small-gp3-as-it-is': {
    refused: async () => {
      await assert.rejects(ofSmall('gp3', { StorageThroughput: 125 }), { name: as })
      return ofSmall('gp3', { Iops: 3000 })
    },
    as,
    taken: async () => {
      const { Iops, StorageThroughput } = await ofSmall('gp3')
      assert.deepEqual([Iops, StorageThroughput], [3000, 125])
    },
  },
  'large-gp3-in-ranges': {
    refused: async () => {
      for (const more of [
        { Iops: 11_999 },
        { Iops: 64_001 },
        { Iops: 64_000, StorageThroughput: 4001 },
        { Iops: 12_000, StorageThroughput: 499 },
      ])
        await assert.rejects(ofLarge('gp3', more), { name: as }, JSON.stringify(more))
      return ofLarge('gp3')
    },
    as,
    taken: () => ofLarge('gp3', { Iops: 12_000, StorageThroughput: 500 }),
  },
  'throughput-by-iops': {
    refused: () => ofLarge('gp3', { Iops: 12_000, StorageThroughput: 3001 }),
    as,
    taken: () => ofLarge('gp3', { Iops: 12_000, StorageThroughput: 3000 }),
  },
  'much-gp3-needs-throughput': {
    refused: () => ofLarge('gp3', { Iops: 40_000, StorageThroughput: 624 }),
    as,
    taken: () => ofLarge('gp3', { Iops: 40_000, StorageThroughput: 625 }),
  },
  'throughput-is-gp3s': {
    refused: () => ofSmall('io1', { Iops: 3000, StorageThroughput: 500 }),
    as,
    taken: () => ofSmall('io1', { Iops: 3000 }),
  },
  'iops-come-from-the-backup': {
    refused: () => ofIo1('gp2'),
    as,
    taken: async () => {
      assert.equal((await ofIo1('gp2', { Iops: 0 })).StorageType, 'gp2')
      assert.equal((await ofIo1('io1')).Iops, 3000)
    },
  },
  'provisioned-to-small-gp3': {
    refused: () => ofIo1('gp3', { Iops: 0 }),
    as,
    taken: () => ofIo1('gp3'),
  },
  'storage-of-a-cluster': {
    refused: () => restoreCluster({ StorageType: 'gp3' }),
    as: 'InvalidParameterValue',
    taken: () => restoreCluster({ StorageType: 'aurora-iopt1' }),
  },
  'no-smaller-than-the-snapshot': {
    refused: () => ofSmall('gp3', { AllocatedStorage: 50 }),
    as,
    taken: () => ofSmall('gp3', { AllocatedStorage: 100 }),
  },
}
