import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, beforeEach, test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { runExecution } from '../../local/run-execution.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { matchesPattern, runsArn, synthesizeSweep } from './sweep-machine.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
const log = `${scratch.folder}/drydock.log`
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: log })
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: sweep }, { deleteClone }, { cloneTags }] = await Promise.all([
  import('../../functions/sweep.ts'),
  import('../../functions/aws/delete-clone.ts'),
  import('../../functions/aws/rds.ts'),
])

const [past, future] = ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']
/** Nobody connects to it. */
const server = {
  engine: 'mariadb',
  version: '10.11.19',
  host: '127.0.0.1',
  port: 1,
  ended: new Promise<never>(() => undefined),
  stop: async () => undefined,
} as unknown as DatabaseServer
const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim' }],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}

function tagsOf(runId: string, deleteAfter?: string, more: Record<string, string> = {}) {
  const all = {
    [tagKeys.managedBy]: managedBy,
    [tagKeys.environment]: 'test',
    [tagKeys.runId]: runId,
    ...(deleteAfter !== undefined && { [tagKeys.deleteAfter]: deleteAfter }),
    ...more,
  }
  return Object.entries(all).map(([Key, Value]) => ({ Key, Value }))
}
function clone(id: string, runId: string, deleteAfter?: string, more?: Record<string, string>) {
  cloud.rds.addInstance(id, server, { DeletionProtection: false })
  cloud.rds.instances.get(id)?.tags.push(...tagsOf(runId, deleteAfter, more))
}
function clusterClone(id: string, runId: string) {
  cloud.rds.addCluster(id, server)
  protect(id, false)
  for (const one of [cloud.rds.clusters.get(id), cloud.rds.instances.get(`${id}-instance-1`)])
    one?.tags.push(...tagsOf(runId, future))
}
/** As a person does it in the console. */
function protect(id: string, DeletionProtection: boolean) {
  const { shown } =
    cloud.rds.clusters.get(id) ?? cloud.rds.instances.get(id) ?? assert.fail(`no ${id}`)
  Object.assign(shown, { DeletionProtection })
}
const statusOf = (id: string) => cloud.rds.instances.get(id)?.status
const left = () => [...cloud.rds.clusters.keys(), ...cloud.rds.instances.keys()].sort()
beforeEach(() => {
  for (const all of [cloud.rds.instances, cloud.rds.clusters, cloud.executions]) all.clear()
})

test('only the clones of this environment whose run has ended, or overdue ones of no run, are swept', async () => {
  for (const [name, status] of [
    ['working', 'RUNNING'],
    ['pending', 'PENDING_REDRIVE'],
    ['succeeded', 'SUCCEEDED'],
    ['aborted', 'ABORTED'],
  ] as const) {
    cloud.executions.set(name, status)
    clone(`drydock-test-${name}`, name, name === 'succeeded' ? future : past)
  }
  clone('drydock-test-forgotten', 'forgotten', past)
  clone('drydock-test-young', 'young', future)
  clone('drydock-test-undated', 'undated')
  clone('drydock-other-aborted', 'aborted', past, { [tagKeys.environment]: 'other' })
  clone('drydock-test-foreign', 'aborted', past, { [tagKeys.managedBy]: 'somebody' })
  clone('apim-of-somebody', 'aborted', past)
  const answer = await sweep(
    {
      execution: { name: 'sweep', startTime: new Date().toISOString() },
      input: { dryRun: true },
      environment,
      deployment,
      stateMachine: runsArn,
    },
    { getRemainingTimeInMillis: () => 60_000 } as never,
  )
  assert.deepEqual([...answer.clones].sort(), [
    'drydock-test-aborted',
    'drydock-test-forgotten',
    'drydock-test-succeeded',
  ])
  assert.ok(!answer.runs.includes('working') && !answer.runs.includes('pending'))
  assert.ok(answer.overdue.includes('drydock-test-working'), 'it is told')
})

test('archives that cannot be listed keep no clone', async () => {
  cloud.executions.set('aborted', 'ABORTED')
  clone('drydock-test-aborted', 'aborted', future)
  const noBucket = { ...deployment, evidenceBucket: 'arn:aws:s3:::evidence' }
  const event = { environment, deployment: noBucket, stateMachine: runsArn, input: {} }
  const execution = { name: 'sweep', startTime: new Date().toISOString() }
  const context = { getRemainingTimeInMillis: () => 60_000 } as never
  await assert.rejects(sweep({ ...event, execution }, context), { name: 'NotReady' })
  assert.deepEqual(left(), [])
})

const machine = synthesizeSweep(environment, deployment)
/**
 * The sweep as it is deployed: what it ended with, and the values that its lines in the log are to
 * the alarm's metric.
 */
async function sweepRun(input: object) {
  writeFileSync(log, '')
  const states: string[] = []
  const error = await runExecution(machine.workflow, {
    name: 'sweep-1',
    startTime: new Date(),
    input,
    fail: undefined,
    waits: { LetCallsEnd: 1 },
    answerTo: cloud.answerTo,
    onState: (state) => void states.push(state),
  })
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  const counted = lines.filter((line) => matchesPattern(machine.filterPattern, line))
  return { error, states, values: [...new Set(counted.map((line) => JSON.parse(line).left))] }
}

test('the state machine of the sweep deletes what a stopped run left, also what is still made', async () => {
  cloud.executions.set('aborted', 'ABORTED')
  // More than RDS lists on one page.
  const others = Array.from({ length: 101 }, (_, at) => `another-${at}`)
  for (const id of others) cloud.rds.addInstance(id, server)
  clone('drydock-test-a', 'aborted', future)
  clusterClone('drydock-test-b', 'aborted')
  Object.assign(cloud.rds.instances.get('drydock-test-a') ?? {}, { status: 'creating' })
  setTimeout(
    () => Object.assign(cloud.rds.instances.get('drydock-test-a') ?? {}, { status: 'available' }),
    500,
  )
  const { error, states, values } = await sweepRun({ run: 'aborted' })
  assert.equal(error, null)
  assert.deepEqual(states, ['Sweep'])
  assert.deepEqual(left(), others.toSorted())
  assert.deepEqual(values, [0], 'the alarm for a clone that is left has nothing to count')
})

test('a sweep that meets protected clones deletes the others, names each, and raises both alarms', async () => {
  cloud.executions.set('aborted', 'ABORTED')
  clusterClone('drydock-test-a', 'aborted')
  for (const id of ['drydock-test-b', 'drydock-test-c', 'drydock-test-d'])
    clone(id, 'aborted', future)
  for (const id of ['drydock-test-a', 'drydock-test-b']) protect(id, true)
  Object.assign(cloud.rds.instances.get('drydock-test-d') ?? {}, { status: 'creating' })
  setTimeout(
    () => Object.assign(cloud.rds.instances.get('drydock-test-d') ?? {}, { status: 'available' }),
    500,
  )
  const { error, values } = await sweepRun({})
  assert.equal(error?.name, 'CloneProtected')
  assert.match(error?.message ?? '', /drydock-test-b\W+cannot be deleted.*drydock-test-a/)
  const stays = ['drydock-test-a', 'drydock-test-a-instance-1', 'drydock-test-b']
  assert.deepEqual(left(), stays)
  assert.equal(statusOf('drydock-test-a-instance-1'), 'available')
  assert.deepEqual(values, [2], 'from 1 on the alarm for a clone that is left is raised')

  const found = await sweep(
    {
      execution: { name: 'sweep', startTime: new Date().toISOString() },
      input: { dryRun: true },
      environment,
      deployment,
      stateMachine: runsArn,
    },
    { getRemainingTimeInMillis: () => 60_000 } as never,
  )
  assert.deepEqual([found.clones, found.protected.toSorted()], [[], [stays[0], stays[2]]])
  for (const id of ['drydock-test-a', 'drydock-test-b']) protect(id, false)
  assert.equal((await sweepRun({})).error, null)
  assert.deepEqual(left(), [], 'once somebody has switched the protection off')
})

test("a run with a protected clone ends in CloneProtected, before a cluster's writer is touched", async () => {
  clone('drydock-test-a', 'run', future)
  clusterClone('drydock-test-b', 'run')
  for (const [kind, id] of [
    ['instance', 'drydock-test-a'],
    ['cluster', 'drydock-test-b'],
  ] as const) {
    const ask = () =>
      deleteClone({ environment: 'test', deployment } as Run, { kind, clone: id } as SourcePlan)
    protect(id, true)
    await assert.rejects(ask(), { name: 'CloneProtected', message: /costs money.*by hand/ })
    assert.equal(statusOf(kind === 'cluster' ? `${id}-instance-1` : id), 'available')
    protect(id, false)
    await assert.rejects(ask(), { name: 'NotReady' })
  }
})

test('a clone counts as left from the bound of its own run on, or from when the environment says', () => {
  const after = (deleteAfter?: string) => {
    const clone = deleteAfter === undefined ? {} : { deleteAfter }
    const run = { startedAt: past, endsBy: '2020-01-03T00:00:00.000Z', clone } as Run
    return cloneTags(run, {} as SourcePlan).find(({ Key }) => Key === tagKeys.deleteAfter)?.Value
  }
  assert.equal(after(), '2020-01-03T00:00:00.000Z')
  assert.equal(after('12h'), '2020-01-01T12:00:00.000Z')
})
