import assert from 'node:assert/strict'
import { after, test as always } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import {
  AddTagsToResourceCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  DeleteDBClusterCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RestoreDBClusterFromSnapshotCommand,
} from '@aws-sdk/client-rds'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { runEnvironmentSchema, type SourceSettings } from '../../functions/contract/environment.ts'
import { approvalName } from '../../functions/contract/control.ts'
import type { Swept } from '../../functions/contract/sweep.ts'
import { measuredSchema, purgedSchema } from '../../functions/contract/evidence.ts'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import type { Plan, Run, SourcePlan } from '../../functions/contract/steps.ts'
import { type Step, steps } from '../../infra/steps.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { runExecution } from '../../local/run-execution.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'

const scratch = openScratch()
after(() => scratch.close())
// Aurora is MySQL; where there is none here, MariaDB speaks enough of its dialect for everything but the preflight.
const onMySql = (process.env.DRYDOCK_ENGINES ?? '').includes('mysql')
/** To the purge Aurora is MySQL: MariaDB in its place is refused. */
const skip = onMySql ? false : 'Aurora is MySQL to the purge, and there is none here'
const test = (name: string, work: () => Promise<void>) => always(name, { skip }, work)
const software = await findSoftware(onMySql ? 'mysql' : 'mariadb', (line) => console.log(line))
const dataDirectory = `${scratch.folder}/data`
await software.initialize(dataDirectory)
const server = await software.start({ dataDirectory })
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
cloud.rds.addCluster('aurora', server, ['aurora-reader'])
const connection = await createConnection({
  host: server.host,
  port: server.port,
  user: 'root',
  password: server.rootPassword,
})
scratch.onCleanup(() => connection.end())
await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await loadSchema(connection, 'apim-2.5.0')
await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
const tokens = (['REVOKED', 'ACTIVE'] as const).flatMap((state) =>
  Array.from({ length: 300 }, (_, at) => [
    `${state}${at}`,
    1,
    state,
    `${state}${at}`,
    '2020-01-01',
    '2020-01-01',
  ]),
)
await connection.query(
  'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
  [tokens],
)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ evidence }, { openTarget }] = await Promise.all([
  import('../../functions/aws/evidence.ts'),
  import('../../functions/aws/target-database.ts'),
])
const rds = new RDSClient({})

const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
async function call<T>(step: Step, event: unknown): Promise<T> {
  const { handler } = (await import(`../../${steps[step].file}`)) as {
    handler: (event: unknown, context: unknown) => Promise<T>
  }
  return handler(event, { getRemainingTimeInMillis: () => 60_000 })
}
/** As the state machine does it. */
async function until(step: Step, event: unknown): Promise<string[]> {
  const waits: string[] = []
  for (const end = Date.now() + 90_000; ; await setTimeout(50)) {
    const error = await call(step, event).then(
      () => null,
      (reason: Error) => reason,
    )
    if (error === null) return waits
    if (error.name !== 'NotReady' || Date.now() > end) throw error
    if (waits.at(-1) !== error.message) waits.push(error.message)
  }
}
async function plan(
  name: string,
  source: Partial<Record<'instance' | 'cluster', string>> = { cluster: 'aurora' },
  more: object = {},
): Promise<{ run: Run; source: SourcePlan }> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    keepSnapshots: 1,
    clone: { instanceClass: 'db.t4g.medium' },
    sources: [
      {
        ...source,
        databases: [{ name: 'apim', times: { written: 'UTC' } }],
        secret,
      } as SourceSettings,
    ],
    ...more,
  })
  const {
    run,
    sources: [planned],
  } = await call<Plan>('planRun', {
    execution: { name, startTime: new Date().toISOString() },
    input: {},
    environment,
    deployment,
  })
  return { run, source: planned ?? assert.fail() }
}
const describeCluster = async (id: string) =>
  (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))).DBClusters?.[0] ??
  assert.fail()
const describeInstance = async (id: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0] ??
  assert.fail()
const count = async () =>
  Object.fromEntries(
    (
      await connection.query<RowDataPacket[]>(
        'SELECT TOKEN_STATE AS state, COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN GROUP BY TOKEN_STATE',
      )
    )[0].map(({ state, n }) => [state, Number(n)]),
  )

test('a cluster is snapshot, restored with a writer and a password of its own, purged and deleted', async () => {
  const { run, source } = await plan('first')
  assert.deepEqual([source.kind, source.name, source.snapshot], ['cluster', 'aurora', source.clone])
  await until('takeSnapshot', { run, source })
  const waits = (await until('restoreClone', { run, source })).join('\n')
  for (const told of [
    /is being created/,
    /is restored; its writer is being created/,
    /is getting its own password/,
  ])
    assert.match(waits, told)

  const [clone, writer] = [
    await describeCluster(source.clone),
    await describeInstance(`${source.clone}-writer`),
  ]
  assert.deepEqual(
    [
      clone.Engine,
      clone.DBSubnetGroup,
      clone.DBClusterParameterGroup,
      clone.VpcSecurityGroups?.map(({ VpcSecurityGroupId: id }) => id),
    ],
    ['aurora-mysql', 'local-subnets', 'local-cluster-parameters', ['sg-clones']],
  )
  assert.deepEqual(
    [clone.DeletionProtection, clone.BackupRetentionPeriod, clone.CopyTagsToSnapshot],
    [false, 1, false],
  )
  assert.deepEqual(
    clone.DBClusterMembers?.map(({ DBInstanceIdentifier: id, IsClusterWriter }) => [
      id,
      IsClusterWriter,
    ]),
    [[`${source.clone}-writer`, true]],
  )
  assert.deepEqual(
    [
      writer.DBInstanceClass,
      writer.DBParameterGroups?.[0]?.DBParameterGroupName,
      writer.PubliclyAccessible,
      writer.AutoMinorVersionUpgrade,
    ],
    ['db.t4g.medium', 'local-parameters', false, false],
  )
  for (const tags of [clone.TagList, writer.TagList])
    assert.deepEqual(
      tags?.map(({ Key }) => Key),
      [
        'drydock:managed-by',
        'drydock:environment',
        'drydock:run-id',
        'drydock:source',
        'drydock:delete-after',
      ],
    )
  assert.notEqual(clone.DbClusterResourceId, (await describeCluster('aurora')).DbClusterResourceId)
  const signIn = createConnection({
    host: clone.Endpoint ?? '',
    port: clone.Port ?? 0,
    user: 'root',
    password: server.rootPassword,
  })
  await assert.rejects(
    signIn,
    { code: 'ER_ACCESS_DENIED_ERROR' },
    "production's password is refused",
  )

  for (const step of ['measureRows', 'purgeRows', 'verifyRows'] as const)
    assert.deepEqual(await call(step, { run, source, target: 'clone', progress: null }), {
      done: true,
      progress: null,
    })
  assert.deepEqual(await count(), { ACTIVE: 300, REVOKED: 300 }, 'production is as it was')
  const kept = evidence(run)
  assert.ok(
    measuredSchema.parse(await kept.get('aurora', 'measure-clone')).databases.length === 1,
    "evidence lies under the cluster's name",
  )
  assert.equal(
    purgedSchema
      .parse(await kept.get('aurora', 'purge-clone'))
      .databases[0]?.tables.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN')?.rows,
    300,
  )

  await until('deleteClone', { run, source })
  assert.deepEqual([...cloud.rds.clusters.keys()], ['aurora'])
  assert.deepEqual([...cloud.rds.instances.keys()], ['aurora-instance-1', 'aurora-reader'])
  assert.deepEqual(await call('purgeRows', { run, source, target: 'production', progress: null }), {
    done: true,
    progress: null,
  })
  assert.deepEqual(await count(), { ACTIVE: 300 })
  const undone = {
    execution: { name: 'undo', startTime: new Date().toISOString() },
    input: { run: 'first', source: 'aurora', dryRun: false },
    environment: runEnvironmentSchema.parse({
      name: 'test',
      sources: [
        { cluster: 'aurora', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
      ],
    }),
    deployment,
    progress: null,
  }
  assert.equal((await call<{ done: boolean }>('undoRows', undone)).done, true)
  assert.deepEqual(await count(), { ACTIVE: 300, REVOKED: 300 }, 'the archive comes back')
  await until('expireSnapshots', { run, source })
  assert.equal(
    cloud.rds.clusterSnapshots
      .get(source.snapshot)
      ?.tags.find(({ Key }) => Key === 'drydock:outcome')?.Value,
    'succeeded',
  )
})

test('snapshots of clusters are kept by the number of successful runs, those of others are left alone', async () => {
  await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterSnapshotIdentifier: 'by-hand',
      DBClusterIdentifier: 'aurora',
    }),
  )
  await until('takeSnapshot', await plan('second'))
  const third = await plan('third')
  await until('takeSnapshot', third)
  await call('expireSnapshots', third)
  assert.deepEqual(
    [...cloud.rds.clusterSnapshots.keys()].sort(),
    ['by-hand', third.source.snapshot].sort(),
  )
})

test('what fails is told, and what an earlier try has begun is found', async () => {
  const { run, source } = await plan('edges')
  const name = (step: Step, of = source) =>
    call(step, { run, source: of }).then(
      () => 'done',
      (error: Error) => error.name,
    )
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'SnapshotQuotaExceeded' })
  assert.equal(await name('takeSnapshot'), 'SnapshotQuotaExceededFault')
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'InvalidDBClusterStateFault' })
  assert.equal(await name('takeSnapshot'), 'NotReady')
  cloud.refuse({ action: 'CreateDBClusterSnapshot', code: 'DBClusterSnapshotAlreadyExistsFault' })
  assert.equal(await name('takeSnapshot'), 'NotReady')
  assert.equal(await name('takeSnapshot', { ...source, snapshot: 'by-hand' }), 'NotDrydocks')
  await until('takeSnapshot', { run, source })
  cloud.refuse({
    action: 'RestoreDBClusterFromSnapshot',
    code: 'DBClusterQuotaExceededFault',
    status: 403,
  })
  assert.equal(await name('restoreClone'), 'DBClusterQuotaExceededFault')
  assert.equal(await name('restoreClone', { ...source, clone: 'aurora' }), 'NotDrydocks')
  cloud.refuse({ action: 'CreateDBInstance', code: 'InstanceQuotaExceeded' })
  await assert.rejects(until('restoreClone', { run, source }), {
    name: 'InstanceQuotaExceededFault',
  })
  assert.ok(
    cloud.rds.clusters.has(source.clone) && !cloud.rds.instances.has(`${source.clone}-writer`),
  )
  await assert.rejects(openTarget({ run, source, target: 'clone', database: 'apim' }), {
    name: 'DatabaseUnreachable',
  })
  assert.equal(await name('deleteClone', { ...source, clone: 'aurora' }), 'NotDrydocks')
  await until('deleteClone', { run, source })
  assert.ok(!cloud.rds.clusters.has(source.clone), 'a cluster without a writer goes too')
})

test('a clone that is production is refused by identity and by address', async () => {
  const { run, source } = await plan('identity')
  await assert.rejects(
    openTarget({ run, source: { ...source, clone: 'aurora' }, target: 'clone', database: 'apim' }),
    { name: 'CloneIsProduction' },
  )
  cloud.rds.addCluster('drydock-test-same', server)
  await assert.rejects(
    openTarget({
      run,
      source: { ...source, clone: 'drydock-test-same' },
      target: 'clone',
      database: 'apim',
    }),
    { name: 'CloneIsProduction' },
  )
  for (const map of [cloud.rds.clusters, cloud.rds.instances])
    for (const id of map.keys()) if (id.startsWith('drydock-test-same')) map.delete(id)
})

test('what a run left behind is swept once it has ended, and never before, however old it is', async () => {
  const { run, source } = await plan('aborted')
  await until('takeSnapshot', { run, source })
  await until('restoreClone', { run, source })
  await rds.send(
    new AddTagsToResourceCommand({
      ResourceName: (await describeCluster(source.clone)).DBClusterArn,
      Tags: [{ Key: 'drydock:delete-after', Value: '2020-01-01T00:00:00.000Z' }],
    }),
  )
  const token = approvalName('test', 'aborted')
  cloud.parameters.set(token, 'secret')
  const event = (input: object) => ({
    execution: { name: 'sweep', startTime: new Date().toISOString() },
    input,
    environment: runEnvironmentSchema.parse({
      name: 'test',
      sources: [{ cluster: 'aurora', databases: [{ name: 'apim' }], secret }],
      keepFailedSnapshots: 0,
    }),
    deployment,
    stateMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock-test',
  })
  cloud.executions.set('aborted', 'RUNNING')
  const there = () => [
    cloud.rds.clusters.has(source.clone),
    cloud.rds.instances.has(`${source.clone}-writer`),
    cloud.rds.clusterSnapshots.has(source.snapshot),
    cloud.parameters.has(token),
  ]
  const { clones, overdue } = await call<Swept>('sweep', event({}))
  assert.deepEqual([clones, overdue], [[], [source.clone]])
  assert.deepEqual(there(), [true, true, true, true], 'its run is at work')
  cloud.executions.set('aborted', 'ABORTED')
  const found = await call<Swept>('sweep', event({ dryRun: true }))
  assert.deepEqual(found.clones, [source.clone])
  assert.ok(found.snapshots.includes(source.snapshot))
  assert.ok(found.runs.includes('aborted'))
  assert.deepEqual(there(), [true, true, true, true], 'a dry run deletes nothing')
  await assert.rejects(call('sweep', event({ dry: true })), { name: 'InvalidInput' })
  assert.deepEqual(await until('sweep', event({ run: 'aborted' })), [
    `These clones are being deleted: ${source.clone}.`,
  ])
  assert.deepEqual(there(), [false, false, false, false])
  assert.ok(cloud.rds.clusters.has('aurora'))
})

test('an instance of a cluster, a cluster of another engine and one that is not there are no sources', async () => {
  await assert.rejects(plan('member', { instance: 'aurora-reader' }), {
    name: 'SourceNotFound',
    message: /instance of the cluster "aurora".*\{"cluster": "aurora"\}/,
  })
  await assert.rejects(plan('missing', { cluster: 'nowhere' }), {
    name: 'SourceNotFound',
    message: /no RDS cluster "nowhere"/,
  })
  cloud.rds.addCluster('multi-az', server)
  Object.assign(cloud.rds.clusters.get('multi-az')?.shown ?? {}, { Engine: 'mysql' })
  await assert.rejects(plan('engine', { cluster: 'multi-az' }), {
    name: 'SourceNotFound',
    message: /runs mysql; Drydock supports aurora-mysql clusters/,
  })
  for (const map of [cloud.rds.clusters, cloud.rds.instances])
    for (const id of map.keys()) if (id.startsWith('multi-az')) map.delete(id)
})

test('the local cloud refuses what AWS refuses of a cluster', async () => {
  const remove = (id: string, more = {}) =>
    rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier: id, ...more }))
  await assert.rejects(remove('aurora'), { name: 'InvalidParameterCombination' })
  await assert.rejects(remove('aurora', { SkipFinalSnapshot: true }), {
    name: 'InvalidParameterCombination',
    message: /protected/,
  })
  await assert.rejects(remove('nowhere', { SkipFinalSnapshot: true }), {
    name: 'DBClusterNotFoundFault',
  })
  await assert.rejects(
    rds.send(
      new RestoreDBClusterFromSnapshotCommand({
        DBClusterIdentifier: 'x',
        SnapshotIdentifier: 'nowhere',
        Engine: 'aurora-mysql',
      }),
    ),
    { name: 'DBClusterSnapshotNotFoundFault' },
  )
  await assert.rejects(
    rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'x',
        DBClusterIdentifier: 'nowhere',
        DBInstanceClass: 'c',
        Engine: 'aurora-mysql',
      }),
    ),
    { name: 'DBClusterNotFoundFault' },
  )
})

test('the preflight lists readers with their lag, asks for the quotas of clusters, and takes the storage for elastic', async () => {
  const look = async (name: string) => {
    const event = await plan(name)
    const error = await call('preflight', { ...event, sources: [event.source] }).then(
      () => null,
      (reason: Error) => reason,
    )
    const { findings } = preflightSchema.parse(
      await evidence(event.run).get('aurora', 'preflight-production'),
    )
    return {
      error,
      told: (check: string) =>
        findings
          .filter((one) => one.check === check)
          .map(({ level, detail }) => `${level}: ${detail}`)
          .join(),
    }
  }
  cloud.metrics.set('aurora-reader', 'AuroraReplicaLag', 25)
  const { error, told } = await look('fine')
  assert.equal(error, null)
  assert.match(told('replicas-known'), /^warning: .*aurora-reader \(0\.025 s behind\)/)
  assert.match(
    told('quota-sufficient'),
    /^passed: .*DBInstances \d+ of 40, DBClusters 1 of 40, ManualClusterSnapshots \d+ of 100/,
  )
  assert.match(told('room-sufficient'), /^passed: .*grows by itself/)
  assert.match(told('engine-supported'), /^passed/)
  cloud.rds.quotas.DBClusters = 1
  assert.match(
    (await look('full')).error?.message ?? '',
    /one more cluster \(DBClusters: 1 of 1 used\)/,
  )
})

test('the whole machine takes a cluster through its gates and an approval', async () => {
  cloud.rds.quotas.DBClusters = 40
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    sources: [
      { cluster: 'aurora', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
    approval: { deadline: '10m' },
  })
  const states: string[] = []
  const answerTo = async (token: string) => {
    const answer = cloud.answerTo(token)
    cloud.onMessage(
      () =>
        void fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
          method: 'POST',
          headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
          body: JSON.stringify({ taskToken: token, output: '{}' }),
        }),
    )
    return answer
  }
  const error = await runExecution(synthesizeDefinition(environment, deployment), {
    name: 'machine',
    startTime: new Date(),
    input: {},
    fail: undefined,
    answerTo,
    onState: (state) => void states.push(state),
  })
  assert.equal(error, null)
  assert.deepEqual(
    states.filter((state) => /Clone|Approval|Production|Snapshot/.test(state)),
    [
      'TakeSnapshot',
      'RestoreClone',
      'MeasureClone',
      'PurgeClone',
      'VerifyClone',
      'ReclaimClone',
      'MeasureProduction',
      'AskApproval',
      'DeleteClone',
      'RecountProduction',
      'PurgeProduction',
      'VerifyProduction',
      'ReclaimProduction',
      'ExpireSnapshots',
    ],
  )
  assert.match(
    cloud.messages.find(({ message }) => message.includes('/approval/machine'))?.message ?? '',
    /drydock-test-[0-9a-f]{16}.*127\.0\.0\.1/s,
  )
  assert.deepEqual(await count(), { ACTIVE: 300 })
  assert.deepEqual([...cloud.rds.clusters.keys()], ['aurora'])
})
