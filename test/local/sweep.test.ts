import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { managedBy, runEnvironmentSchema, tagKeys } from '../../functions/contract/environment.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
// Imported late: the SDK reads where it speaks to from the environment.
const { handler: sweep } = await import('../../functions/sweep.ts')

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
function clone(id: string, runId: string, deleteAfter?: string, more: Record<string, string> = {}) {
  cloud.rds.addInstance(id, server)
  const all = {
    [tagKeys.managedBy]: managedBy,
    [tagKeys.environment]: 'test',
    [tagKeys.runId]: runId,
    ...(deleteAfter !== undefined && { [tagKeys.deleteAfter]: deleteAfter }),
    ...more,
  }
  const tags = Object.entries(all).map(([Key, Value]) => ({ Key, Value }))
  cloud.rds.instances.get(id)?.tags.push(...tags)
}

test('only the clones of this environment whose run has ended, or that are overdue and of no known run, are swept', async () => {
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
      environment: runEnvironmentSchema.parse({
        name: 'test',
        sources: [
          {
            instance: 'production',
            databases: [{ name: 'apim' }],
            secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
          },
        ],
      }),
      deployment: {
        cloneSecurityGroup: 'sg-1',
        evidenceBucket: 'evidence',
        reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
      },
      stateMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock-test',
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
