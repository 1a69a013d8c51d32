import assert from 'node:assert/strict'
import { DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds'
import { cloud, rds, restore, snapshotOf, type Tries } from './try.ts'

const as = 'InvalidParameterCombination'
const Timezone = 'Central Standard Time'
const instance = {
  Engine: 'sqlserver-se',
  LicenseModel: 'license-included',
  Timezone,
  StorageType: 'gp3',
  AllocatedStorage: 100,
}
const DBSnapshotIdentifier = await snapshotOf(instance)
const huge = await snapshotOf({ ...instance, AllocatedStorage: 8000, Iops: 4000 })
const gp3 = (Iops: number, StorageThroughput?: number, snapshot = DBSnapshotIdentifier) =>
  restore({ DBSnapshotIdentifier: snapshot, StorageType: 'gp3', Iops, StorageThroughput })
const io1 = (Iops: number, snapshot = DBSnapshotIdentifier) =>
  restore({ DBSnapshotIdentifier: snapshot, StorageType: 'io1', Iops })
const asked = (more: object) => restore({ DBSnapshotIdentifier, ...more })

async function eachRefused(...calls: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const call of calls) await assert.rejects(call(), { name: as })
}

export const rdsSqlServerTries: Tries = {
  'sqlserver-gp3-of-any-size': {
    refused: async () => {
      await eachRefused(
        () => gp3(2999),
        () => gp3(3000, 124),
        () => gp3(16_000, 1001),
      )
      return gp3(16_001)
    },
    as,
    taken: async () => {
      const { Iops, StorageThroughput } = await gp3(16_000, 1000)
      assert.deepEqual([Iops, StorageThroughput], [16_000, 1000])
    },
  },
  'sqlserver-gp3-by-size': {
    refused: () => gp3(3999, undefined, huge),
    as,
    taken: () => gp3(4000, undefined, huge),
  },
  'sqlserver-io1-by-size': {
    refused: async () => {
      await eachRefused(() => io1(5001))
      return io1(7999, huge)
    },
    as,
    taken: async () => {
      await io1(5000)
      return io1(64_000, huge)
    },
  },
  'sqlserver-restore-names-no-size': {
    refused: () => asked({ AllocatedStorage: 200 }),
    as,
    taken: async () => assert.equal((await asked({})).AllocatedStorage, 100),
  },
  'sqlserver-licence': {
    refused: () => asked({ LicenseModel: 'general-public-license' }),
    as,
    taken: async () => {
      assert.equal((await asked({})).LicenseModel, 'license-included')
      const { LicenseModel } = await asked({ LicenseModel: 'bring-your-own-media' })
      assert.equal(LicenseModel, 'bring-your-own-media')
    },
  },
  'sqlserver-ports': {
    refused: async () => {
      for (const Port of [1234, 3260, 3343, 3389, 47_001, 49_152, 49_156])
        await eachRefused(() => asked({ Port }))
      return asked({ Port: 1434 })
    },
    as,
    taken: () => asked({ Port: 1433 }),
  },
  'sqlserver-time-zone': {
    shown: async () => {
      const described = new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier })
      assert.equal((await rds.send(described)).DBSnapshots?.[0]?.Timezone, Timezone)
      assert.equal((await asked({})).Timezone, Timezone)
    },
  },
  'sqlserver-mirroring-is-restored': {
    shown: async () => {
      const of = async (OptionGroupName: string) =>
        (await asked({ OptionGroupName, MultiAZ: false })).MultiAZ
      cloud.rds.optionGroups.set('with-mirroring', [{ OptionName: 'Mirroring' }])
      assert.deepEqual([await of('with-mirroring'), await of('local-options')], [true, false])
    },
  },
}
