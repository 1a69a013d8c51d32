import assert from 'node:assert/strict'
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import { createConnection } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { measuredSchema, purgedSchema } from '../../functions/contract/evidence.ts'
import {
  test,
  server,
  cloud,
  secret,
  evidence,
  rds,
  deployment,
  call,
  until,
  plan,
  describeCluster,
  count,
} from './cluster-scene.ts'

const describeInstance = async (id: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0] ??
  assert.fail()

test('a cluster is snapshot, restored with a writer and a password of its own, purged and deleted', async () => {
  const { run, source } = await plan('first')
  assert.deepEqual([source.kind, source.name, source.snapshot], ['cluster', 'aurora', source.clone])
  await until('takeSnapshot', { run, source })
  const waits = (await until('restoreClone', { run, source })).join('\n')
  for (const told of [
    /is being created/,
    /is restored; its writer is being created/,
    /is getting its own password/,
  ])
    assert.match(waits, told)

  const [clone, writer] = [
    await describeCluster(source.clone),
    await describeInstance(`${source.clone}-writer`),
  ]
  assert.deepEqual(
    [
      clone.Engine,
      clone.DBSubnetGroup,
      clone.DBClusterParameterGroup,
      clone.VpcSecurityGroups?.map(({ VpcSecurityGroupId: id }) => id),
    ],
    ['aurora-mysql', 'local-subnets', 'local-cluster-parameters', ['sg-clones']],
  )
  assert.deepEqual(
    [clone.DeletionProtection, clone.BackupRetentionPeriod, clone.CopyTagsToSnapshot],
    [false, 1, false],
  )
  assert.deepEqual(
    clone.DBClusterMembers?.map(({ DBInstanceIdentifier: id, IsClusterWriter }) => [
      id,
      IsClusterWriter,
    ]),
    [[`${source.clone}-writer`, true]],
  )
  assert.deepEqual(
    [
      writer.DBInstanceClass,
      writer.DBParameterGroups?.[0]?.DBParameterGroupName,
      writer.PubliclyAccessible,
      writer.AutoMinorVersionUpgrade,
    ],
    ['db.t4g.medium', 'local-parameters', false, false],
  )
  for (const tags of [clone.TagList, writer.TagList])
    assert.deepEqual(
      tags?.map(({ Key }) => Key),
      [
        'drydock:managed-by',
        'drydock:environment',
        'drydock:run-id',
        'drydock:source',
        'drydock:delete-after',
      ],
    )
  assert.notEqual(clone.DbClusterResourceId, (await describeCluster('aurora')).DbClusterResourceId)
  const signIn = createConnection({
    host: clone.Endpoint ?? '',
    port: clone.Port ?? 0,
    user: 'root',
    password: server.rootPassword,
  })
  await assert.rejects(
    signIn,
    { code: 'ER_ACCESS_DENIED_ERROR' },
    "production's password is refused",
  )

  for (const step of ['measureRows', 'purgeRows', 'verifyRows'] as const)
    assert.deepEqual(await call(step, { run, source, target: 'clone', progress: null }), {
      done: true,
      progress: null,
    })
  assert.deepEqual(await count(), { ACTIVE: 300, REVOKED: 300 }, 'production is as it was')
  const kept = evidence(run)
  assert.ok(
    measuredSchema.parse(await kept.get('aurora', 'measure-clone')).databases.length === 1,
    "evidence lies under the cluster's name",
  )
  assert.equal(
    purgedSchema
      .parse(await kept.get('aurora', 'purge-clone'))
      .databases[0]?.tables.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN')?.rows,
    300,
  )

  await until('deleteClone', { run, source })
  assert.deepEqual([...cloud.rds.clusters.keys()], ['aurora'])
  assert.deepEqual([...cloud.rds.instances.keys()], ['aurora-instance-1', 'aurora-reader'])
  assert.deepEqual(await call('purgeRows', { run, source, target: 'production', progress: null }), {
    done: true,
    progress: null,
  })
  assert.deepEqual(await count(), { ACTIVE: 300 })
  const undone = {
    execution: { name: 'undo', startTime: new Date().toISOString() },
    input: { run: 'first', source: 'aurora', dryRun: false },
    environment: runEnvironmentSchema.parse({
      name: 'test',
      sources: [
        { cluster: 'aurora', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
      ],
    }),
    deployment,
    progress: null,
  }
  assert.equal((await call<{ done: boolean }>('undoRows', undone)).done, true)
  assert.deepEqual(await count(), { ACTIVE: 300, REVOKED: 300 }, 'the archive comes back')
  await until('expireSnapshots', { run, source })
  assert.equal(
    cloud.rds.clusterSnapshots
      .get(source.snapshot)
      ?.tags.find(({ Key }) => Key === 'drydock:outcome')?.Value,
    'succeeded',
  )
})
