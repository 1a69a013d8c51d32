import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import { anyRun } from '../local/any-run.ts'
import { freePort } from '../../local/server/free-port.ts'

// A second opinion on what is asked of RDS, S3 and Secrets Manager: moto, which shares no belief
// with the local cloud. It runs unpatched; behind its endpoints is no database: moto-run.test.ts
// patches that and makes whole runs.
const skip =
  spawnSync('moto_server', ['--version']).error === undefined
    ? false
    : 'moto_server is not installed: no second opinion on the calls of AWS was asked for'
const port = await freePort()
const endpoint = `http://127.0.0.1:${port}`
Object.assign(process.env, {
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'moto',
  AWS_SECRET_ACCESS_KEY: 'moto',
})
const child = skip === false ? spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)]) : null
after(() => child?.kill())
before(async () => {
  for (let tries = 0; skip === false && tries < 300; tries++) {
    if (await fetch(endpoint).catch(() => null)) return
    await sleep(100)
  }
})

const run = {
  ...anyRun,
  mode: 'rehearse',
  purgeBy: new Date(Date.now() + 86_400_000).toISOString(),
  endsBy: new Date(Date.now() + 172_800_000).toISOString(),
} as const
const name = 'drydock-test-0123456789abcdef'
const source = {
  kind: 'instance',
  name: 'production',
  secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:production',
  snapshot: name,
  clone: name,
  databases: [],
} as const
const context = { getRemainingTimeInMillis: () => 60_000 } as never

test('moto takes every call of a clone from its snapshot to its end', { skip }, async () => {
  const { RDS } = await import('@aws-sdk/client-rds')
  const { S3 } = await import('@aws-sdk/client-s3')
  const rds = new RDS({})
  await new S3({ forcePathStyle: true }).createBucket({
    Bucket: 'evidence',
    CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
  })
  // moto has no option group of the name that it shows for an instance without one.
  await rds.createOptionGroup({
    OptionGroupName: 'own',
    EngineName: 'mysql',
    MajorEngineVersion: '8.0',
    OptionGroupDescription: 'own',
  })
  await rds.createDBInstance({
    OptionGroupName: 'own',
    DBInstanceIdentifier: 'production',
    DBInstanceClass: 'db.r6g.large',
    Engine: 'mysql',
    AllocatedStorage: 100,
    MasterUsername: 'root',
    MasterUserPassword: 'Only-for-this-test-1',
  })
  const call = async (file: string) => {
    const { handler } = await import(`../../functions/${file}.ts`)
    for (let tries = 0; ; tries++)
      try {
        return await handler({ run, source }, context)
      } catch (error) {
        // As the state machine does.
        if (!(error instanceof Error && error.name === 'NotReady' && tries < 20)) throw error
      }
  }
  const instances = async () =>
    ((await rds.describeDBInstances({})).DBInstances ?? []).map(
      ({ DBInstanceIdentifier }) => DBInstanceIdentifier,
    )
  await call('take-snapshot')
  const [snapshot] =
    (await rds.describeDBSnapshots({ DBSnapshotIdentifier: name })).DBSnapshots ?? []
  const tags = Object.fromEntries((snapshot?.TagList ?? []).map(({ Key, Value }) => [Key, Value]))
  assert.equal(tags[tagKeys.managedBy], managedBy)
  await call('restore-clone')
  assert.deepEqual((await instances()).sort(), [name, 'production'])
  const [clone] = (await rds.describeDBInstances({ DBInstanceIdentifier: name })).DBInstances ?? []
  assert.notEqual(clone?.MasterUserSecret?.SecretArn, undefined)
  await call('delete-clone')
  assert.deepEqual(await instances(), ['production'])
  await call('expire-snapshots')
})
