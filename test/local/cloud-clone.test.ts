import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
  RestoreDBInstanceFromDBSnapshotCommand,
  type DBInstance,
} from '@aws-sdk/client-rds'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { anyRun } from './any-run.ts'
import { server } from './production.ts'

// What the handlers really send; imported late, for the SDK's environment.
const [{ restoreInput }, { restoreInstance }] = await Promise.all([
  import('../../functions/aws/instance/restore-input.ts'),
  import('../../functions/aws/instance/restore.ts'),
])
const [rds, secrets] = [new RDSClient({}), new SecretsManagerClient({})]

const describeOne = async (id: string): Promise<DBInstance> =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0] ??
  assert.fail()
const snapshotStatus = async (id: string) =>
  (await rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id }))).DBSnapshots?.[0]
    ?.Status
async function until(what: () => Promise<boolean>): Promise<void> {
  for (
    const end = Date.now() + 120_000;
    !(await what());
    await new Promise((done) => setTimeout(done, 30))
  )
    assert.ok(Date.now() < end, 'waited in vain')
}
const available = (id: string) =>
  until(async () => (await describeOne(id)).DBInstanceStatus === 'available')
const remove = (id: string) =>
  rds.send(
    new DeleteDBInstanceCommand({
      DBInstanceIdentifier: id,
      SkipFinalSnapshot: true,
      DeleteAutomatedBackups: true,
    }),
  )
async function gone(id: string): Promise<void> {
  await until(() =>
    describeOne(id).then(
      () => false,
      ({ name }) => name === 'DBInstanceNotFound' || name === 'DBInstanceNotFoundFault',
    ),
  )
}
async function signIn({ Endpoint }: DBInstance, user: string, password: string): Promise<string> {
  const connection = await createConnection({
    host: Endpoint?.Address ?? '',
    port: Endpoint?.Port ?? 0,
    user,
    password,
  })
  const [rows] = await connection.query<RowDataPacket[]>('SELECT CURRENT_USER() AS me')
  await connection.end()
  return String(rows[0]?.me)
}

const run: Run = {
  ...anyRun,
  clone: cloneSettingsSchema.parse({ instanceClass: 'db.t4g.medium', storageType: 'gp2' }),
  deployment: { ...anyRun.deployment, cloneSecurityGroup: 'sg-clone' },
}
const source: SourcePlan = {
  kind: 'instance',
  name: 'production',
  secret: '',
  snapshot: 'of-life',
  clone: 'drydock-test-1',
  databases: [],
}

test('a snapshot and a clone go through the states of AWS, and refuse what AWS refuses', async () => {
  const begun = await rds.send(
    new CreateDBSnapshotCommand({
      DBSnapshotIdentifier: 'of-life',
      DBInstanceIdentifier: 'production',
      Tags: [{ Key: 'a', Value: '1' }],
    }),
  )
  assert.equal(begun.DBSnapshot?.Status, 'creating')
  assert.equal(begun.DBSnapshot.SnapshotCreateTime, undefined)
  const backingUp = await describeOne('production')
  assert.equal(backingUp.DBInstanceStatus, 'backing-up')
  assert.equal(backingUp.Endpoint?.Port, server.port, 'its address stays')
  const again = (id: string) =>
    rds.send(
      new CreateDBSnapshotCommand({ DBSnapshotIdentifier: id, DBInstanceIdentifier: 'production' }),
    )
  await assert.rejects(again('of-life'), { name: 'DBSnapshotAlreadyExistsFault' })
  await assert.rejects(again('another'), { name: 'InvalidDBInstanceStateFault' })
  await assert.rejects(rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'of-life' })), {
    name: 'InvalidDBSnapshotStateFault',
  })
  const restore = () =>
    rds.send(new RestoreDBInstanceFromDBSnapshotCommand(restoreInput(run, source, backingUp)))
  await assert.rejects(restore(), { name: 'InvalidDBSnapshotStateFault' })
  await until(async () => (await snapshotStatus('of-life')) === 'available')
  await available('production')

  const { DBInstance: creating } = await restore()
  assert.equal(creating?.DBInstanceStatus, 'creating')
  assert.equal(creating.Endpoint, undefined)
  assert.equal(creating.MasterUserSecret, undefined)
  await assert.rejects(restore(), { name: 'DBInstanceAlreadyExistsFault' })
  await assert.rejects(remove(source.clone), { name: 'InvalidDBInstanceStateFault' })
  // As the state machine asks: until it is ready.
  const waits: string[] = []
  await until(() =>
    restoreInstance(run, source).then(
      () => true,
      (error: Error) => {
        assert.equal(error.name, 'NotReady', error.message)
        if (waits.at(-1) !== error.message) waits.push(error.message)
        return false
      },
    ),
  )
  for (const told of [
    /is creating/,
    /is getting its own password/,
    /is resetting-master-credentials/,
  ])
    assert.match(waits.join('\n'), told)

  const clone = await describeOne(source.clone)
  const [groups, parameters, options] = [
    clone.VpcSecurityGroups,
    clone.DBParameterGroups,
    clone.OptionGroupMemberships,
  ].map((list) => list?.map((one) => Object.values(one)[0]))
  assert.deepEqual(
    [
      clone.DBInstanceClass,
      clone.StorageType,
      clone.DBSubnetGroup?.DBSubnetGroupName,
      groups,
      parameters,
      options,
    ],
    [
      'db.t4g.medium',
      'gp2',
      'local-subnets',
      ['sg-clone'],
      ['local-parameters'],
      ['local-options'],
    ],
  )
  assert.deepEqual(
    [
      clone.MultiAZ,
      clone.PubliclyAccessible,
      clone.DeletionProtection,
      clone.BackupRetentionPeriod,
      clone.AutoMinorVersionUpgrade,
      clone.CopyTagsToSnapshot,
    ],
    [false, false, false, 0, false, false],
  )
  assert.deepEqual([clone.Engine, clone.EngineVersion], [server.engine, server.version])
  assert.deepEqual(
    clone.TagList?.map(({ Key }) => Key),
    [
      'drydock:managed-by',
      'drydock:environment',
      'drydock:run-id',
      'drydock:source',
      'drydock:delete-after',
    ],
  )
  assert.notEqual(clone.DbiResourceId, backingUp.DbiResourceId)

  assert.equal(clone.MasterUserSecret?.SecretStatus, 'active')
  const secret = clone.MasterUserSecret.SecretArn
  const { username, password } = JSON.parse(
    (await secrets.send(new GetSecretValueCommand({ SecretId: secret }))).SecretString ?? '',
  )
  assert.notEqual(password, server.rootPassword)
  assert.equal(await signIn(clone, username, password), 'root@localhost')
  await assert.rejects(signIn(clone, 'root', server.rootPassword), {
    code: 'ER_ACCESS_DENIED_ERROR',
  })

  await assert.rejects(
    rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: source.clone })),
    {
      name: 'InvalidParameterCombination',
    },
  )
  assert.equal((await remove(source.clone)).DBInstance?.DBInstanceStatus, 'deleting')
  await assert.rejects(remove(source.clone), { name: 'InvalidDBInstanceStateFault' })
  await gone(source.clone)
  await assert.rejects(remove(source.clone), { name: 'DBInstanceNotFoundFault' })
  await assert.rejects(secrets.send(new GetSecretValueCommand({ SecretId: secret })), {
    name: 'ResourceNotFoundException',
  })
  await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'of-life' }))
  await assert.rejects(snapshotStatus('of-life'), { name: 'DBSnapshotNotFoundFault' })
})

test('a restore that asks for nothing keeps class, storage and password of the snapshot', async () => {
  await rds.send(
    new CreateDBSnapshotCommand({
      DBSnapshotIdentifier: 'plain',
      DBInstanceIdentifier: 'production',
    }),
  )
  await until(async () => (await snapshotStatus('plain')) === 'available')
  await rds.send(
    new RestoreDBInstanceFromDBSnapshotCommand({
      DBInstanceIdentifier: 'plain',
      DBSnapshotIdentifier: 'plain',
    }),
  )
  await available('plain')
  const plain = await describeOne('plain')
  assert.equal(plain.MasterUserSecret, undefined)
  assert.equal(
    await signIn(plain, plain.MasterUsername ?? '', server.rootPassword),
    'root@localhost',
  )
  const production = await describeOne('production')
  assert.deepEqual(
    [plain.DBInstanceClass, plain.StorageType],
    [production.DBInstanceClass, production.StorageType],
  )
  assert.deepEqual(
    [
      plain.DBSubnetGroup?.DBSubnetGroupName,
      plain.VpcSecurityGroups?.[0]?.VpcSecurityGroupId,
      plain.TagList,
    ],
    ['default', 'default', []],
  )
  await remove('plain')
  await gone('plain')
})
