import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { rebuild } from '../../functions/reclaim/rebuild.ts'
import { readSizes } from '../../functions/reclaim/space.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { connect, engines, inDatabase, one } from '../seed/engines.ts'
import { root } from '../seed/root.ts'

const clock = {
  now: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  random: Math.random,
}
const table = 'IDN_OAUTH2_ACCESS_TOKEN'
const writers = 3
const rows = 13_000 * writers
/** The nth of the tokens that are one writer's own, all over the table. */
const own = (mine: number, n: number) => Math.floor((n % rows) / writers) * writers + mine
const value = (id: number) => `${id}`.padEnd(400, 'x')

for (const engine of engines.filter(one))
  test(`${engine.name}: an application that inserts, changes and deletes tokens during a rebuild loses no write and is not held up`, {
    skip: engine.skip,
  }, async (t) => {
    await inDatabase(engine, 'rebuild_writes', async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      await connection.query(
        `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
      )
      /** What the table holds by what was committed: each token's state and value. */
      const truth = new Map<number, string>()
      const insert =
        `INSERT INTO ${table} (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, ` +
        'TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, ACCESS_TOKEN) VALUES ?'
      const row = (id: number) => [
        String(id),
        1,
        'ACTIVE',
        String(id),
        '2020-01-01',
        '2020-01-01',
        value(id),
      ]
      for (let from = 0; from < rows; from += rows / 10)
        await connection.query(insert, [
          Array.from({ length: rows / 10 }, (_, at) => row(from + at)),
        ])
      for (let id = 0; id < rows; id++) truth.set(id, `ACTIVE ${value(id)}`)

      let [over, statements, slowest] = [false, 0, 0]
      const write = async (mine: number) => {
        const application = await connect(engine, 'rebuild_writes')
        const said = async (text: string, values: unknown[]) => {
          const began = performance.now()
          await application.query(text, values)
          slowest = Math.max(slowest, performance.now() - began)
          statements++
        }
        // A new token, a changed one and one that goes, in one transaction.
        for (let at = mine; !over; at += writers) {
          const [fresh, changed, gone] = [rows + at, own(mine, at * 7919), own(mine, at * 104_729)]
          await said('START TRANSACTION', [])
          await said(insert, [[row(fresh)]])
          await said(
            `UPDATE ${table} SET TOKEN_STATE = 'REVOKED', ACCESS_TOKEN = ? WHERE TOKEN_ID = ?`,
            [`changed ${at}`, String(changed)],
          )
          await said(`DELETE FROM ${table} WHERE TOKEN_ID = ?`, [String(gone)])
          await said('COMMIT', [])
          truth.set(fresh, `ACTIVE ${value(fresh)}`)
          if (truth.has(changed)) truth.set(changed, `REVOKED changed ${at}`)
          truth.delete(gone)
          await sleep(2)
        }
        await application.end()
      }
      const address = { ...root(engine), database: 'rebuild_writes' }
      const database = await openDatabase(address)
      const along = { database, dialect: address.dialect, clock }
      const [size] = await readSizes(along, 'rebuild_writes', [table])
      assert.ok(size)
      const application = Promise.all(Array.from({ length: writers }, (_, mine) => write(mine)))
      // Told by the await below.
      application.catch(() => undefined)
      await sleep(300)
      const before = statements
      slowest = 0
      const { after, reason, seconds } = await rebuild({
        along,
        name: 'rebuild_writes',
        asked: true,
        size,
        beside: () => openDatabase(address),
        limit: 60_000,
        tooLong: 'it takes too long',
        left: new Set(),
        refused: async () => null,
      })
      const [during, worst] = [statements - before, slowest]
      await sleep(100)
      over = true
      await application
      await database.close()
      t.diagnostic(
        `a rebuild of ${seconds} s, ${during} statements meanwhile, the slowest of ` +
          `${Math.round(worst)} ms`,
      )
      assert.ok(after, reason)
      assert.ok(during > 10, `${during} statements`)
      assert.ok(worst < 5000, `${worst} ms`)
      const [found] = await connection.query<RowDataPacket[]>(
        `SELECT TOKEN_ID AS id, CONCAT(TOKEN_STATE, ' ', ACCESS_TOKEN) AS value FROM ${table}`,
      )
      assert.equal(found.length, truth.size)
      assert.deepEqual(
        found.filter(({ id, value }) => truth.get(Number(id)) !== value),
        [],
      )
      const [checked] = await connection.query<RowDataPacket[]>(`CHECK TABLE ${table}`)
      assert.equal(checked.at(-1)?.Msg_text, 'OK')
    })
  })
