import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startClient } from '../../local/client/start-client.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedTokens } from '../../local/seed/seed-tokens.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { engines, inDatabase, type Engine } from './engines.ts'
import { plainPurge } from './plain-purge.ts'

function login({ url }: Engine): { host: string; port: number; user: string; password: string } {
  const { hostname, port, username, password } = new URL(url ?? '')
  return {
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
}

for (const engine of engines) {
  test(`on ${engine.name} the client loses nothing while dead rows are deleted, and the seed's truth holds`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'client_purge', async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      const now = new Date()
      const truth = await seedTokens(storeOf(connection), { tokens: 5000, now, seed: 3 })
      const client = await startClient({
        engine: 'mysql',
        ...login(engine),
        database: 'client_purge',
        now: () => new Date(),
        perSecond: 150,
        truth,
      })
      await sleep(1000)
      await plainPurge(connection, cutoffOf(now))
      await sleep(1500)
      const report = await client.stop()
      assert.deepEqual(report.lost, [])
      assert.deepEqual(report.errors, [])
      assert.ok(
        report.issued > 50 && report.refreshed > 10 && report.revoked > 5 && report.lookups > 50,
        JSON.stringify({ ...report, touchedSeedTokens: undefined }),
      )
      assert.ok(report.touchedSeedTokens.size > 0)
      assert.ok(
        report.latency.p50 > 0 &&
          report.latency.p50 <= report.latency.p95 &&
          report.latency.p99 <= report.latency.max,
      )
      assert.deepEqual(await verifyTruth(storeOf(connection), truth, report.touchedSeedTokens), [])
      assert.equal(await client.stop(), report, 'a second stop gives the same report')
    })
  })

  test(`on ${engine.name} the client notices live tokens and scopes that are taken away`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'client_lost', async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      await seedTokens(storeOf(connection), { tokens: 1000, now: new Date(), seed: 3 })
      const client = await startClient({
        engine: 'mysql',
        ...login(engine),
        database: 'client_lost',
        now: () => new Date(),
        perSecond: 100,
      })
      await sleep(1000)
      await connection.query(
        "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN_SCOPE WHERE TOKEN_SCOPE = 'default'",
      )
      const report = await client.stop()
      assert.ok(report.lost.length > 10, `${report.lost.length} lost`)
    })
  })

  test(`on ${engine.name} a client of a database without tokens fails at once`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'client_empty', async () => {
      await assert.rejects(
        startClient({
          engine: 'mysql',
          ...login(engine),
          database: 'client_empty',
          now: () => new Date(),
          perSecond: 1,
        }),
        /IDN_OAUTH2_ACCESS_TOKEN/,
      )
    })
  })
}
