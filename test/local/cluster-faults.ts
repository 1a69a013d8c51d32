import assert from 'node:assert/strict'
import { CreateDBClusterSnapshotCommand } from '@aws-sdk/client-rds'
import type { Step } from '../../infra/steps.ts'
import { test, server, cloud, openTarget, rds, call, until, plan } from './cluster-scene.ts'

test('snapshots of clusters are kept by the number of successful runs, those of others are left alone', async () => {
  await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterSnapshotIdentifier: 'by-hand',
      DBClusterIdentifier: 'aurora',
    }),
  )
  await until('takeSnapshot', await plan('second'))
  const third = await plan('third')
  await until('takeSnapshot', third)
  await call('expireSnapshots', third)
  assert.deepEqual(
    [...cloud.rds.clusterSnapshots.keys()].sort(),
    ['by-hand', third.source.snapshot].sort(),
  )
})

test("failures are reported, and an earlier attempt's work is found", async () => {
  const { run, source } = await plan('edges')
  const name = (step: Step, of = source) =>
    call(step, { run, source: of }).then(
      () => 'done',
      (error: Error) => error.name,
    )
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'SnapshotQuotaExceeded' })
  assert.equal(await name('takeSnapshot'), 'SnapshotQuotaExceededFault')
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'InvalidDBClusterStateFault' })
  assert.equal(await name('takeSnapshot'), 'NotReady')
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'DBClusterSnapshotAlreadyExistsFault' })
  assert.equal(await name('takeSnapshot'), 'NotReady')
  assert.equal(await name('takeSnapshot', { ...source, snapshot: 'by-hand' }), 'NotDrydocks')
  await until('takeSnapshot', { run, source })
  cloud.refuse({
    action: 'RestoreDBClusterFromSnapshot',
    code: 'DBClusterQuotaExceededFault',
    status: 403,
  })
  assert.equal(await name('restoreClone'), 'DBClusterQuotaExceededFault')
  assert.equal(await name('restoreClone', { ...source, clone: 'aurora' }), 'NotDrydocks')
  cloud.refuse({ action: 'CreateDBInstance', code: 'InstanceQuotaExceeded' })
  await assert.rejects(until('restoreClone', { run, source }), {
    name: 'InstanceQuotaExceededFault',
  })
  assert.ok(
    cloud.rds.clusters.has(source.clone) && !cloud.rds.instances.has(`${source.clone}-writer`),
  )
  await assert.rejects(openTarget({ run, source, target: 'clone', database: 'apim' }), {
    name: 'DatabaseUnreachable',
  })
  assert.equal(await name('deleteClone', { ...source, clone: 'aurora' }), 'NotDrydocks')
  await until('deleteClone', { run, source })
  assert.ok(!cloud.rds.clusters.has(source.clone), 'a cluster without a writer goes too')
})

test('a clone that is production is refused by identity and by address', async () => {
  const { run, source } = await plan('identity')
  await assert.rejects(
    openTarget({ run, source: { ...source, clone: 'aurora' }, target: 'clone', database: 'apim' }),
    { name: 'CloneIsProduction' },
  )
  cloud.rds.addCluster('drydock-test-same', server)
  await assert.rejects(
    openTarget({
      run,
      source: { ...source, clone: 'drydock-test-same' },
      target: 'clone',
      database: 'apim',
    }),
    { name: 'CloneIsProduction' },
  )
  for (const map of [cloud.rds.clusters, cloud.rds.instances])
    for (const id of map.keys()) if (id.startsWith('drydock-test-same')) map.delete(id)
})
