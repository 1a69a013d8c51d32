import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import {
  AddTagsToResourceCommand,
  CreateDBSnapshotCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  paginateDescribeDBInstances,
  paginateDescribeDBSnapshots,
  RestoreDBInstanceFromDBSnapshotCommand,
} from '@aws-sdk/client-rds'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { PublishCommand } from '@aws-sdk/client-sns'
import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import {
  scratch,
  cloud,
  server,
  rds,
  s3,
  secrets,
  sns,
  describeOne,
  describeSnapshot,
  takeSnapshot,
} from './services-scene.ts'

test("a missing resource is reported with AWS's error name", async () => {
  await assert.rejects(describeOne('nowhere'), { name: 'DBInstanceNotFoundFault' })
  await assert.rejects(describeSnapshot('nowhere'), { name: 'DBSnapshotNotFoundFault' })
  await assert.rejects(
    rds.send(
      new CreateDBSnapshotCommand({ DBSnapshotIdentifier: 'x', DBInstanceIdentifier: 'nowhere' }),
    ),
    { name: 'DBInstanceNotFoundFault' },
  )
  await assert.rejects(
    rds.send(
      new RestoreDBInstanceFromDBSnapshotCommand({
        DBInstanceIdentifier: 'x',
        DBSnapshotIdentifier: 'nowhere',
      }),
    ),
    { name: 'DBSnapshotNotFoundFault' },
  )
  await assert.rejects(rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'nowhere' })), {
    name: 'DBSnapshotNotFoundFault',
  })
  await assert.rejects(
    secrets.send(
      new GetSecretValueCommand({
        SecretId: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:nowhere',
      }),
    ),
    { name: 'ResourceNotFoundException' },
  )
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'nowhere' })), {
    name: 'NoSuchKey',
  })
})

test('a tag of the same key is replaced', async () => {
  await takeSnapshot('tagged', [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ])
  const ResourceName = (await describeSnapshot('tagged'))?.DBSnapshotArn
  await rds.send(
    new AddTagsToResourceCommand({
      ResourceName,
      Tags: [
        { Key: 'a', Value: 'x + y' },
        { Key: 'c', Value: '3' },
      ],
    }),
  )
  assert.deepEqual((await describeSnapshot('tagged'))?.TagList, [
    { Key: 'a', Value: 'x + y' },
    { Key: 'b', Value: '2' },
    { Key: 'c', Value: '3' },
  ])
  await assert.rejects(
    rds.send(
      new AddTagsToResourceCommand({
        ResourceName: `${ResourceName}-not`,
        Tags: [{ Key: 'a', Value: '' }],
      }),
    ),
    { name: 'DBSnapshotNotFoundFault' },
  )
})

test('lists come in pages, whatever is deleted between two of them', async () => {
  const ids = Array.from({ length: 45 }, (_, at) => `many-${String(at).padStart(2, '0')}`)
  for (const id of ids) cloud.rds.addInstance(id, server)
  const sizes: number[] = []
  const seen: string[] = []
  for await (const { DBInstances = [] } of paginateDescribeDBInstances(
    { client: rds, pageSize: 20 },
    {},
  )) {
    sizes.push(DBInstances.length)
    seen.push(...DBInstances.map(({ DBInstanceIdentifier: id = '' }) => id))
    cloud.rds.instances.delete('many-00')
  }
  assert.deepEqual(sizes, [20, 20, 6])
  assert.deepEqual(seen, [...ids, 'production'])
  for (const id of ids) cloud.rds.instances.delete(id)
  await assert.rejects(rds.send(new DescribeDBInstancesCommand({ MaxRecords: 5 })), {
    name: 'InvalidParameterValue',
  })
})

test('lists of snapshots are by instance and type', async () => {
  const list = async (input: { DBInstanceIdentifier?: string; SnapshotType?: string }) => {
    const ids: (string | undefined)[] = []
    for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots({ client: rds }, input))
      ids.push(...DBSnapshots.map(({ DBSnapshotIdentifier: id }) => id))
    return ids
  }
  await takeSnapshot('listed')
  assert.ok(
    (await list({ DBInstanceIdentifier: 'production', SnapshotType: 'manual' })).includes('listed'),
  )
  assert.deepEqual(
    await list({ DBInstanceIdentifier: 'production', SnapshotType: 'automated' }),
    [],
  )
  assert.deepEqual(await list({ DBInstanceIdentifier: 'another', SnapshotType: 'manual' }), [])
})

test('objects and messages arrive as they were sent', async () => {
  await s3.send(
    new PutObjectCommand({
      Bucket: 'evidence',
      Key: 'runs/a b/é.json',
      Body: '{"é":1}',
      ContentType: 'application/json',
    }),
  )
  assert.equal(
    await (
      await s3.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'runs/a b/é.json' }))
    ).Body?.transformToString(),
    '{"é":1}',
  )
  const { mode } = statSync(`${scratch.folder}/buckets/evidence/runs/a b/é.json`)
  assert.equal(mode & 0o777, 0o600, 'nobody else may read it')
  await sns.send(
    new PublishCommand({
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:reports',
      Subject: 'S',
      Message: 'a & b\n<c>',
    }),
  )
  assert.deepEqual(cloud.messages, [{ subject: 'S', message: 'a & b\n<c>' }])
})

test('an injected fault is answered once, under its own name, by each service', async () => {
  const restore = () =>
    rds.send(
      new RestoreDBInstanceFromDBSnapshotCommand({
        DBInstanceIdentifier: 'x',
        DBSnapshotIdentifier: 'nowhere',
      }),
    )
  cloud.refuse({ action: 'RestoreDBInstanceFromDBSnapshot', code: 'InstanceQuotaExceeded' })
  await assert.rejects(restore(), { name: 'InstanceQuotaExceededFault' })
  await assert.rejects(restore(), { name: 'DBSnapshotNotFoundFault' })
  cloud.refuse({ action: 'GetSecretValue', code: 'DecryptionFailure' })
  await assert.rejects(secrets.send(new GetSecretValueCommand({ SecretId: 'x' })), {
    name: 'DecryptionFailure',
  })
  cloud.refuse({ action: 'PutObject', code: 'AccessDenied', status: 403 })
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket: 'evidence', Key: 'x', Body: 'x' })), {
    name: 'AccessDenied',
  })
  cloud.refuse({ action: 'Publish', code: 'AuthorizationError', status: 403 })
  await assert.rejects(sns.send(new PublishCommand({ TopicArn: 'x', Message: 'x' })), {
    name: /^AuthorizationError/,
  })
  cloud.refuse({ action: 'PutObject', code: 'SlowDown', status: 503 })
  await s3.send(new PutObjectCommand({ Bucket: 'evidence', Key: 'x', Body: 'x' }))
})

test('parameters are stored by name, replaced only on request, and missing once deleted', async () => {
  const [ssm, Name] = [new SSMClient({}), '/drydock/test/x']
  const put = (Value: string, more = {}) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', ...more }))
  await assert.rejects(ssm.send(new GetParameterCommand({ Name })), { name: 'ParameterNotFound' })
  await put('a')
  await assert.rejects(put('b'), { name: 'ParameterAlreadyExists' })
  await put('c', { Overwrite: true })
  assert.equal(
    (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value,
    'c',
  )
  await ssm.send(new DeleteParameterCommand({ Name }))
  await assert.rejects(ssm.send(new DeleteParameterCommand({ Name })), {
    name: 'ParameterNotFound',
  })
})

test("whoever waits with a task's token gets what is answered, once", async () => {
  const post = async (action: string, said: object) =>
    (
      await fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
        method: 'POST',
        headers: { 'x-amz-target': `AWSStepFunctions.${action}` },
        body: JSON.stringify(said),
      })
    ).json()
  const [yes, no] = [cloud.answerTo('yes'), cloud.answerTo('no')]
  no.catch(() => undefined)
  assert.deepEqual(await post('SendTaskSuccess', { taskToken: 'yes', output: '{"a": 1}' }), {})
  assert.deepEqual(await yes, { a: 1 })
  await post('SendTaskFailure', { taskToken: 'no', error: 'NotApproved', cause: 'late' })
  await assert.rejects(no, { name: 'NotApproved', message: 'late' })
  assert.equal(
    ((await post('SendTaskSuccess', { taskToken: 'yes', output: '{}' })) as { __type: string })
      .__type,
    'TaskTimedOut',
  )
})
