import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import type { RowsResult } from '../../functions/contract/steps.ts'
import type { RowDataPacket } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { pattern } from '../pattern.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { planPurge, purgeEnvironment } from './plan-purge.ts'
import { cloud, connection, context, server } from './production.ts'

const control = (value: object) =>
  cloud.parameters.set('/drydock/test/control', JSON.stringify(value))
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: preflight }, { handler: purgeRows }, { evidence }] = await Promise.all([
  import('../../functions/preflight.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

const rows = 600
/** Its time is up once a step wants to begin: a pause is not waited for in place. */
const hurried = () => {
  let calls = 0
  return { getRemainingTimeInMillis: () => (calls++ < 3 ? 60_000 : 10_000) } as never
}

async function planned(name: string, throttle: object = {}, databases = ['apim']) {
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await addDeadTokens(connection, rows)
  const environment = purgeEnvironment({ throttle }, databases)
  const { run, source } = await planPurge(environment, name)
  return {
    purge: async (progress: unknown = null) =>
      (await purgeRows({ run, source, target: 'production', progress }, context)) as RowsResult,
    hold: async () =>
      (await purgeRows(
        { run, source, target: 'production', progress: null },
        hurried(),
      )) as RowsResult,
    look: async () => {
      await Promise.resolve(preflight({ run, source, sources: [source] }, context)).catch(
        () => undefined,
      )
      return preflightSchema
        .parse(await evidence(run).get('production', 'preflight-production'))
        .findings.find(({ check }) => check === 'metrics-told')
    },
    account: async () =>
      purgedSchema.parse(await evidence(run).get('production', 'purge-production')),
    left: async () =>
      Number(
        (
          (await connection.query('SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN'))[0] as {
            n: number
          }[]
        )[0]?.n,
      ),
  }
}

test("an idle server's metrics let the purge run, and the preflight reports them", async () => {
  control({ stop: false })
  const { purge, look, left } = await planned('ease')
  assert.deepEqual(await look(), {
    check: 'metrics-told',
    database: 'production',
    level: 'passed',
    detail:
      'The throttle reads running-threads, history-list-length, free-storage; all of them are ' +
      'normal.',
    remedy: '',
  })
  assert.deepEqual(await purge(), { done: true, progress: null })
  assert.equal(await left(), 0)
})

test('a busy CPU pauses the purge with a Wait, noted with its reason; once it is idle the purge continues', async () => {
  control({ stop: false })
  cloud.metrics.set('production', 'CPUUtilization', 95)
  const { purge, hold, left, account } = await planned('busy')
  const held = await hold()
  assert.deepEqual([held.done, held.waitSeconds, await left()], [false, 60, rows])
  assert.deepEqual(
    (await account()).notes?.map(({ what, reasons }) => [what, reasons]),
    [['pause', ['cpu is 95 % (pause from 90)']]],
  )
  cloud.metrics.set('production', 'CPUUtilization', 80)
  assert.deepEqual(await purge(held.progress), { done: true, progress: null })
  assert.equal(await left(), 0)
  assert.deepEqual(
    (await account()).notes?.map(({ what, reasons }) => [what, reasons]),
    [
      ['pause', ['cpu is 95 % (pause from 90)']],
      ['slow', ['cpu is 80 % (slow from 75)']],
    ],
  )
  cloud.metrics.set('production', 'CPUUtilization', 20)
})

test('an own query and the control parameter hold it as well, and a word lets it go', async () => {
  await connection.query('CREATE DATABASE IF NOT EXISTS own')
  await connection.query('CREATE OR REPLACE TABLE own.busy AS SELECT 500 AS queue_length')
  const { purge, hold, left, account } = await planned('own', {
    ownQuery: 'SELECT queue_length FROM own.busy',
    levels: { 'own-query': { pause: 100 } },
  })
  control({ stop: false, pause: true })
  const held = await hold()
  assert.equal(held.waitSeconds, 60)
  assert.deepEqual((await account()).notes?.at(-1)?.reasons, [
    'the switch says pause',
    'own-query is 500 (pause from 100)',
  ])
  control({ stop: false, levels: { 'own-query': 'off' } })
  assert.deepEqual(await purge(held.progress), { done: true, progress: null })
  assert.equal(await left(), 0)
})

test('an own query that takes longer than a second is ended, and is no metric', async () => {
  control({ stop: false })
  const { look } = await planned('slow-query', {
    ownQuery: 'SELECT COUNT(*) FROM own.busy a JOIN own.busy b ON SLEEP(5) = 0',
    levels: { 'own-query': { pause: 100 } },
  })
  // To its own end it would take days.
  const found = await look()
  assert.equal(
    `${found?.level}: ${found?.detail}`,
    'failed: own-query could not be read, and while a metric is missing the purge pauses.',
  )
})

test('a pause at its limit ends the run with its reasons, and the next run deletes the rest', async () => {
  control({ stop: false })
  cloud.metrics.set('production', 'FreeStorageSpace', 4 * 2 ** 30)
  const { purge, left } = await planned('patience', { patience: '0m' })
  await assert.rejects(purge(), {
    name: 'Throttled',
    message: /free-storage is 4 GiB \(pause from 5\)/,
  })
  assert.equal(await left(), rows)
  cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
})

test('an unreadable metric pauses the purge, and fails the preflight before', async () => {
  control({ stop: false })
  const port = server.port + 1
  const { look, hold, left, account } = await planned('silent', {
    replicas: [{ host: '127.0.0.1', port }],
  })
  const found = await look()
  assert.equal(found?.level, 'failed')
  assert.match(
    found?.detail ?? '',
    pattern(
      /^replica-lag of 127\.0\.0\.1:\d+ could not be read, and while a metric is missing the /,
      /purge pauses\.$/,
    ),
  )
  assert.match(found?.remedy ?? '', /throttle\.replicas/)
  assert.equal((await hold()).waitSeconds, 60)
  assert.match(
    (await account()).notes?.[0]?.reasons[0] ?? '',
    /^replica-lag of 127\.0\.0\.1:\d+ could not be read, and a missing value means pause$/,
  )
  assert.equal(await left(), rows)
})

test('the switch applies to every database of a source, not only the first', async () => {
  control({ stop: false })
  await connection.query('DROP DATABASE IF EXISTS second')
  await connection.query('CREATE DATABASE second')
  await connection.changeUser({ database: 'second' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  const { purge, left } = await planned('databases', {}, ['apim', 'second'])
  for (const table of ['IDN_OAUTH_CONSUMER_APPS', 'IDN_OAUTH2_ACCESS_TOKEN'])
    await connection.query(`INSERT INTO second.${table} SELECT * FROM ${table}`)
  cloud.watch(async () => {
    if ((await left()) > 0) return
    cloud.watch(() => undefined)
    control({ stop: true })
    // An answer of the switch holds for a second.
    await new Promise((done) => setTimeout(done, 1200))
  })
  await assert.rejects(purge(), { name: 'PurgeStopped' })
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM second.IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(row?.n, rows)
})
