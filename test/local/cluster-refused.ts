import assert from 'node:assert/strict'
import {
  CreateDBInstanceCommand,
  DeleteDBClusterCommand,
  RestoreDBClusterFromSnapshotCommand,
} from '@aws-sdk/client-rds'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import { test, server, cloud, evidence, rds, call, plan } from './cluster-scene.ts'

test('an instance of a cluster, a cluster of another engine and one that is not there are no sources', async () => {
  await assert.rejects(plan('member', { instance: 'aurora-reader' }), {
    name: 'SourceNotFound',
    message: /instance of the cluster "aurora".*\{"cluster": "aurora"\}/,
  })
  await assert.rejects(plan('missing', { cluster: 'nowhere' }), {
    name: 'SourceNotFound',
    message: /no RDS cluster "nowhere"/,
  })
  cloud.rds.addCluster('graph', server)
  Object.assign(cloud.rds.clusters.get('graph')?.shown ?? {}, { Engine: 'neptune' })
  await assert.rejects(plan('engine', { cluster: 'graph' }), {
    name: 'SourceNotFound',
    message: /runs neptune; Drydock supports clusters of aurora-mysql, .*, mysql, postgres/,
  })
  for (const map of [cloud.rds.clusters, cloud.rds.instances])
    for (const id of map.keys()) if (id.startsWith('graph')) map.delete(id)
})

test('the local cloud refuses what AWS refuses of a cluster', async () => {
  const remove = (id: string, more = {}) =>
    rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier: id, ...more }))
  await assert.rejects(remove('aurora'), { name: 'InvalidParameterCombination' })
  await assert.rejects(remove('aurora', { SkipFinalSnapshot: true }), {
    name: 'InvalidParameterCombination',
    message: /protected/,
  })
  await assert.rejects(remove('nowhere', { SkipFinalSnapshot: true }), {
    name: 'DBClusterNotFoundFault',
  })
  await assert.rejects(
    rds.send(
      new RestoreDBClusterFromSnapshotCommand({
        DBClusterIdentifier: 'x',
        SnapshotIdentifier: 'nowhere',
        Engine: 'aurora-mysql',
      }),
    ),
    { name: 'DBClusterSnapshotNotFoundFault' },
  )
  await assert.rejects(
    rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'x',
        DBClusterIdentifier: 'nowhere',
        DBInstanceClass: 'c',
        Engine: 'aurora-mysql',
      }),
    ),
    { name: 'DBClusterNotFoundFault' },
  )
})

test('the preflight lists readers with their lag, asks for the quotas of clusters, and takes the storage for elastic', async () => {
  const look = async (name: string) => {
    const event = await plan(name)
    const error = await call('preflight', { ...event, sources: [event.source] }).then(
      () => null,
      (reason: Error) => reason,
    )
    const { findings } = preflightSchema.parse(
      await evidence(event.run).get('aurora', 'preflight-production'),
    )
    return {
      error,
      told: (check: string) =>
        findings
          .filter((one) => one.check === check)
          .map(({ level, detail }) => `${level}: ${detail}`)
          .join(),
    }
  }
  cloud.metrics.set('aurora-reader', 'AuroraReplicaLag', 25)
  const { error, told } = await look('fine')
  assert.equal(error, null)
  assert.match(told('replicas-known'), /^warning: .*aurora-reader \(0\.025 s behind\)/)
  assert.match(
    told('quota-sufficient'),
    /^passed: .*DBInstances \d+ of 40, DBClusters 1 of 40, ManualClusterSnapshots \d+ of 100/,
  )
  assert.match(told('room-sufficient'), /^passed: .*grows automatically/)
  assert.match(told('engine-supported'), /^passed/)
  cloud.rds.quotas.DBClusters = 1
  assert.match(
    (await look('full')).error?.message ?? '',
    /one more cluster \(DBClusters: 1 of 1 used\)/,
  )
})
