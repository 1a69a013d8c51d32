import assert from 'node:assert/strict'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import {
  test,
  cloud,
  connection,
  evidence,
  openTarget,
  call,
  until,
  plan,
  describeCluster,
  count,
} from './cluster-scene.ts'

const copied = { cluster: 'aurora', clone: { from: 'copy-on-write' } } as const
const add = (id: string) =>
  connection.query(
    'INSERT INTO IDN_OAUTH2_SCOPE (NAME, DISPLAY_NAME, TENANT_ID) VALUES (?, ?, -1)',
    [id, id],
  )

test('a clone by copy-on-write has what production has when it is made, and the snapshot stays the way back', async () => {
  const { run, source } = await plan('copied', copied)
  assert.equal(source.cloneFrom, 'copy-on-write')
  await call('preflight', { run, source, sources: [source] })
  const { findings } = preflightSchema.parse(
    await evidence(run).get('aurora', 'preflight-production'),
  )
  assert.match(
    findings.find(({ check }) => check === 'clone-storage')?.detail ?? '',
    /shares the storage of aurora \(copy-on-write\), beside 0 other clones/,
  )
  await until('takeSnapshot', { run, source })
  await add('after-the-snapshot')
  const waits = (await until('restoreClone', { run, source })).join('\n')
  assert.match(waits, /is being created.*its writer is being created.*its own password/s)

  const [clone, production] = [await describeCluster(source.clone), await describeCluster('aurora')]
  assert.ok(clone.CloneGroupId !== undefined && clone.CloneGroupId === production.CloneGroupId)
  assert.deepEqual(
    [
      clone.Engine,
      clone.EngineVersion,
      clone.DBSubnetGroup,
      clone.DBClusterParameterGroup,
      clone.VpcSecurityGroups?.map(({ VpcSecurityGroupId: id }) => id),
      clone.DeletionProtection,
      clone.BackupRetentionPeriod,
    ],
    [
      production.Engine,
      production.EngineVersion,
      'local-subnets',
      'local-cluster-parameters',
      ['sg-clones'],
      false,
      1,
    ],
  )
  const before = await count()
  const { database } = await openTarget({ run, source, target: 'clone', database: 'apim' })
  const text = "SELECT NAME FROM IDN_OAUTH2_SCOPE WHERE NAME = 'after-the-snapshot'"
  assert.equal((await database.query({ text, values: [] })).length, 1)
  const remove = 'DELETE FROM IDN_OAUTH2_ACCESS_TOKEN'
  await database.execute({ text: remove, values: [] }).finally(() => database.close())
  assert.deepEqual(await count(), before, 'the storage is shared, the rows are not')

  await until('deleteClone', { run, source })
  assert.deepEqual([...cloud.rds.clusters.keys()], ['aurora'])
  assert.equal(cloud.rds.clusterSnapshots.get(source.snapshot)?.status, 'available')
})

test('a clone by copy-on-write waits until RDS reaches the start of the run', async () => {
  const { run, source } = await plan('early', copied)
  const shown = cloud.rds.clusters.get('aurora')?.shown ?? assert.fail()
  const early = new Date(Date.parse(run.startedAt) - 1000).toISOString()
  Object.assign(shown, { LatestRestorableTime: early })
  await assert.rejects(call('restoreClone', { run, source }), {
    name: 'NotReady',
    message: /aurora can be cloned as of .*Z; the run, which started at .*, waits/,
  })
  assert.ok(!cloud.rds.clusters.has(source.clone))
  Object.assign(shown, { LatestRestorableTime: run.startedAt })
  await assert.rejects(call('restoreClone', { run, source }), { message: /is being created/ })
  Object.assign(shown, { LatestRestorableTime: undefined })
  assert.ok(cloud.rds.clusters.has(source.clone))
  await until('deleteClone', { run, source })
})
