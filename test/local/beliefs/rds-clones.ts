import assert from 'node:assert/strict'
import {
  DescribeDBClustersCommand,
  RestoreDBClusterToPointInTimeCommand,
  type RestoreDBClusterToPointInTimeCommandInput,
} from '@aws-sdk/client-rds'
import {
  addMember,
  clusterSnapshot,
  describeCluster,
  name,
  rds,
  restoredCluster,
  sharedCluster,
  until,
  type Tries,
} from './try.ts'

const combination = 'InvalidParameterCombination'
const clone = async (more: Partial<RestoreDBClusterToPointInTimeCommandInput> = {}) =>
  (
    await rds.send(
      new RestoreDBClusterToPointInTimeCommand({
        DBClusterIdentifier: name(),
        SourceDBClusterIdentifier: sharedCluster.cluster,
        RestoreType: 'copy-on-write',
        UseLatestRestorableTime: true,
        ...more,
      }),
    )
  ).DBCluster ?? {}
const inGroup = async (group: string | undefined) =>
  (
    await rds.send(
      new DescribeDBClustersCommand({
        Filters: [{ Name: 'clone-group-id', Values: [group ?? ''] }],
      }),
    )
  ).DBClusters?.map(({ DBClusterIdentifier: id }) => id) ?? []

export const rdsCloneTries: Tries = {
  'clone-names-no-time': {
    refused: () => clone({ RestoreToTime: new Date(), UseLatestRestorableTime: false }),
    as: combination,
    taken: clone,
  },
  'some-time-is-named': {
    refused: () => clone({ UseLatestRestorableTime: undefined }),
    as: combination,
    taken: clone,
  },
  'two-restore-types': {
    refused: () => clone({ RestoreType: 'quick' }),
    as: 'InvalidParameterValue',
    taken: clone,
  },
  'no-key-for-what-is-not-encrypted': {
    refused: () => clone({ KmsKeyId: 'alias/other' }),
    as: combination,
    taken: clone,
  },
  'clone-has-no-instance': {
    shown: async () => {
      const { DBClusterIdentifier: id = '' } = await clone()
      await assert.rejects(addMember(id), { name: 'InvalidDBClusterStateFault' })
      await until(async () => (await describeCluster(id)).Status === 'available')
      assert.deepEqual((await describeCluster(id)).DBClusterMembers ?? [], [])
      await addMember(id)
      assert.equal((await describeCluster(id)).DBClusterMembers?.length, 1)
    },
  },
  'cluster-without-instance-has-no-clone': {
    refused: async () => clone({ SourceDBClusterIdentifier: await restoredCluster() }),
    as: 'InvalidDBClusterStateFault',
    taken: clone,
  },
  'clones-share-a-group': {
    shown: async () => {
      const { cluster: source } = await clusterSnapshot()
      assert.equal((await describeCluster(source)).CloneGroupId, undefined)
      const { DBClusterIdentifier: id } = await clone({ SourceDBClusterIdentifier: source })
      const { CloneGroupId: group } = await describeCluster(source)
      assert.ok(group !== undefined)
      assert.deepEqual((await inGroup(group)).sort(), [source, id].sort())
    },
  },
  'full-copy-beyond-15-clones': {
    shown: async () => {
      const { cluster: source } = await clusterSnapshot()
      const groups: (string | undefined)[] = []
      for (let made = 1; made <= 16; made++)
        groups.push((await clone({ SourceDBClusterIdentifier: source })).CloneGroupId)
      const { CloneGroupId: group } = await describeCluster(source)
      assert.deepEqual(groups, [...Array(15).fill(group), undefined])
    },
  },
  'latest-restorable-time': {
    shown: async () => {
      const { LatestRestorableTime: to } = await describeCluster(sharedCluster.cluster)
      assert.ok(to !== undefined && Math.abs(Date.now() - to.getTime()) < 60_000)
    },
  },
}
