import assert from 'node:assert/strict'
import { AddTagsToResourceCommand } from '@aws-sdk/client-rds'
import { approvalName } from '../../functions/contract/control.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { Swept } from '../../functions/contract/sweep.ts'
import {
  test,
  cloud,
  secret,
  rds,
  deployment,
  call,
  until,
  plan,
  describeCluster,
} from './cluster-scene.ts'

test('leftovers of a run are swept once it has ended, and never before, however old they are', async () => {
  const { run, source } = await plan('aborted')
  await until('takeSnapshot', { run, source })
  await until('restoreClone', { run, source })
  await rds.send(
    new AddTagsToResourceCommand({
      ResourceName: (await describeCluster(source.clone)).DBClusterArn,
      Tags: [{ Key: 'drydock:delete-after', Value: '2020-01-01T00:00:00.000Z' }],
    }),
  )
  const token = approvalName('test', 'aborted')
  cloud.parameters.set(token, 'secret')
  const event = (input: object) => ({
    execution: { name: 'sweep', startTime: new Date().toISOString() },
    input,
    environment: runEnvironmentSchema.parse({
      name: 'test',
      sources: [{ cluster: 'aurora', databases: [{ name: 'apim' }], secret }],
      keepFailedSnapshots: 0,
    }),
    deployment,
    stateMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock-test',
  })
  cloud.executions.set('aborted', 'RUNNING')
  const there = () => [
    cloud.rds.clusters.has(source.clone),
    cloud.rds.instances.has(`${source.clone}-writer`),
    cloud.rds.clusterSnapshots.has(source.snapshot),
    cloud.parameters.has(token),
  ]
  const { clones, overdue } = await call<Swept>('sweep', event({}))
  assert.deepEqual([clones, overdue], [[], [source.clone]])
  assert.deepEqual(there(), [true, true, true, true], 'its run is at work')
  cloud.executions.set('aborted', 'ABORTED')
  const found = await call<Swept>('sweep', event({ dryRun: true }))
  assert.deepEqual(found.clones, [source.clone])
  assert.ok(found.snapshots.includes(source.snapshot))
  assert.ok(found.runs.includes('aborted'))
  assert.deepEqual(there(), [true, true, true, true], 'a dry run deletes nothing')
  await assert.rejects(call('sweep', event({ dry: true })), { name: 'InvalidInput' })
  assert.deepEqual(await until('sweep', event({ run: 'aborted' })), [
    `These clones are being deleted: ${source.clone}.`,
  ])
  assert.deepEqual(there(), [false, false, false, false])
  assert.ok(cloud.rds.clusters.has('aurora'))
})
