import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import type { Plan, RowsResult } from '../../functions/contract/steps.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'

// A replica of production's that RDS does not know: both are real servers, and one follows the
// other's binary log.
const scratch = openScratch()
after(() => scratch.close())
const software = await findSoftware('mariadb', (line) => console.log(line))
const start = async (name: string, settings: Readonly<Record<string, string>>) => {
  const dataDirectory = `${scratch.folder}/${name}`
  await software.initialize(dataDirectory)
  return software.start({ dataDirectory, settings, rootPassword: 'pw' })
}
const server = await start('production', { log_bin: 'binlog', server_id: '1' })
const replica = await start('replica', { server_id: '2' })
const open = async ({ host, port }: { readonly host: string; readonly port: number }) => {
  const connection = await createConnection({ host, port, user: 'root', password: 'pw' })
  scratch.onCleanup(() => connection.end())
  return connection
}
const [connection, following] = [await open(server), await open(replica)]
await following.query(
  `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${server.port}, MASTER_USER = ` +
    "'root', MASTER_PASSWORD = 'pw', MASTER_LOG_FILE = 'binlog.000001', MASTER_LOG_POS = 4",
)
await following.query('START SLAVE')
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'root', password: 'pw' })
cloud.rds.addInstance('production', server)
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: planRun }, { handler: preflight }, { handler: purgeRows }, { evidence }] =
  await Promise.all([
    import('../../functions/plan-run.ts'),
    import('../../functions/preflight.ts'),
    import('../../functions/purge-rows.ts'),
    import('../../functions/aws/evidence.ts'),
  ])

const context = { getRemainingTimeInMillis: () => 60_000 } as never
/** Its time is up once a step wants to begin: a pause is not waited for in place. */
const hurried = () => {
  let calls = 0
  return { getRemainingTimeInMillis: () => (calls++ < 3 ? 60_000 : 10_000) } as never
}
const count = async (on: typeof connection): Promise<number> =>
  Number(
    (
      await on.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM apim.IDN_OAUTH2_ACCESS_TOKEN')
    )[0][0]?.n,
  )
async function until(what: string, reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await reached().catch(() => false)); tries++) {
    assert.ok(tries < 300, what)
    await sleep(100)
  }
}

test('the preflight shows a replica; while replication is stopped, the purge pauses; then both continue', async () => {
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) SELECT seq, 1, IF(seq <= 600, ' +
      "'REVOKED', 'ACTIVE'), seq, '2020-01-01', '2020-01-01' FROM seq_1_to_700",
  )
  await until('the replica follows', async () => (await count(following)) === 700)

  const at = `127.0.0.1:${replica.port}`
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    throttle: { replicas: [{ host: '127.0.0.1', port: replica.port }] },
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
  })
  const deployment = {
    cloneSecurityGroup: 'sg-1',
    evidenceBucket: 'evidence',
    reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  }
  const { run, sources } = (await planRun(
    {
      execution: { name: 'replica', startTime: '2026-11-24T09:00:00.000Z' },
      input: { mode: 'purge' },
      environment,
      deployment,
    },
    context,
  )) as Plan
  const source = { ...sources[0], secret }
  const finding = async (name: string) => {
    await Promise.resolve(preflight({ run, source, sources: [source] }, context)).catch(
      () => undefined,
    )
    return preflightSchema
      .parse(await evidence(run).get('production', 'preflight-production'))
      .findings.find(({ check }) => check === name)
  }
  assert.match(
    (await finding('replicas-known'))?.detail ?? '',
    /^Replicas follow this server: .*\(server id 2\)\.$/,
  )
  const told = await finding('metrics-told')
  assert.equal(told?.level, 'passed', told?.detail)
  assert.match(told.detail, /replica-lag/)

  // Its connection lives on, and what it is sent is not applied: it can not say how far behind it
  // is.
  await following.query('STOP SLAVE SQL_THREAD')
  const silent = await finding('metrics-told')
  assert.equal(silent?.level, 'failed')
  assert.match(silent.detail, new RegExp(`^replica-lag of ${at} could not be read`))
  const held = (await purgeRows(
    { run, source, target: 'production', progress: null },
    hurried(),
  )) as RowsResult
  assert.deepEqual([held.done, held.waitSeconds, await count(connection)], [false, 60, 700])
  const notes = purgedSchema.parse(await evidence(run).get('production', 'purge-production')).notes
  assert.deepEqual(
    notes?.map(({ what, reasons }) => [what, reasons]),
    [['pause', [`replica-lag of ${at} could not be read, and a missing value means pause`]]],
  )

  await following.query('START SLAVE SQL_THREAD')
  await until(
    'the replica says how far behind it is',
    async () => (await finding('metrics-told'))?.level === 'passed',
  )
  assert.deepEqual(
    await purgeRows({ run, source, target: 'production', progress: held.progress }, context),
    { done: true, progress: null },
  )
  assert.equal(await count(connection), 100)
  await until('the replica follows', async () => (await count(following)) === 100)
})

test("a replica's own query writes nothing, ends in time, and goes to no server without TLS but one that is here", async () => {
  const [{ lookAtProduction }, { openTarget }, { throttleSchema }] = await Promise.all([
    import('../../functions/jobs/look-at-production.ts'),
    import('../../functions/aws/target-database.ts'),
    import('../../functions/contract/throttle.ts'),
  ])
  const source = { kind: 'instance', name: 'production', secret } as const
  const { database, dialect } = await openTarget({
    source,
    deployment: {},
    target: 'production',
    database: 'apim',
  })
  const asked = async (host: string, query: string) => {
    const throttle = throttleSchema.parse({ cloudWatch: false, replicas: [] })
    const look = await lookAtProduction(
      source as never,
      // As the schema would not let it through.
      {
        deployment: {},
        throttle: { ...throttle, replicas: [{ host, port: replica.port, query }] },
      },
      database,
      dialect,
    )
    return (await look()).metrics.find(({ name }) => name === 'replica-lag')?.value
  }
  await following.query('CREATE DATABASE own')
  await following.query('CREATE TABLE own.HEARTBEAT (LAG INT)')
  await following.query('INSERT INTO own.HEARTBEAT VALUES (3)')
  try {
    const lag = 'SELECT LAG FROM own.HEARTBEAT'
    assert.equal(await asked('127.0.0.1', lag), 3)
    assert.equal(await asked('127.0.0.1', 'DELETE FROM own.HEARTBEAT'), null)
    assert.equal(await asked('127.0.0.1', lag), 3)
    assert.equal(await asked('127.0.0.1', 'SELECT 1 + SLEEP(4) FROM own.HEARTBEAT'), null)
    // The same server under a name that is not known to be here.
    assert.equal(await asked('0.0.0.0', lag), null)
  } finally {
    await following.query('DROP DATABASE own')
    await database.close()
  }
})

test('a lagging replica reports its lag', async () => {
  const [{ lookAtProduction }, { openTarget }, { throttleSchema }] = await Promise.all([
    import('../../functions/jobs/look-at-production.ts'),
    import('../../functions/aws/target-database.ts'),
    import('../../functions/contract/throttle.ts'),
  ])
  const source = { kind: 'instance', name: 'production', secret } as const
  const { database, dialect } = await openTarget({
    source,
    deployment: {},
    target: 'production',
    database: 'apim',
  })
  const locking = await open(replica)
  try {
    const look = await lookAtProduction(
      source as never,
      {
        deployment: {},
        throttle: throttleSchema.parse({
          cloudWatch: false,
          replicas: [{ host: '127.0.0.1', port: replica.port }],
        }),
      },
      database,
      dialect,
    )
    const lag = async () =>
      (await look()).metrics.find(({ name }) => name === 'replica-lag')?.value ?? null
    assert.equal(await lag(), 0)
    // Somebody reads on the replica, and what comes from production waits behind it.
    await locking.query('LOCK TABLES apim.IDN_OAUTH2_ACCESS_TOKEN READ')
    await connection.query("DELETE FROM apim.IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = '650'")
    await until('it falls behind', async () => ((await lag()) ?? 0) >= 2)
    await locking.query('UNLOCK TABLES')
    await until('it catches up', async () => (await lag()) === 0)
  } finally {
    await database.close()
  }
})
