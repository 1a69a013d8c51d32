import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DBCluster } from '@aws-sdk/client-rds'
import { copyOnWriteInput, snapshotInput } from '../../functions/aws/cluster/restore-input.ts'
import { fromClusterInput, restoreInput } from '../../functions/aws/instance/restore-input.ts'
import { run, source, instance, cluster, multiAz } from './requests-scene.ts'

test('a clone of a cluster has the storage and capacity that the environment names, or the source', () => {
  const asked = (clone: object, of: Partial<DBCluster> = {}) => {
    const production = { ...cluster, ...of }
    const inputs = [
      snapshotInput(run(clone), source('cluster'), production),
      copyOnWriteInput(run(clone), source('cluster'), production),
    ].map(({ StorageType, ServerlessV2ScalingConfiguration: range }) => [StorageType, range])
    assert.deepEqual(inputs[0], inputs[1])
    return inputs[0]
  }
  const own = { MinCapacity: 0.5, MaxCapacity: 8 }
  assert.deepEqual(asked({}), ['aurora-iopt1', own])
  // RDS shows no type of standard storage.
  assert.deepEqual(asked({}, { StorageType: undefined }), [undefined, own])
  assert.deepEqual(asked({ clusterStorage: 'aurora' }), ['aurora', own])
  assert.deepEqual(asked({ serverlessCapacity: { min: 1, max: 2.5 } }), [
    'aurora-iopt1',
    { MinCapacity: 1, MaxCapacity: 2.5 },
  ])
  assert.deepEqual(asked({}, { ServerlessV2ScalingConfiguration: undefined }), [
    'aurora-iopt1',
    undefined,
  ])
})

test('a clone of a Multi-AZ DB cluster is one instance, of its class and storage, without its groups', () => {
  const { Tags, ...asked } = fromClusterInput(run(), source('cluster'), multiAz)
  assert.equal(Tags?.length, 5)
  assert.deepEqual(JSON.parse(JSON.stringify(asked)), {
    DBClusterSnapshotIdentifier: 'drydock-test-1',
    DBInstanceClass: 'db.m6gd.large',
    StorageType: 'gp3',
    Iops: 12_000,
    DBSubnetGroupName: 'subnets',
    Port: 3306,
    DBInstanceIdentifier: 'drydock-test-1',
    VpcSecurityGroupIds: ['sg-1'],
    MultiAZ: false,
    PubliclyAccessible: false,
    DeletionProtection: false,
    BackupRetentionPeriod: 0,
    AutoMinorVersionUpgrade: false,
    CopyTagsToSnapshot: false,
  })
  const named = run({ instanceClass: 'db.r6g.large', parameterGroup: 'as-production' })
  const { DBInstanceClass, DBParameterGroupName } = fromClusterInput(
    named,
    source('cluster'),
    multiAz,
  )
  assert.deepEqual([DBInstanceClass, DBParameterGroupName], ['db.r6g.large', 'as-production'])
  assert.equal(
    restoreInput(named, source('instance'), instance('mysql')).DBParameterGroupName,
    'as-production',
  )
})
