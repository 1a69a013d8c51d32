import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, describe, mock, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import type { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
const { findSnapshot } = await import('../../functions/aws/snapshot.ts')
const { readCredentials, renewed } = await import('../../functions/aws/secrets.ts')
const { rds } = await import('../../functions/aws/rds.ts')
const { secretsManager } = await import('../../functions/aws/secrets-manager.ts')
const { evidence } = await import('../../functions/aws/evidence.ts')
const { publish } = await import('../../functions/aws/topic.ts')
const { readParameter } = await import('../../functions/aws/parameter.ts')
const { keepToken } = await import('../../functions/aws/keep-token.ts')
const { isPassing } = await import('../../functions/aws/passing-errors.ts')
const { awsClient } = await import('../../functions/aws/aws-client.ts')
const { RDSClient, DescribeAccountAttributesCommand, DescribeDBSnapshotsCommand } = await import(
  '@aws-sdk/client-rds'
)

const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
/** As often as a client tries. */
const always = { times: 6 }
// Of the waits between tries, which are as long as chance says, none.
mock.method(Math, 'random', () => 0)

describe('trouble of AWS that passes', { concurrency: true }, () => {
  for (const [what, action, code, status, work] of [
    ['RDS', 'DescribeDBSnapshots', 'Throttling', 400, () => findSnapshot('instance', 'x', rds)],
    [
      'a secret',
      'GetSecretValue',
      'ThrottlingException',
      400,
      () => readCredentials('one', secretsManager),
    ],
    [
      'S3',
      'PutObject',
      'SlowDown',
      503,
      () => evidence({ runId: 'r', deployment }).putText('a', 'b', 'c'),
    ],
    ['SNS', 'Publish', 'InternalFailure', 500, () => publish(deployment.reportTopic, 'a', 'b')],
    ['SSM', 'PutParameter', 'TooManyUpdates', 400, () => keepToken('/drydock/x', 'tok-1')],
  ] as const)
    test(`${what}: ${code} again and again is AwsUnavailable, with its name and nothing secret`, async () => {
      cloud.refuse({ action, code, status, ...always })
      await assert.rejects(work, (error: Error) => {
        assert.equal(error.name, 'AwsUnavailable')
        assert.match(error.message, new RegExp(`${action}.*${code}`))
        assert.doesNotMatch(error.message, /tok-1/)
        return true
      })
    })

  test('five throttled answers are waited out by the client itself', async () => {
    cloud.refuse({ action: 'DescribeDBClusterSnapshots', code: 'Throttling', times: 5 })
    assert.equal(await findSnapshot('cluster', 'none', rds), null)
  })

  test('a client that has met trouble for long tries as often as before', async () => {
    const client = awsClient(RDSClient)
    const ask = () => client.send(new DescribeAccountAttributesCommand({}))
    // More than the SDK's own budget of retries, which a client has for its whole life.
    cloud.refuse({ action: 'DescribeAccountAttributes', code: 'Throttling', times: 6 * 25 })
    for (let call = 0; call < 25; call++) await assert.rejects(ask(), { name: 'AwsUnavailable' })
    cloud.refuse({ action: 'DescribeAccountAttributes', code: 'Throttling', times: 5 })
    assert.ok((await ask()).AccountQuotas?.length)
  })

  test('reaching a time limit that the caller set is AwsUnavailable too', async () => {
    cloud.refuse({ action: 'GetParameter', code: 'InternalServerError', status: 500, ...always })
    await assert.rejects(readParameter('/drydock/test/control', 300), { name: 'AwsUnavailable' })
  })

  test('a server that never answers is given up, not waited for', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((listening) => silent.once('listening', listening))
    const client = awsClient(RDSClient, {
      endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      maxAttempts: 2,
      requestTimeout: 200,
    })
    await assert.rejects(client.send(new DescribeDBSnapshotsCommand({})), {
      name: 'AwsUnavailable',
      message: /TimeoutError/,
    })
    silent.closeAllConnections()
    silent.close()
  })

  test('credentials that can not be fetched are AwsUnavailable', async () => {
    const client = awsClient(RDSClient, {
      credentials: () =>
        Promise.reject(Object.assign(new Error('no role'), { name: 'CredentialsProviderError' })),
    })
    await assert.rejects(client.send(new DescribeDBSnapshotsCommand({})), {
      name: 'AwsUnavailable',
      message: /CredentialsProviderError/,
    })
  })
})

test('a throttled secret is read', async () => {
  const secret = cloud.secrets.add('throttled', { username: 'u', password: 'p' })
  cloud.refuse({ action: 'GetSecretValue', code: 'ThrottlingException', times: 4 })
  assert.deepEqual(await readCredentials(secret, secretsManager), { username: 'u', password: 'p' })
})

test('a refused password is looked for again until the rotation has reached the secret', async () => {
  const secret = cloud.secrets.add('rotating', { username: 'u', password: 'old' })
  const send = secretsManager.send.bind(secretsManager)
  let reads = 0
  const at = Object.assign(Object.create(secretsManager), {
    send: (command: GetSecretValueCommand) => {
      if (++reads === 3) cloud.secrets.change(secret, { username: 'v', password: 'new' })
      return send(command)
    },
  })
  const rotated = await renewed(secret, at, 'old', { reads: 9, pause: 1 })
  assert.deepEqual([rotated, reads], [{ user: 'v', password: 'new' }, 3])
  const still = await renewed(secret, at, 'new', { reads: 4, pause: 1 })
  assert.deepEqual([still.password, reads], ['new', 7])
})

describe('what lasts keeps its own name', () => {
  test('a quota of RDS', async () => {
    cloud.refuse({ action: 'DescribeDBSnapshots', code: 'KMSKeyNotAccessibleFault' })
    await assert.rejects(findSnapshot('instance', 'y', rds), { name: 'KMSKeyNotAccessibleFault' })
  })

  test('a secret that is not there is AccessDenied', async () => {
    await assert.rejects(readCredentials('none', secretsManager), { name: 'AccessDenied' })
  })
})

test('a transient error is reported with name, code, status and cause', () => {
  const error = (fields: object) => Object.assign(new Error('x'), fields)
  for (const passing of [
    error({ name: 'RequestLimitExceeded' }),
    error({ name: 'TooManyRequestsException' }),
    error({ name: 'ServiceUnavailable', $fault: 'server' }),
    error({ code: 'EAI_AGAIN' }),
    error({ code: 'ECONNRESET' }),
    error({ name: 'Odd', $metadata: { httpStatusCode: 502 } }),
    error({ name: 'SyntaxError', $response: { statusCode: 200 } }),
    new Error('wrapped', { cause: error({ code: 'ENETUNREACH' }) }),
  ])
    assert.ok(isPassing(passing), JSON.stringify(passing))
  for (const lasting of [
    error({ name: 'AccessDeniedException', $fault: 'client', $metadata: { httpStatusCode: 400 } }),
    error({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } }),
    error({ name: 'InsufficientDBInstanceCapacityFault', $metadata: { httpStatusCode: 400 } }),
    new TypeError('a fault of ours'),
    'text',
    null,
  ])
    assert.ok(!isPassing(lasting), JSON.stringify(lasting))
})

test('no client is made but by the one place that makes them patient', () => {
  const folder = join(import.meta.dirname, '../../functions')
  for (const file of globSync('**/*.ts', { cwd: folder }))
    assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /new \w+Client\(/, file)
})
