import assert from 'node:assert/strict'
import {
  cloud,
  describe,
  describeCluster,
  multiAz,
  restore,
  shared,
  sharedCluster,
  type Tries,
} from './try.ts'

const { cluster, snapshot } = await multiAz()
const fromCluster = (DBClusterSnapshotIdentifier: string) =>
  restore({ DBSnapshotIdentifier: undefined, DBClusterSnapshotIdentifier })
const member = () => describe(cloud.rds.clusters.get(cluster)?.writer?.id)

export const rdsMultiAzTries: Tries = {
  'instance-of-a-cluster-snapshot': {
    refused: () => fromCluster(sharedCluster.snapshot),
    as: 'InvalidParameterValue',
    taken: () => fromCluster(snapshot),
  },
  'instance-of-one-snapshot': {
    refused: () => restore({ DBClusterSnapshotIdentifier: snapshot }),
    as: 'InvalidParameterCombination',
    taken: () => restore({ DBSnapshotIdentifier: shared }),
  },
  'multi-az-cluster-has-classes-and-storage': {
    shown: async () => {
      const shown = await describeCluster(cluster)
      assert.deepEqual(
        [shown.DBClusterInstanceClass, shown.StorageType, shown.Iops, shown.AllocatedStorage],
        ['db.m6gd.large', 'io1', 3000, 100],
      )
      const aurora = await describeCluster(sharedCluster.cluster)
      assert.deepEqual([aurora.DBClusterInstanceClass, aurora.Iops], [undefined, undefined])
    },
  },
  'multi-az-readers-lag-in-seconds': {
    shown: async () => {
      const { lagOf } = await import('../../../functions/aws/cluster/describe.ts')
      assert.deepEqual(lagOf(await describeCluster(cluster)), { name: 'ReplicaLag', perSecond: 1 })
      const aurora = await describeCluster(sharedCluster.cluster)
      assert.deepEqual(lagOf(aurora), { name: 'AuroraReplicaLag', perSecond: 1000 })
    },
  },
  'multi-az-group-is-the-clusters': {
    shown: async () => {
      const { DBInstanceIdentifier: id } = await fromCluster(snapshot)
      const { DBClusterParameterGroup: group } = await describeCluster(cluster)
      const groups = (await describe(id)).DBParameterGroups?.map((one) => one.DBParameterGroupName)
      assert.deepEqual([group, groups], ['local-cluster-parameters', ['default']])
    },
  },
  'multi-az-cluster-lacks': {
    shown: async () => {
      const shown = await describeCluster(cluster)
      assert.deepEqual(shown.DBClusterOptionGroupMemberships ?? [], [])
      assert.equal((await member()).MaxAllocatedStorage, undefined)
    },
  },
}
