import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, mock, test } from 'node:test'
import { deploymentSchema } from '../../functions/contract/environment.ts'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)

const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
// Of the waits between tries, which are as long as chance says, none.
mock.method(Math, 'random', () => 0)

describe('a handler whose calls are throttled does its work', () => {
  const runId = 'run-1'
  let plan: Plan
  const event = () => ({ run: plan.run, source: plan.sources[0] })
  const context = { getRemainingTimeInMillis: () => 60_000 } as never
  const throttle = (action: string, code = 'Throttling') => cloud.refuse({ action, code, times: 4 })
  /** Nobody connects to it. */
  const server = {
    engine: 'mariadb',
    version: '10.11.19',
    host: '127.0.0.1',
    port: 1,
    ended: new Promise<never>(() => undefined),
    stop: async () => undefined,
  } as unknown as DatabaseServer
  const tags = () =>
    Object.entries({
      [tagKeys.managedBy]: managedBy,
      [tagKeys.environment]: plan.run.environment,
      [tagKeys.runId]: runId,
      [tagKeys.source]: 'apim-production',
      [tagKeys.outcome]: 'succeeded',
    }).map(([Key, Value]) => ({ Key, Value }))
  const snapshot = (id: string, day: number) =>
    cloud.rds.snapshots.set(id, {
      id,
      account: '000000000000',
      sharedWith: new Set(),
      status: 'available',
      source: 'apim-production',
      shown: {},
      server,
      tags: tags(),
      created: new Date(Date.UTC(2026, 10, day)),
      directory: join(scratch.folder, id),
    })
  before(async () => {
    plan = await namePlan({
      execution: { name: runId, startTime: '2026-11-22T03:00:00.000Z' },
      environment: runEnvironmentOf(loadEnvironment('example')),
      deployment: deploymentSchema.parse(deployment),
      input: { mode: 'rehearse' },
    }).plan(async (_, database) => database)
    cloud.rds.addInstance('apim-production', server)
    snapshot(plan.sources[0]?.snapshot ?? '', 22)
  })

  test('DescribeDBSnapshots, while a snapshot is waited for', async () => {
    throttle('DescribeDBSnapshots')
    const { handler } = await import('../../functions/take-snapshot.ts')
    assert.deepEqual(await handler(event(), context), {})
  })

  test('DeleteDBInstance, while a clone goes', async () => {
    const clone = plan.sources[0]?.clone ?? ''
    cloud.rds.addInstance(clone, server, { DeletionProtection: false })
    cloud.rds.instances.get(clone)?.tags.push(...tags())
    throttle('DeleteDBInstance')
    const { handler } = await import('../../functions/delete-clone.ts')
    await assert.rejects(handler(event(), context), { name: 'NotReady' })
    assert.notEqual(cloud.rds.instances.get(clone)?.status, 'available')
  })

  test('the tagging of a snapshot after the purge; one that cannot be deleted keeps none of the others', async () => {
    for (let day = 1; day <= 12; day++) snapshot(`drydock-old-${day}`, day)
    throttle('AddTagsToResource')
    cloud.refuse({ action: 'DeleteDBSnapshot', code: 'InvalidDBSnapshotState' })
    const { handler } = await import('../../functions/expire-snapshots.ts')
    await assert.rejects(handler(event(), context), { name: 'InvalidDBSnapshotStateFault' })
    const left = cloud.rds.snapshots.size
    assert.equal(left, 5, 'the four that are kept, and one that could not be deleted')
    await handler(event(), context)
    assert.equal(cloud.rds.snapshots.size, 4)
  })
})
