import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeChild, type DrydockJob } from '../../bench/job.ts'
import { runPurge } from '../../bench/run-purge.ts'
import { fixedSize, largest, rangeSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../seed/in-database.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { everyEngine, inDatabase, login, one } from '../seed/engines.ts'

const sessions = 1200

for (const engine of everyEngine.filter(one))
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

test('batches do not grow by those that had fewer rows than they may, and shrink by any that took long', () => {
  const size = rangeSize(250)
  for (let step = 0; step < 20; step++) size.adapt(1, undefined, false)
  assert.equal(size.rows(), 500)
  size.adapt(1000, undefined, false)
  assert.equal(size.rows(), 250)
})

test('batches grow to what their time allows, by four at most, and fall by half', () => {
  const size = rangeSize(250)
  const after = (milliseconds: number) => (size.adapt(milliseconds), size.rows())
  assert.deepEqual([10, 200, 250, 400, 5_000].map(after), [2_000, 2_500, 2_500, 1_563, 782])
})

test('a shorter time makes the next batch smaller at once, a longer one lets it grow by its own time', () => {
  const size = rangeSize(250)
  const at = (aim?: number) => (size.aim(aim), size.rows())
  assert.deepEqual([250, 62.5, 62.5, undefined, 250, 125].map(at), [500, 125, 125, 125, 125, 63])
  size.adapt(125, 125)
  assert.equal(at(125), 63)
})

test('a new table starts with small ranges again, and with no more rows than it may have', () => {
  const size = rangeSize(250)
  for (let step = 0; step < 20; step++) size.adapt(1)
  assert.equal(size.rows(), largest)
  assert.equal(size.anew().rows(), 500)
  const few = size.anew(100)
  for (let step = 0; step < 20; step++) few.adapt(1)
  assert.equal(few.rows(), 100)
  assert.equal(fixedSize(20).anew(7).rows(), 7)
  assert.equal(fixedSize(20).anew().rows(), 20)
})
