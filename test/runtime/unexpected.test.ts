import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { RDSClient } from '@aws-sdk/client-rds'
import { ecs } from '../../functions/aws/ecs.ts'
import { rds } from '../../functions/aws/rds.ts'
import { s3 } from '../../functions/aws/s3.ts'
import { ssm } from '../../functions/aws/ssm.ts'
import { deploymentSchema } from '../../functions/contract/environment.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { steps } from '../../infra/steps.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { openScratch } from '../../local/scratch.ts'
import { deployment } from '../infra/example.ts'

const scratch = openScratch()
after(() => scratch.close())
const log = join(scratch.folder, 'drydock.log')
process.env.DRYDOCK_LOG = log

const environment = runEnvironmentOf(loadEnvironment('example'))
const whole = {
  execution: { name: 'run-1', startTime: '2026-11-22T03:00:00.000Z' },
  environment,
  deployment: deploymentSchema.parse({
    ...deployment,
    smokeTest: {
      cluster: 'c',
      taskDefinition: 't',
      subnets: ['s'],
      securityGroup: 'sg-1',
      credentials: 'secret',
      logGroup: 'logs',
    },
  }),
}
/** Where the clones have an account of their own. */
const apart = {
  ...whole.deployment,
  cloneAccount: {
    account: '222222222222',
    roles: 'arn:aws:iam::222222222222:role/drydock-example-clones-',
    externalId: 'id',
    subnetGroup: 'clones',
    key: 'key',
  },
}
let plan: Plan
let thrown: unknown
before(async () => {
  plan = await namePlan({ ...whole, input: { mode: 'rehearse' } }).plan(
    async (_, database) => database,
  )
  const send = () => Promise.reject(thrown)
  for (const client of [ecs, rds, s3, ssm, RDSClient.prototype]) Object.assign(client, { send })
})
const context = { functionName: 'the function', getRemainingTimeInMillis: () => 60_000 }

for (const [step, { file }] of Object.entries(steps))
  test(`${step}: a fault in its midst is Unexpected, and the log has where`, async () => {
    thrown = new TypeError(`${step} has a fault`)
    const { handler } = (await import(`../../${file}`)) as {
      handler: (event: unknown, context: object) => Promise<unknown>
    }
    const event = {
      ...whole,
      ...plan,
      plan,
      ...(step === 'copySnapshot' && { run: { ...plan.run, deployment: apart } }),
      source: step === 'gatherArchive' ? plan.sources[0]?.name : plan.sources[0],
      runId: 'run-1',
      archive: environment.archive,
      // Nothing is rebuilt in production that nobody asked for.
      target: step === 'reclaimSpace' ? 'clone' : 'production',
      progress: null,
      failure: null,
      token: 'the token',
      stateMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock',
      input: step === 'undoRows' ? { run: 'run-0', source: plan.sources[0]?.name } : {},
    }
    await assert.rejects(handler(event, context), (error: Error) => {
      assert.ok(error instanceof NamedError)
      assert.equal(error.name, 'Unexpected', error.message)
      assert.match(error.message, new RegExp(`TypeError: ${step} has a fault.*Report it`))
      return true
    })
    assert.match(readFileSync(log, 'utf8'), /unexpected\.test\.ts/)
  })

test("another error's text is kept out of message and log: it may quote a row", async () => {
  thrown = Object.assign(new Error("Duplicate entry 'a-token'"), { code: 'ER_ODD', errno: 4711 })
  const { handler } = await import('../../functions/take-snapshot.ts')
  const event = { ...plan, source: plan.sources[0] }
  await assert.rejects(handler(event, context as never), {
    name: 'Unexpected',
    message: /Error ER_ODD 4711\. The step/,
  })
  assert.doesNotMatch(readFileSync(log, 'utf8'), /a-token/)
})

test('a fault of AWS keeps its name', async () => {
  thrown = Object.assign(new Error('no room'), { name: 'SnapshotQuotaExceeded', $fault: 'client' })
  const { handler } = await import('../../functions/take-snapshot.ts')
  const event = { ...plan, source: plan.sources[0] }
  await assert.rejects(handler(event, context as never), { name: 'SnapshotQuotaExceeded' })
})
