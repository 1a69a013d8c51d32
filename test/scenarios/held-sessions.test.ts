import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { latencyOf } from '../../local/client/latency.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { purgeInBatches } from '../purge/batches.ts'
import { connect, engines, inDatabase } from '../seed/engines.ts'

const name = 'held_sessions'
const count = async (connection: Connection, from: string) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0][0]?.n)

for (const engine of engines) {
  const on = (what: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inDatabase(engine, name, work))

  on(
    'sessions that are held for 10 s, a live one and a dead one, make no other wait',
    async (connection) => {
      await loadSchema(connection, 'apim-2.5.0')
      const store = 'IDN_AUTH_SESSION_STORE'
      const rows = Array.from({ length: 6000 }, (_, at) => [
        `s${String(at).padStart(5, '0')}`,
        'x',
        'STORE',
        at % 2 === 0 ? 1.5e18 : 1e18,
        -1234,
        at % 2 === 0 ? 4e18 : 1.1e18,
      ])
      await connection.query(
        `INSERT INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES ?`,
        [rows],
      )
      const client = await connect(engine, name)
      /** The application stores living sessions anew and reads them, until told to end. */
      const work = async (until: Promise<unknown>) => {
        const times: number[] = []
        let ended = false
        void until.catch(() => undefined).finally(() => (ended = true))
        for (let at = 0; !ended; at = (at + 2) % 6000) {
          const [id] = rows[at] ?? []
          if (id === 's03000') continue
          const began = performance.now()
          await client.query(
            `INSERT IGNORE INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES (?, 'x', 'STORE', ?, -1234, 4e18)`,
            [id, String(1_600_000_000_000_000_000n + BigInt(times.length))],
          )
          await client.query(
            `SELECT * FROM ${store} WHERE SESSION_ID = ? AND SESSION_TYPE = 'x' ORDER BY TIME_CREATED DESC LIMIT 1`,
            [id],
          )
          times.push(performance.now() - began)
          await sleep(1)
        }
        return latencyOf(times).p99
      }
      const idle = await work(sleep(3000))
      const holder = await connect(engine, name)
      await holder.beginTransaction()
      for (const id of ['s03000', 's03001'])
        await holder.query(
          `SELECT * FROM ${store} WHERE SESSION_ID = '${id}' AND SESSION_TYPE = 'x' FOR UPDATE`,
        )
      const held = sleep(10_000)
      const purging = purgeInBatches(engine, name)
      const [busy, progress] = await Promise.all([work(purging.then(() => held)), purging])
      await holder.rollback()
      await holder.end()
      await client.end()
      console.log(
        `${engine.name}: p99 ${idle.toFixed(1)} ms idle, ${busy.toFixed(1)} ms beside the purge`,
      )
      assert.equal(progress.left, 1)
      assert.equal(await count(connection, `${store} WHERE EXPIRY_TIME < 2e18`), 1)
      // A lock is waited for no less than a second.
      assert.ok(busy < 500, `${busy} ms`)
    },
  )
}
