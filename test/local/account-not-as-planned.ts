import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import type { Run } from '../../functions/contract/steps.ts'
import { weekdays } from '../../functions/contract/window.ts'
import { purgeRows, evidence, rows, planned } from './account-scene.ts'
import { cloud, connection, context } from './production.ts'

test('a production that is no longer as it was planned loses no row', async () => {
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
  // As after an upgrade in the middle of a run, whose plan had other statements.
  const { run, source } = first
  const [database] = source.databases
  const databases = [{ ...database, statementsHash: 'of another version' }]
  const before = { run, source: { ...source, databases }, target: 'production', progress: null }
  await assert.rejects(purgeRows(before, context), { name: 'SchemaChanged' })
  assert.equal(await left(), rows)

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
      'CREATE TABLE NOTES (T VARCHAR(255) CHARACTER SET latin1, CONSTRAINT NOTES_TOKEN ' +
        'FOREIGN KEY (T) REFERENCES IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE CASCADE) ' +
        'ENGINE=InnoDB',
    )
  })
  await assert.rejects(filled.purge(), {
    name: 'SchemaChanged',
    message:
      /^The foreign key NOTES_TOKEN of NOTES refers to IDN_OAUTH2_ACCESS_TOKEN since the purge/,
  })
  await connection.query('DROP TABLE NOTES')

  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, TOKEN_STATE, TOKEN_STATE_ID, ' +
      "TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('new', 'ACTIVE', 'new', '2020-01-02', " +
      "'2020-01-02')",
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
      message: /^The clock of the server of apim shows .* UTC, Drydock's shows .* differ by 8760 h/,
    })
    await assert.rejects(purge(null, { purgeBy: far, endsBy: far }), {
      name: 'ClocksDisagree',
    })
    t.mock.timers.reset()
  }
  await assert.rejects(planned('later', new Date(Date.now() + year).toISOString()), {
    name: 'ClocksDisagree',
    message: /^The execution started at .*, 8760 h after Drydock's clock/,
  })
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
})

test('between purge and verify another index does not matter, and another column is reported', async () => {
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
  await assert.rejects(purge(), other(/its resource ID in RDS is db-ANOTHER, but was /))
  await assert.rejects(
    measure(),
    other(/anything that PurgeProduction deleted before was deleted from/),
  )
  Object.assign(instance, { resourceId })
  await connection.query("UPDATE IDN_OAUTH_CONSUMER_APPS SET CONSUMER_KEY = 'another'")
  await assert.rejects(purge(), other(/of 1 row of IDN_OAUTH_CONSUMER_APPS .*, 0 are unchanged/))
  await connection.query("UPDATE IDN_OAUTH_CONSUMER_APPS SET CONSUMER_KEY = 'app'")
  const [database] = source.databases ?? []
  assert.ok(database?.server)
  const failedOver = { ...database, server: { ...database.server, own: 'another' } }
  const older = { ...failedOver, times: { ...database.times, newest: '2026-11-24 08:00:00' } }
  const event = { run, target: 'production', progress: null }
  await assert.rejects(
    purgeRows({ ...event, source: { ...source, databases: [older] } }, context),
    other(/another server process, and its newest token is from 2020-01-01 .*, but was from 2026/),
  )
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
  // A standby that took over has the data, and is gone on with.
  await purgeRows({ ...event, source: { ...source, databases: [failedOver] } }, context)
})
