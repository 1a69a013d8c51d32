import assert from 'node:assert/strict'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import { arn } from '../../local/cloud/arn.ts'
import { test, server, cloud, evidence, call, plan } from './cluster-scene.ts'

test('what RDS tells of modes, global databases and deployments is judged by the preflight', async () => {
  const event = await plan('topology')
  const [own, other] = [arn('rds', 'cluster:aurora'), 'arn:aws:rds:us-east-1:0:cluster:far']
  const shown = cloud.rds.clusters.get('aurora')?.shown ?? assert.fail()
  const told = async () => {
    await call('preflight', { ...event, sources: [event.source] }).catch(() => undefined)
    const { findings } = preflightSchema.parse(
      await evidence(event.run).get('aurora', 'preflight-production'),
    )
    return findings
      .filter(({ check }) => check === 'topology-supported')
      .map(({ level, detail }) => `${level}: ${detail}`)
      .join('\n')
  }
  assert.match(await told(), /^passed/)
  const member = (DBClusterArn: string, IsWriter: boolean, more: object = {}) => ({
    DBClusterArn,
    IsWriter,
    ...more,
  })
  cloud.rds.globalClusters.push(
    { GlobalClusterIdentifier: 'elsewhere', GlobalClusterMembers: [member(other, true)] },
    {
      GlobalClusterIdentifier: 'world',
      GlobalClusterMembers: [member(own, false), member(other, true)],
    },
  )
  assert.match(await told(), /^failed: aurora is a secondary cluster of the global database world/)
  const forwards = { GlobalWriteForwardingStatus: 'enabled' }
  cloud.rds.globalClusters.splice(0, 2, {
    GlobalClusterIdentifier: 'world',
    GlobalClusterMembers: [member(own, true), member(other, false, forwards)],
  })
  cloud.rds.blueGreenDeployments.push(
    { BlueGreenDeploymentName: 'past', Source: own, Status: 'SWITCHOVER_COMPLETED' },
    { BlueGreenDeploymentName: 'next', Source: other, Target: own, Status: 'PROVISIONING' },
  )
  Object.assign(shown, { EngineMode: 'serverless' })
  const all = await told()
  assert.match(all, /^failed: aurora has the engine mode serverless/m)
  assert.match(all, /^failed: .*forward writes to aurora: arn:aws:rds:us-east-1:0:cluster:far/m)
  assert.match(all, /^failed: aurora is the green environment of .* next \(PROVISIONING\)/m)
  assert.equal(all.split('\n').length, 3)
  Object.assign(shown, { EngineMode: 'provisioned' })
  cloud.rds.globalClusters.splice(0)
  cloud.rds.blueGreenDeployments.splice(0)
})

test('a secondary cluster, which has no writer, is refused before it is connected to', async () => {
  cloud.rds.addCluster('secondary', server)
  Object.assign(cloud.rds.clusters.get('secondary')?.shown ?? {}, {
    GlobalClusterIdentifier: 'world',
    DBClusterMembers: [{ DBInstanceIdentifier: 'secondary-instance-1', IsClusterWriter: false }],
  })
  await assert.rejects(plan('secondary', { cluster: 'secondary' }), {
    name: 'SourceNotFound',
    message: /"secondary" has no writer: it is a secondary cluster of the global database "world"/,
  })
  for (const map of [cloud.rds.clusters, cloud.rds.instances])
    for (const id of map.keys()) if (id.startsWith('secondary')) map.delete(id)
})
