import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, describe, mock, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
const { findSnapshot } = await import('../../functions/aws/snapshot.ts')
const { readCredentials } = await import('../../functions/aws/secrets.ts')
const { evidence } = await import('../../functions/aws/evidence.ts')
const { publish } = await import('../../functions/aws/topic.ts')
const { readParameter } = await import('../../functions/aws/parameter.ts')
const { keepToken } = await import('../../functions/aws/keep-token.ts')
const { isPassing } = await import('../../functions/aws/passing-errors.ts')
const { awsClient } = await import('../../functions/aws/aws-client.ts')
const { RDSClient, DescribeDBSnapshotsCommand } = await import('@aws-sdk/client-rds')

const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
/** As often as a client tries. */
const always = { times: 6 }
// Of the waits between tries, which are as long as chance says, none.
mock.method(Math, 'random', () => 0)

describe('trouble of AWS that passes', { concurrency: true }, () => {
  for (const [what, action, code, status, work] of [
    ['RDS', 'DescribeDBSnapshots', 'Throttling', 400, () => findSnapshot('instance', 'x')],
    ['a secret', 'GetSecretValue', 'ThrottlingException', 400, () => readCredentials('one')],
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
    assert.equal(await findSnapshot('cluster', 'none'), null)
  })

  test('a limit of time that the caller set is AwsUnavailable too', async () => {
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

describe('what lasts keeps its own name', () => {
  test('a quota of RDS', async () => {
    cloud.refuse({ action: 'DescribeDBSnapshots', code: 'KMSKeyNotAccessibleFault' })
    await assert.rejects(findSnapshot('instance', 'y'), { name: 'KMSKeyNotAccessibleFault' })
  })

  test('a secret that is not there is AccessDenied', async () => {
    await assert.rejects(readCredentials('none'), { name: 'AccessDenied' })
  })
})

test('what passes is told by name, code, status and cause', () => {
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
