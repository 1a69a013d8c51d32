import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeChild, type DrydockJob } from '../../bench/job.ts'
import { runPurge } from '../../bench/run-purge.ts'
import { storeOf } from '../seed/in-database.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { everyEngine, inDatabase, login } from '../seed/engines.ts'

const sessions = 1200

for (const engine of everyEngine)
  test(`${engine.name}: sessions of 60 KB are archived and purged within the memory that a function has`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'large_rows', async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      for (let from = 0; from < sessions; from += 50)
        await connection.query(
          'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, ' +
            'SESSION_OBJECT, TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES ?',
          [
            Array.from({ length: 50 }, (_, at) => [
              `s${from + at}`,
              'AppAuthFrameworkSessionContextCache',
              'STORE',
              Buffer.alloc(60_000, `${from + at} `),
              1.5e18,
              -1234,
              1.6e18,
            ]),
          ],
        )
      await connection.query('ANALYZE TABLE IDN_AUTH_SESSION_STORE')
      const url = new URL(engine.url ?? '')
      const access = {
        host: url.hostname,
        port: Number(url.port),
        user: url.username,
        password: decodeURIComponent(url.password),
        database: 'large_rows',
      }
      const cloud = await startCloud(
        openScratch().folder,
        join(openScratch().folder, `buckets-${engine.name}`),
      )
      const job: DrydockJob = {
        access,
        engine: login(engine, 'large_rows').engine,
        start: Date.parse('2026-11-24T07:00:00Z'),
        share: 1,
        batchMilliseconds: 250,
        archive: true,
        checks: false,
      }
      const { peakBytes, batches } = await runPurge([
        await nodeChild('drydock-process.ts', job, cloud.environment),
      ]).finally(() => cloud.close())
      assert.ok((batches ?? 0) >= sessions / 100, `${batches} batches`)
      assert.ok((peakBytes ?? 0) < 320e6, `${Math.round((peakBytes ?? 0) / 1e6)} MB`)
      const [rows] = await connection.query('SELECT 1 FROM IDN_AUTH_SESSION_STORE LIMIT 1')
      assert.deepEqual(rows, [])
    })
  })
