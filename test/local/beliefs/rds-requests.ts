import assert from 'node:assert/strict'
import {
  CreateDBClusterSnapshotCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds'
import {
  addMember,
  cloud,
  describe,
  name,
  rds,
  restore,
  restoreCluster,
  restored,
  restoredCluster,
  sharedCluster,
  snapshotOf,
  small,
  type Tries,
} from './try.ts'

const combination = 'InvalidParameterCombination'
const value = 'InvalidParameterValue'
const source = name()
const modify = (DBInstanceIdentifier: string, more: object) =>
  rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ApplyImmediately: true, ...more }))
const snapshot = (DBSnapshotIdentifier: string, DBInstanceIdentifier = source) =>
  rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier, DBInstanceIdentifier }))
const ofCluster = (DBClusterSnapshotIdentifier: string) =>
  rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterSnapshotIdentifier,
      DBClusterIdentifier: sharedCluster.cluster,
    }),
  )
const tagged = (Key: string, Value = 'x') => restore({ Tags: [{ Key, Value }] })
const page = (MaxRecords: number) => rds.send(new DescribeDBInstancesCommand({ MaxRecords }))
/** With the account as full as it may be. */
async function full(quota: string, call: () => Promise<unknown>): Promise<unknown> {
  const before = cloud.rds.quotas[quota] ?? 0
  cloud.rds.quotas[quota] = 1
  try {
    return await call()
  } finally {
    cloud.rds.quotas[quota] = before
  }
}

export const rdsRequestTries: Tries = {
  'restore-makes-no-password': {
    refused: () => restore({ ManageMasterUserPassword: true }),
    as: combination,
    taken: async () => modify(await restored(), { ManageMasterUserPassword: true }),
  },
  'one-password-at-most': {
    refused: async () =>
      modify(await restored(), { ManageMasterUserPassword: true, MasterUserPassword: 'x' }),
    as: combination,
    taken: async () => modify(await restored(), { ManageMasterUserPassword: true }),
  },
  'members-password-is-its-clusters': {
    refused: () =>
      modify(`${sharedCluster.cluster}-instance-1`, { ManageMasterUserPassword: true }),
    as: combination,
    taken: async () => modify(await restored(), { ManageMasterUserPassword: true }),
  },
  'restore-names-no-database': {
    refused: () => restore({ DBName: 'apim' }),
    as: combination,
    taken: () => restore(),
  },
  'aurora-instance-has-no-storage': {
    refused: async () => addMember(await restoredCluster(), { StorageType: 'aurora' }),
    as: combination,
    taken: async () => addMember(await restoredCluster()),
  },
  'aurora-cluster-has-no-class': {
    refused: () => restoreCluster({ DBClusterInstanceClass: 'db.r6g.large' }),
    as: combination,
    taken: () => restoreCluster(),
  },
  'instance-identifier': {
    refused: async () => {
      for (const id of ['1a', 'a--b', 'a-', 'a_b', `a${'b'.repeat(63)}`])
        await assert.rejects(restore({ DBInstanceIdentifier: id }), { name: value }, id)
      return restore({ DBInstanceIdentifier: '' })
    },
    as: value,
    taken: () => restore({ DBInstanceIdentifier: `a${'b'.repeat(62)}` }),
  },
  'snapshot-identifier': {
    refused: () => snapshot(`a${'b'.repeat(255)}`),
    as: value,
    // The name is taken: what is missing is the instance.
    taken: () =>
      assert.rejects(snapshot(`a${'b'.repeat(254)}`), { name: 'DBInstanceNotFoundFault' }),
  },
  'cluster-snapshot-identifier': {
    refused: () => ofCluster(`a${'b'.repeat(63)}`),
    as: value,
    taken: () => ofCluster(`a${'b'.repeat(62)}`),
  },
  'identifiers-in-lower-case': {
    shown: async () => {
      const { DBInstanceIdentifier } = await restore({ DBInstanceIdentifier: 'Drydock-TEST-Case' })
      assert.equal(DBInstanceIdentifier, 'drydock-test-case')
      assert.equal((await describe('DRYDOCK-test-case')).DBInstanceIdentifier, 'drydock-test-case')
    },
  },
  'port-range': {
    refused: () => restore({ Port: 1149 }),
    as: value,
    taken: () => restore({ Port: 1150 }),
  },
  'instance-backups-may-be-off': {
    refused: () => restore({ BackupRetentionPeriod: 36 }),
    as: value,
    taken: () => restore({ BackupRetentionPeriod: 0 }),
  },
  'cluster-backups-are-on': {
    refused: () => restoreCluster({ BackupRetentionPeriod: 0 }),
    as: value,
    taken: () => restoreCluster({ BackupRetentionPeriod: 1 }),
  },
  tags: {
    refused: async () => {
      for (const key of ['aws:x', 'rds:x', 'a&b', 'a'.repeat(129)])
        await assert.rejects(tagged(key), { name: value }, key)
      return tagged('a', '<b>')
    },
    as: value,
    taken: () => tagged('drydock:delete-after', '2026-11-24T09:00:00.000Z'),
  },
  'pages-of-20-to-100': { refused: () => page(19), as: value, taken: () => page(20) },
  'final-snapshot-is-named-or-skipped': {
    refused: async () => {
      const DBInstanceIdentifier = await restored()
      const both = { SkipFinalSnapshot: true, FinalDBSnapshotIdentifier: 'x' }
      await assert.rejects(
        rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, ...both })),
        { name: combination },
      )
      return rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier }))
    },
    as: combination,
    taken: async () =>
      rds.send(
        new DeleteDBInstanceCommand({
          DBInstanceIdentifier: await restored(),
          SkipFinalSnapshot: true,
        }),
      ),
  },
  'engine-of-the-snapshot': {
    refused: () => restoreCluster({ Engine: 'aurora-postgresql' }),
    as: combination,
    taken: () => restoreCluster({ Engine: 'aurora-mysql' }),
  },
  'quota-of-instances': {
    refused: async () => {
      await assert.rejects(
        full('AllocatedStorage', () => restore()),
        { name: 'StorageQuotaExceededFault' },
      )
      return full('DBInstances', () => restore())
    },
    as: 'InstanceQuotaExceededFault',
    taken: () => restore(),
  },
  'quota-of-snapshots': {
    refused: () => full('ManualSnapshots', () => snapshotOf(small)),
    as: 'SnapshotQuotaExceededFault',
    taken: () => snapshotOf(small),
  },
  'quota-of-clusters': {
    refused: () => full('DBClusters', () => restoreCluster()),
    as: 'DBClusterQuotaExceededFault',
    taken: () => restoreCluster(),
  },
}
