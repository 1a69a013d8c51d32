import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeChild, type DrydockJob } from '../../bench/job.ts'
import { runPurge } from '../../bench/run-purge.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { engines, inDatabase } from '../seed/engines.ts'

const [live, dead, scopes] = [24_000, 9_000, 40]
const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'

for (const engine of engines)
  test(`${engine.name}: 9,000 dead tokens of 40 scopes each, after 24,000 that live, go within the memory of a function`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'many_children', async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      await connection.query(
        "INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')",
      )
      for (let from = 0; from < live + dead; from += 3000)
        await connection.query(
          `INSERT INTO ${tokens} (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, ` +
            'TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, ' +
            'REFRESH_TOKEN_VALIDITY_PERIOD) VALUES ?',
          [
            Array.from({ length: 3000 }, (_, at) => from + at).map((at) => [
              `t${String(at).padStart(6, '0')}`,
              1,
              at < live ? 'ACTIVE' : 'REVOKED',
              `${at}`,
              '2020-01-01',
              '2020-01-01',
              -1,
              -1,
            ]),
          ],
        )
      for (let scope = 0; scope < scopes; scope++)
        await connection.query(
          'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE SELECT TOKEN_ID, ' +
            `'scope-of-a-common-length-${scope}', -1234 FROM ${tokens} WHERE TOKEN_STATE = ` +
            "'REVOKED'",
        )
      await connection.query(`ANALYZE TABLE ${tokens}, IDN_OAUTH2_ACCESS_TOKEN_SCOPE`)
      const url = new URL(engine.url ?? '')
      const cloud = await startCloud(
        openScratch().folder,
        join(openScratch().folder, `buckets-${engine.name}`),
      )
      const job: DrydockJob = {
        access: {
          host: url.hostname,
          port: Number(url.port),
          user: url.username,
          password: decodeURIComponent(url.password),
          database: 'many_children',
        },
        engine: engine.name === 'MySQL' ? 'mysql' : 'mariadb',
        start: Date.parse('2026-11-24T07:00:00Z'),
        share: 1,
        batchMilliseconds: 250,
        archive: true,
        checks: false,
      }
      const { peakBytes, seconds, batches } = await runPurge([
        await nodeChild('drydock-process.ts', job, cloud.environment),
      ]).finally(() => cloud.close())
      console.log(`${engine.name}: ${seconds} s, ${batches} steps, ${peakBytes} bytes`)
      assert.ok((peakBytes ?? 0) < 320e6, `${Math.round((peakBytes ?? 0) / 1e6)} MB`)
      const [rows] = await connection.query(`SELECT COUNT(*) AS n FROM ${tokens}`)
      assert.deepEqual(rows, [{ n: live }])
    })
  })
