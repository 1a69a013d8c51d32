import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startClient } from '../../local/client/start-client.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedTokens } from '../../local/seed/seed-tokens.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { everyEngine, inStore, login } from '../seed/engines.ts'
import { plainPurge } from '../seed/plain-purge.ts'

for (const engine of everyEngine) {
  test(`on ${engine.name} the client loses nothing while dead rows are deleted, and the seed's truth holds`, {
    skip: engine.skip,
  }, async () => {
    await inStore(engine, 'client_purge', async (store) => {
      await loadSchema(store, 'apim-2.5.0')
      const now = new Date()
      const truth = await seedTokens(store, { tokens: 5000, now, seed: 3 })
      const client = await startClient({
        ...login(engine, 'client_purge'),
        now: () => new Date(),
        perSecond: 200,
        truth,
      })
      await sleep(700)
      await plainPurge(store, cutoffOf(now))
      await sleep(700)
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
      assert.deepEqual(await verifyTruth(store, truth, report.touchedSeedTokens), [])
      assert.equal(await client.stop(), report, 'a second stop gives the same report')
    })
  })

  test(`on ${engine.name} the client notices live tokens and scopes that are taken away`, {
    skip: engine.skip,
  }, async () => {
    await inStore(engine, 'client_lost', async (store) => {
      await loadSchema(store, 'apim-2.5.0')
      await seedTokens(store, { tokens: 1000, now: new Date(), seed: 3 })
      const client = await startClient({
        ...login(engine, 'client_lost'),
        now: () => new Date(),
        perSecond: 100,
      })
      await sleep(1000)
      await store.run("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN_SCOPE WHERE TOKEN_SCOPE = 'default'")
      const report = await client.stop()
      assert.ok(report.lost.length > 10, `${report.lost.length} lost`)
    })
  })

  test(`on ${engine.name} a client of a database without tokens fails at once`, {
    skip: engine.skip,
  }, async () => {
    await inStore(engine, 'client_empty', async () => {
      await assert.rejects(
        startClient({
          ...login(engine, 'client_empty'),
          now: () => new Date(),
          perSecond: 1,
        }),
        /IDN_OAUTH2_ACCESS_TOKEN/i,
      )
    })
  })
}
