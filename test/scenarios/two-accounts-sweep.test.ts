import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deploymentSchema } from '../../functions/contract/environment.ts'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import { runsArn } from '../local/sweep-machine.ts'
import {
  cloud,
  other,
  there,
  denied,
  deployment,
  environment,
  planned,
  snapshots,
  sharedWith,
  until,
  server,
  takeSnapshot,
  copySnapshot,
  restoreClone,
  sweep,
} from '../local/two-accounts-scene.ts'

test('the sweep deletes what ended runs left there, ends the sharing, and goes on if one fails', async () => {
  const left = planned('cluster', 'customer')
  await until(left, takeSnapshot, copySnapshot, restoreClone)
  snapshots('cluster').get(left.made)?.sharedWith.add(other)
  cloud.executions.set(left.run.runId, 'ABORTED')
  const working = planned('instance', 'customer')
  await until(working, takeSnapshot, copySnapshot)
  cloud.executions.set(working.run.runId, 'RUNNING')
  // From before the environment was given the account.
  cloud.rds.addInstance('drydock-test-old', server, { DeletionProtection: false })
  cloud.rds.instances.get('drydock-test-old')?.tags.push(
    ...Object.entries({
      [tagKeys.managedBy]: managedBy,
      [tagKeys.environment]: 'test',
      [tagKeys.runId]: left.run.runId,
    }).map(([Key, Value]) => ({ Key, Value })),
  )
  const ask = (input: object, its = deployment) =>
    sweep(
      {
        execution: { name: 'sweep', startTime: new Date().toISOString() },
        input,
        environment,
        deployment: its,
        stateMachine: runsArn,
      },
      { getRemainingTimeInMillis: () => 60_000 } as never,
    )
  const { clones: found, copies } = await ask({ dryRun: true })
  assert.deepEqual(
    [[...found].sort(), copies],
    [['drydock-test-old', left.made].sort(), [left.made]],
  )

  const lost = deploymentSchema.parse({
    ...deployment,
    cloneAccount: { ...deployment.cloneAccount, roles: `arn:aws:iam::${other}:role/gone-` },
  })
  await assert.rejects(
    until(left, () => ask({}, lost)),
    { name: 'AccessDenied' },
  )
  assert.equal(
    cloud.rds.instances.has('drydock-test-old'),
    false,
    'production is swept all the same',
  )
  assert.deepEqual(sharedWith(left), [])

  denied.add('rds:DeleteDBClusterSnapshot')
  await assert.rejects(
    until(left, () => ask({})),
    { name: 'AccessDenied' },
  )
  assert.deepEqual([there.clusters.has(left.made), there.instances.size], [false, 0])
  denied.clear()
  await until(left, () => ask({}))
  assert.deepEqual([there.clusterSnapshots.size, [...there.snapshots.keys()]], [0, [working.made]])
})
