import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { keptLog } from '../../../functions/engines/postgres/server-risks.ts'
import { ask } from '../../../functions/engines/database.ts'
import { at, inPostgres, open, skip } from './server.ts'

const slot = 'drydock_kept_log'

test('the log that is kept for a reader that is behind is measured', { skip }, () =>
  inPostgres(slot, async (client) => {
    await client.query('CREATE TABLE written (more text)')
    await client.query(`SELECT pg_create_physical_replication_slot('${slot}', true)`)
    const database = await open(slot)
    const { host, port, user, password } = at(null)
    // The driver hands all of its settings on to the server, this one too.
    const reader = new pg.Client({ host, port, user, password, replication: 'true' } as object)
    reader.on('error', () => undefined)
    try {
      assert.equal(await ask(database, keptLog), null, 'a slot that nobody reads')
      await reader.connect()
      const { rows } = await client.query<{ from: string }>(
        'SELECT restart_lsn AS "from" FROM pg_replication_slots WHERE slot_name = $1',
        [slot],
      )
      // It never acknowledges what it is sent.
      const reading = reader.query(`START_REPLICATION SLOT ${slot} PHYSICAL ${rows[0]?.from}`)
      void reading.catch(() => undefined)
      await client.query(
        'INSERT INTO written SELECT repeat(md5(n::text), 30) FROM generate_series(1, 30000) n',
      )
      let kept = await ask(database, keptLog)
      for (let tries = 0; kept === null && tries < 100; tries++) {
        await sleep(50)
        kept = await ask(database, keptLog)
      }
      assert.ok(kept !== null && kept > 0.02 && kept < 5, String(kept))
    } finally {
      await database.close()
      ;(
        reader as unknown as { connection: { stream: { destroy(): void } } }
      ).connection.stream.destroy()
      await client.query(
        `SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
          WHERE slot_name = '${slot}' AND active`,
      )
      await client.query(`SELECT pg_drop_replication_slot('${slot}')`)
    }
  }),
)
