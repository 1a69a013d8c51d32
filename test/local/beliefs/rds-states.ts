import assert from 'node:assert/strict'
import {
  CreateDBSnapshotCommand,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBClustersCommand,
  type DBInstance,
} from '@aws-sdk/client-rds'
import { describeInstance } from '../../../local/cloud/instance.ts'
import {
  addMember,
  cloud,
  describe,
  look,
  name,
  put,
  rds,
  restore,
  restoreCluster,
  restored,
  restoredCluster,
  shared,
  shows,
  snapshotOf,
  small,
  until,
  type Tries,
} from './try.ts'

const remove = (DBInstanceIdentifier: string) =>
  rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }))
const source = async (): Promise<string> =>
  cloud.rds.snapshots.get(await snapshotOf(small))?.source ?? ''
const snapshot = (DBInstanceIdentifier: string, DBSnapshotIdentifier = name()) =>
  rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier, DBInstanceIdentifier }))
const removeSnapshot = (DBSnapshotIdentifier: string) =>
  rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier }))
const removeCluster = (DBClusterIdentifier: string) =>
  rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier, SkipFinalSnapshot: true }))
const protectCluster = (id: string) =>
  Object.assign(cloud.rds.clusters.get(id)?.shown ?? {}, { DeletionProtection: true })
export const rdsStateTries: Tries = {
  'snapshot-of-a-source-at-rest': {
    refused: async () => {
      const id = await source()
      put(cloud.rds.instances, id, 'modifying')
      return snapshot(id)
    },
    as: 'InvalidDBInstanceStateFault',
    taken: async () => {
      const id = await source()
      put(cloud.rds.instances, id, 'storage-optimization')
      return snapshot(id)
    },
  },
  'restore-of-a-whole-snapshot': {
    refused: async () => {
      const DBSnapshotIdentifier = await snapshotOf(small)
      put(cloud.rds.snapshots, DBSnapshotIdentifier, 'creating')
      return restore({ DBSnapshotIdentifier })
    },
    as: 'InvalidDBSnapshotStateFault',
    taken: () => restore({ DBSnapshotIdentifier: shared }),
  },
  'snapshot-is-deleted-once-available': {
    refused: async () => {
      const id = await snapshotOf(small)
      put(cloud.rds.snapshots, id, 'creating')
      return removeSnapshot(id)
    },
    as: 'InvalidDBSnapshotStateFault',
    taken: async () => removeSnapshot(await snapshotOf(small)),
  },
  'restored-instance-is-usable-while-it-loads': {
    shown: async () => {
      const id = name()
      const seen = await shows(id, 'available', () =>
        restore({ DBInstanceIdentifier: id, BackupRetentionPeriod: 0 }),
      )
      assert.deepEqual(seen, ['creating', 'modifying', 'storage-initialization', 'available'])
    },
  },
  'loading-tells-its-percentage': {
    shown: async () => {
      const id = name()
      const seen = new Set<unknown>()
      const looked = look(() => {
        const instance = cloud.rds.instances.get(id)
        if (instance === undefined) return false
        const shown = describeInstance(instance) as DBInstance
        const isLoading = shown.DBInstanceStatus === 'storage-initialization'
        assert.equal(shown.StorageOperationStatus, isLoading ? 'Initializing' : undefined)
        if (isLoading) seen.add(shown.StorageOperationPercentProgress)
        return shown.DBInstanceStatus === 'available'
      })
      await Promise.all([looked, restore({ DBInstanceIdentifier: id })])
      assert.deepEqual([...seen], [0, 25, 50, 75])
    },
  },
  'no-endpoint-while-creating': {
    shown: async () => {
      const { DBInstanceIdentifier: id, Endpoint } = await restore()
      assert.equal(Endpoint, undefined)
      await until(async () => (await describe(id)).DBInstanceStatus === 'available')
      assert.equal((await describe(id)).Endpoint?.Port, 3306)
    },
  },
  'backups-as-the-sources': {
    shown: async () => {
      assert.equal((await restore()).BackupRetentionPeriod, 7)
      assert.equal((await restore({ BackupRetentionPeriod: 0 })).BackupRetentionPeriod, 0)
    },
  },
  'backup-comes-first': {
    shown: async () => {
      const id = name()
      const seen = await shows(id, 'available', () =>
        restore({ DBInstanceIdentifier: id, BackupRetentionPeriod: 1 }),
      )
      assert.deepEqual(seen, [
        'creating',
        'backing-up',
        'modifying',
        'storage-initialization',
        'available',
      ])
    },
  },
  'protected-instance-stays': {
    refused: async () => remove(await source()),
    as: 'InvalidParameterCombination',
    taken: async () => remove(await restored()),
  },
  'protected-instance-is-told-so': {
    shown: async () => {
      await assert.rejects(remove(await source()), {
        name: 'InvalidParameterCombination',
        message: /^Cannot delete protected DB Instance, please disable deletion protection/,
      })
      const { DBInstanceIdentifier: id = '' } = await restore()
      await assert.rejects(remove(id), { name: 'InvalidDBInstanceStateFault' })
    },
  },
  'protected-cluster-stays': {
    refused: async () => {
      const id = await restoredCluster()
      protectCluster(id)
      return removeCluster(id)
    },
    as: 'InvalidParameterCombination',
    taken: async () => removeCluster(await restoredCluster()),
  },
  'members-of-a-protected-cluster-go': {
    shown: async () => {
      const id = await restoredCluster()
      const member = (await addMember(id)).DBInstance?.DBInstanceIdentifier ?? ''
      await until(async () => (await describe(member)).DBInstanceStatus === 'available')
      assert.equal((await describe(member)).DeletionProtection, undefined)
      protectCluster(id)
      await remove(member)
    },
  },
  'restored-cluster-has-no-instance': {
    refused: async () => {
      const { DBCluster } = await restoreCluster()
      assert.deepEqual(DBCluster?.DBClusterMembers ?? [], [])
      const id = await restoredCluster()
      put(cloud.rds.clusters, id, 'creating')
      return addMember(id)
    },
    as: 'InvalidDBClusterStateFault',
    taken: async () => addMember(await restoredCluster()),
  },
  'instances-go-before-their-cluster': {
    refused: async () => {
      const id = await restoredCluster()
      const { DBInstance } = await addMember(id)
      const member = DBInstance?.DBInstanceIdentifier
      await until(async () => (await describe(member)).DBInstanceStatus === 'available')
      return removeCluster(id)
    },
    as: 'InvalidDBClusterStateFault',
    taken: async () => {
      const id = await restoredCluster()
      await removeCluster(id)
      await until(() => !cloud.rds.clusters.has(id))
      await assert.rejects(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id })), {
        name: 'DBClusterNotFoundFault',
      })
    },
  },
  'groups-of-the-account': {
    refused: () => restore({ DBSubnetGroupName: 'of-nobody' }),
    as: 'DBSubnetGroupNotFoundFault',
    taken: () => restore({ DBSubnetGroupName: 'local-subnets' }),
  },
  'default-groups': {
    shown: async () => {
      const group = async (more: object) =>
        (await restore(more)).DBParameterGroups?.[0]?.DBParameterGroupName
      assert.equal(await group({}), 'default')
      cloud.rds.groups.names.add('own')
      assert.equal(await group({ DBParameterGroupName: 'own' }), 'own')
    },
  },
}
