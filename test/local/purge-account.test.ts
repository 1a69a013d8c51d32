import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import { purgedSchema, verifiedSchema } from '../../functions/contract/evidence.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { weekdays } from '../../functions/contract/window.ts'
import type { Plan, RowsResult, Run } from '../../functions/contract/steps.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { serversFollow } from '../seed/server-clock.ts'
import { cloud, connection, context, deployment, server } from './production.ts'

cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
// Imported late: the SDK reads where it speaks to from the environment.
const [
  { handler: planRun },
  { handler: purgeRows },
  { handler: measureRows },
  { handler: verifyRows },
  { evidence },
] = await Promise.all([
  import('../../functions/plan-run.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/measure-rows.ts'),
  import('../../functions/verify-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

const rows = 1200
const environment = runEnvironmentSchema.parse({
  name: 'test',
  allowProductionPurge: true,
  limits: { productionShare: 1 },
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim', times: { written: 'UTC' } }],
      secret: `arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef`,
    },
  ],
})

beforeEach(async () => {
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(connection, 'apim-2.5.0')
  await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
  const dead = Array.from({ length: rows }, (_, at) => [
    `t${String(at).padStart(4, '0')}`,
    1,
    'REVOKED',
    `${at}`,
    '2020-01-01',
    '2020-01-01',
  ])
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
    [dead],
  )
})

async function planned(name: string, startTime = '2026-11-24T09:00:00.000Z') {
  const { run, sources } = (await planRun(
    {
      execution: { name, startTime },
      input: { mode: 'purge' },
      environment,
      deployment,
    },
    context,
  )) as Plan
  const source = { ...sources[0], secret }
  const event = { source, target: 'production', progress: null }
  const purge = async (progress: unknown = null, bounds: Partial<Run> = {}) =>
    (await purgeRows({ ...event, run: { ...run, ...bounds }, progress }, context)) as RowsResult
  const measure = () => measureRows({ ...event, run, again: true }, context)
  const verify = (bounds: Partial<Run> = {}) =>
    verifyRows({ ...event, run: { ...run, ...bounds } }, context)
  const account = async () =>
    purgedSchema.parse(await evidence(run).get('production', 'purge-production'))
  const deleted = async () =>
    (await account()).databases
      .flatMap(({ tables }) => tables)
      .reduce((sum, table) => sum + table.rows, 0)
  return { run, source, purge, measure, verify, account, deleted }
}

test('a purge that fails midway has what it deleted on record, and the next try adds to it', async () => {
  const { purge, account, deleted } = await planned('midway')
  await connection.query(
    `CREATE TRIGGER refuse BEFORE DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW IF OLD.TOKEN_ID = 't1100' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF`,
  )
  await assert.rejects(purge(), /ER_SIGNAL_EXCEPTION 1644/)
  const midway = await deleted()
  assert.ok(midway >= 500 && midway < rows, `${midway} rows on record`)
  assert.equal((await account()).done, false)
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows - midway, 'the record is what is gone')
  await connection.query('DROP TRIGGER refuse')
  // As the state machine tries again: with the progress from before the call that failed.
  assert.deepEqual(await purge(null), { done: true, progress: null })
  assert.equal(await deleted(), rows)
  // A call whose answer was lost is called again.
  assert.deepEqual(await purge(null), { done: true, progress: null })
  assert.equal(await deleted(), rows)
})

test('a purge whose time is over ends at the next batch, and what it did is verified and accounted for', async () => {
  const { run, purge, measure, verify, account, deleted } = await planned('out-of-time')
  const kept = evidence(run)
  await connection.query(
    "INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('live', 1, 'ACTIVE', 'live', '2020-01-01', '2020-01-01')",
  )
  await measure()
  await kept.put('production', 'purge-clone', {
    done: true,
    databases: [
      {
        database: 'apim',
        tables: [{ table: 'IDN_OAUTH2_ACCESS_TOKEN', rows, old: rows, hash: '0' }],
        batches: 1,
        milliseconds: 1,
      },
    ],
    progress: null,
  })
  await connection.query(
    `CREATE TRIGGER refuse BEFORE DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW IF OLD.TOKEN_ID = 't1100' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF`,
  )
  await assert.rejects(purge(), { name: 'Unexpected' })
  await connection.query('DROP TRIGGER refuse')
  const midway = await deleted()
  assert.deepEqual(await purge(null, { purgeBy: new Date().toISOString() }), {
    done: true,
    progress: null,
  })
  const { done, ended } = await account()
  assert.deepEqual([done, ended, await deleted()], [true, 'time', midway])
  await verify()
  const { databases } = verifiedSchema.parse(await kept.get('production', 'verify-production'))
  assert.equal(
    databases[0]?.checks.find(({ check }) => check === 'no-dead-row-left')?.detail,
    `The time was over: ${rows - midway} dead rows are left for the next run.`,
  )
  // An early end excuses no row that lived.
  await connection.query("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = 'live'")
  await assert.rejects(verify(), { name: 'CheckFailed', message: /survivors-unchanged/ })
  const late = { endsBy: new Date(Date.now() + 1_800_000).toISOString() }
  await assert.rejects(verify(late), { name: 'OutOfTime', message: /no more rows are processed/ })
})

test('a purge that comes when its time is over deletes nothing, and says so', async () => {
  const { purge, account, deleted } = await planned('too-late')
  assert.equal((await purge(null, { purgeBy: new Date().toISOString() })).done, true)
  assert.deepEqual([(await account()).ended, await deleted()], ['time', 0])
})

test('a production that is no longer as it was planned loses no row: schema, filled table, foreign key, zone, window', async () => {
  const left = async () => {
    const [[row]] = await connection.query<RowDataPacket[]>(
      "SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID LIKE 't%'",
    )
    return Number(row?.n)
  }
  const [first, filled, zone] = [
    await planned('schema'),
    await planned('filled'),
    await planned('zone'),
  ]
  const shut = weekdays[(new Date().getUTCDay() + 2) % 7] ?? assert.fail()
  const window: Run['window'] = { days: [shut], from: '02:00', to: '04:00', outside: 'wait' }
  const waiting = await first.purge(null, { window })
  assert.deepEqual([waiting.done, (waiting.waitSeconds ?? 0) > 0], [false, true])

  await connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN LATE INT')
  await assert.rejects(first.purge(), {
    name: 'SchemaChanged',
    message: /^The schema or the statements of apim on the production differ from the plan/,
  })
  await connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN DROP COLUMN LATE')

  const empty = filled.source.databases?.[0]?.empty ?? []
  await connection.query("SET SESSION sql_mode = '', foreign_key_checks = 0")
  await connection.query(`INSERT INTO ${empty[0]} () VALUES ()`)
  await assert.rejects(filled.purge(), {
    name: 'SchemaChanged',
    message: new RegExp(`^${empty[0]} of apim had no rows when the run was planned`),
  })
  await connection.query(`DELETE FROM ${empty[0]}`)
  await connection.query('SET SESSION sql_mode = DEFAULT, foreign_key_checks = 1')

  // It comes between the call's reading of the schema and its first batch.
  cloud.watch(async (action) => {
    if (action !== 'PutObject') return
    cloud.watch(() => undefined)
    await connection.query(
      'CREATE TABLE NOTES (T VARCHAR(255) CHARACTER SET latin1, CONSTRAINT NOTES_TOKEN FOREIGN KEY (T) REFERENCES IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE CASCADE) ENGINE=InnoDB',
    )
  })
  await assert.rejects(filled.purge(), {
    name: 'SchemaChanged',
    message:
      /^The foreign key NOTES_TOKEN of NOTES leads to IDN_OAUTH2_ACCESS_TOKEN since the purge/,
  })
  await connection.query('DROP TABLE NOTES')

  await connection.query(
    "INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('new', 'ACTIVE', 'new', '2020-01-02', '2020-01-02')",
  )
  await assert.rejects(zone.purge(), { name: 'ZoneContradicted' })
  assert.equal(await left(), rows)
})

test('a clock that is a year off, either way, plans nothing and deletes nothing', async (t) => {
  const { purge } = await planned('clock')
  const [year, far] = [365 * 86_400_000, '2099-01-01T00:00:00.000Z']
  for (const off of [year, -year]) {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + off })
    await assert.rejects(planned('ahead', new Date().toISOString()), {
      name: 'ClocksDisagree',
      message: /^The clock of the server of apim says .* UTC and Drydock's says .* 8760 h apart/,
    })
    await assert.rejects(purge(null, { purgeBy: far, endsBy: far }), {
      name: 'ClocksDisagree',
    })
    t.mock.timers.reset()
  }
  await assert.rejects(planned('later', new Date(Date.now() + year).toISOString()), {
    name: 'ClocksDisagree',
    message: /^The execution began at .*, 8760 h after Drydock's clock/,
  })
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
})

test('a schema that changes between purge and verify: an index is no matter, and a column is told for what it is', async () => {
  const { run, purge, measure, verify } = await planned('altered')
  const kept = evidence(run)
  await measure()
  await purge()
  const account = await kept.get('production', 'purge-production')
  await kept.put('production', 'purge-clone', account)
  await connection.query('CREATE INDEX LATE ON IDN_OAUTH2_ACCESS_TOKEN (TOKEN_STATE_ID)')
  await connection.query('CREATE TABLE LATE (N INT PRIMARY KEY)')
  await verify()
  await connection.query('RENAME TABLE IDN_OAUTH2_ACCESS_TOKEN TO AWAY')
  const back = sleep(500).then(() =>
    connection.query('RENAME TABLE AWAY TO IDN_OAUTH2_ACCESS_TOKEN'),
  )
  await Promise.all([verify(), back])
  await connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN LATE INT')
  await assert.rejects(verify(), {
    name: 'SchemaChanged',
    message: /The purge had ended before: each of its calls saw the planned schema/,
  })
})

test('a name that leads to another server, to other data or to an older copy: nothing is deleted there', async () => {
  const { run, source, purge, measure } = await planned('elsewhere')
  const instance = cloud.rds.instances.get('production') ?? assert.fail()
  const { resourceId } = instance
  const other = (message: RegExp) => ({ name: 'OtherServer', message })
  Object.assign(instance, { resourceId: 'db-ANOTHER' })
  await assert.rejects(purge(), other(/RDS calls it db-ANOTHER, and called it /))
  await assert.rejects(
    measure(),
    other(/what PurgeProduction deleted before, if it ran, went from/),
  )
  Object.assign(instance, { resourceId })
  await connection.query("UPDATE IDN_OAUTH_CONSUMER_APPS SET CONSUMER_KEY = 'another'")
  await assert.rejects(purge(), other(/of 1 row of IDN_OAUTH_CONSUMER_APPS .*, 0 are as before/))
  await connection.query("UPDATE IDN_OAUTH_CONSUMER_APPS SET CONSUMER_KEY = 'app'")
  const [database] = source.databases ?? []
  assert.ok(database?.server)
  const failedOver = { ...database, server: { ...database.server, own: 'another' } }
  const older = { ...failedOver, times: { ...database.times, newest: '2026-11-24 08:00:00' } }
  const event = { run, target: 'production', progress: null }
  await assert.rejects(
    purgeRows({ ...event, source: { ...source, databases: [older] } }, context),
    other(/another server process, and its newest token is of 2020-01-01 .*, where it was of 2026/),
  )
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
  // A standby that took over has the data, and is gone on with.
  await purgeRows({ ...event, source: { ...source, databases: [failedOver] } }, context)
})

test('of two runs at once one works and the other is told so, until its turn comes', async () => {
  const runs = await Promise.all([planned('first'), planned('second')])
  const ended = await Promise.allSettled(runs.map(({ purge }) => purge()))
  const refused = ended.filter((one): one is PromiseRejectedResult => one.status === 'rejected')
  for (const { reason } of refused) assert.equal((reason as Error).name, 'PurgeRunning')
  assert.ok(refused.length < 2, 'one of them works')
  for (const { purge } of runs) await purge()
  let deleted = 0
  for (const run of runs) deleted += await run.deleted()
  assert.equal(deleted, rows, 'each row is deleted and counted once')
})

test('a call that counts when the purge is at work already leaves what was counted before it', async () => {
  const { run, purge, measure } = await planned('counted-late')
  const counted = () => evidence(run).get('production', 'recount-production')
  await measure()
  const before = await counted()
  await purge()
  await measure()
  assert.deepEqual(await counted(), before)
})

test("where a step goes on is kept in the bucket: the execution's state holds no key of a row", async () => {
  const { run, source } = await planned('kept')
  for (const [handler, answered] of [
    [measureRows, 'measure-production'],
    [purgeRows, 'purge-production'],
  ] as const) {
    let [progress, calls, kept] = [null as unknown, 0, '']
    for (let done = false; !done; calls++) {
      // Time for a step or two.
      let left = 4
      const short = { getRemainingTimeInMillis: () => (left-- > 0 ? 60_000 : 16_000) } as never
      const answer = (await handler(
        { run, source, target: 'production', progress },
        short,
      )) as RowsResult
      ;({ done, progress } = answer)
      if (!done) assert.deepEqual(progress, { call: calls + 1 })
      kept += JSON.stringify(await evidence(run).get('production', `progress-${answered}`))
    }
    assert.ok(calls > 1, `${answered}: ${calls} calls`)
    assert.match(kept, /"t\d{4}"/)
    await assert.rejects(
      handler({ run, source, target: 'production', progress: { low: ['t0001'] } }, context),
      { name: 'InvalidInput' },
    )
  }
})

test('two loops that overlap, each cut off again and again, leave one account that is exact', async () => {
  const { run, source, account, deleted } = await planned('overlapping')
  const small = { ...run, limits: { ...run.limits, batchMilliseconds: 10 } }
  const seen = new Set<string>()
  const loop = async (milliseconds: number) => {
    for (let done = false, calls = 0; !done && calls < 200; calls++) {
      const ends = performance.now() + milliseconds
      const cut = { getRemainingTimeInMillis: () => ends - performance.now() } as never
      const event = { run: small, source, target: 'production', progress: null }
      done = await Promise.resolve(purgeRows(event, cut) as Promise<RowsResult>).then(
        (answer) => answer.done,
        (error: Error) => (seen.add(error.name), false),
      )
    }
  }
  cloud.watch((action) => sleep(action === 'PutObject' ? 90 : 0))
  await Promise.all([loop(700), loop(900)]).finally(() => cloud.watch(() => undefined))
  assert.ok(
    seen.has('PurgeRunning'),
    `they met: ${[...seen].join(', ')}, ${(await account()).databases[0]?.batches} batches`,
  )
  for (const name of seen)
    assert.ok(['PurgeRunning', 'DatabaseUnreachable'].includes(name), [...seen].join(', '))
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.deepEqual([left?.n, await deleted(), (await account()).done], [0, rows, true])
})

test('a run whose clock is hours ahead ends at the first token that the application still accepts', async (t) => {
  const wall = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
  await connection.query(
    `UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'ACTIVE', TIME_CREATED = ?, REFRESH_TOKEN_TIME_CREATED = ?, VALIDITY_PERIOD = 3600000, REFRESH_TOKEN_VALIDITY_PERIOD = 3600000 WHERE TOKEN_ID = 't0007'`,
    [wall(Date.now() - 1_800_000), wall(Date.now() - 1_800_000)],
  )
  // The server's clock is as wrong, so that nothing else is in the way.
  const restore = serversFollow()
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 6 * 3_600_000 })
  const { purge } = await planned('hours-ahead', new Date().toISOString())
  t.mock.timers.reset()
  restore()
  await assert.rejects(purge(), { name: 'LiveRow', message: /"tokens" was about to delete 1 of/ })
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
})
