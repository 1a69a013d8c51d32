import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { cleaningEvents } from '../../functions/preflight/other-events.ts'
import { nothingElseCleans } from '../../functions/preflight/other-purges.ts'
import { stopEvents } from '../../functions/preflight/stop-events.ts'
import { placeName } from '../../functions/purge/purge-place.ts'
import { asleep } from '../seed/asleep.ts'
import { connect, engines } from '../seed/engines.ts'
import { tokens, inSchema } from './in-schema.ts'
import { inScene } from './preflight-scene.ts'
import { pattern } from '../pattern.ts'

for (const engine of engines) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inSchema(engine, name, work))

  on(
    "an event is found in another database and read through what it calls, and the clone's " +
      'are all disabled',
    'events',
    async (connection) => {
      const name = connection.config.database ?? ''
      const look = async (user?: string) =>
        (await inScene(engine, connection, user === undefined ? {} : { user }, cleaningEvents)).map(
          ({ level, detail }) => `${level}: ${detail}`,
        )
      await connection.query('CREATE DATABASE jobs')
      const [[scheduler]] = await connection.query<RowDataPacket[]>(
        'SELECT @@GLOBAL.event_scheduler AS was',
      )
      await connection.query('SET GLOBAL event_scheduler = ON')
      try {
        assert.deepEqual(await look(), [])
        await connection.query(
          `CREATE PROCEDURE jobs.inner_work() DELETE FROM ${name}.IDN_OAUTH2_ACCESS_TOKEN LIMIT 1`,
        )
        await connection.query(`CREATE PROCEDURE jobs.outer_work() CALL inner_work()`)
        await connection.query(
          `CREATE EVENT jobs.often ON SCHEDULE EVERY 1 SECOND DO CALL jobs.outer_work`,
        )
        assert.deepEqual(await look(), [
          'warning: The event `jobs`.`often` also cleans, by its own rules.',
        ])
        await connection.query(`CREATE EVENT jobs.odd ON SCHEDULE EVERY 1 DAY DO CALL jobs.gone()`)
        await connection.query(
          `CREATE EVENT jobs.harmless ON SCHEDULE EVERY 1 DAY DO SET @done = NOW()`,
        )
        const [odd, ...rest] = await look()
        assert.match(
          odd ?? '',
          /^warning: The event `jobs`\.`odd` runs jobs\.gone, which could not/,
        )
        assert.equal(rest.length, 1)
        // Who may not see them is told so.
        await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
        await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO reader@localhost`)
        assert.match(
          (await look('reader')).join(),
          /^warning: The event scheduler is on, but events/,
        )
        await connection.query('GRANT EVENT ON *.* TO reader@localhost')
        // It sees them, and not the text of the procedures.
        assert.match(
          (await look('reader')).join(),
          pattern(
            /^warning: The event `jobs`\.`odd` runs jobs\.gone, .*`often` runs jobs\.outer_work, /,
            /which/,
          ),
        )
        // On the clone: an event that goes on deleting would be taken for the purge.
        const tokenRows = async () =>
          Number(
            (
              await connection.query<RowDataPacket[]>(
                'SELECT COUNT(*) AS total FROM IDN_OAUTH2_ACCESS_TOKEN',
              )
            )[0][0]?.total,
          )
        await tokens(
          connection,
          Array.from({ length: 60 }, () => '2020-01-01'),
        )
        for (let tries = 0; (await tokenRows()) === 60 && tries < 300; tries++)
          await new Promise((done) => setTimeout(done, 100))
        assert.ok((await tokenRows()) < 60, 'the event is at work')
        assert.equal(await inScene(engine, connection, {}, stopEvents), 3)
        assert.equal(await inScene(engine, connection, {}, stopEvents), 0, 'and again')
        const left = await tokenRows()
        await new Promise((done) => setTimeout(done, 1500))
        assert.equal(await tokenRows(), left)
        assert.deepEqual(
          (await look()).map((text) => text.slice(0, 20)),
          [],
        )
      } finally {
        await connection.query('SET GLOBAL event_scheduler = ?', [scheduler?.was])
        await connection.query('DROP DATABASE jobs')
        await connection.query('DROP USER IF EXISTS reader@localhost')
      }
    },
  )

  on(
    "nothing-else-cleans refuses beside a vendor's script, a long delete and another purge, " +
      'and warns of events',
    'others',
    async (connection) => {
      const name = connection.config.database ?? ''
      const look = (mode: 'purge' | 'rehearse' = 'purge') =>
        inScene(engine, connection, { mode }, nothingElseCleans)
      const levels = async (mode?: 'rehearse') => (await look(mode)).map(({ level }) => level)
      assert.deepEqual(await levels(), ['passed'])
      await tokens(connection, ['2020-01-01'])
      const other = await connect(engine, name)
      try {
        await other.query('SELECT GET_LOCK(?, 0)', [placeName(name)])
        assert.deepEqual(await levels(), ['failed'])
        assert.deepEqual(await levels('rehearse'), ['warning'])
        await other.query('SELECT RELEASE_LOCK(?)', [placeName(name)])
        const slow = asleep(
          other,
          connection,
          "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = 't0' AND SLEEP(60) = 2",
        )
        await slow.since(0)
        assert.deepEqual(await levels(), ['warning'], 'a single delete')
        await slow.since(6)
        const [long] = await look()
        assert.equal(long?.level, 'failed')
        assert.match(long.detail, /root, for \d+ s: DELETE … IDN_OAUTH2_ACCESS_TOKEN\)/)
        await slow.end()
        await connection.query('CREATE TABLE BATCH_IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID VARCHAR(255))')
        const vendor = other.query(
          'DELETE a FROM IDN_OAUTH2_ACCESS_TOKEN a JOIN BATCH_IDN_OAUTH2_ACCESS_TOKEN b ON ' +
            'a.TOKEN_ID = b.TOKEN_ID OR SLEEP(2) = 1',
        )
        await connection.query("INSERT INTO BATCH_IDN_OAUTH2_ACCESS_TOKEN VALUES ('x')")
        await vendor
        const again = asleep(
          other,
          connection,
          'DELETE a FROM IDN_OAUTH2_ACCESS_TOKEN a JOIN BATCH_IDN_OAUTH2_ACCESS_TOKEN b ON ' +
            'a.TOKEN_ID = b.TOKEN_ID OR SLEEP(60) = 2',
        )
        await again.since(0)
        assert.deepEqual(await levels(), ['failed'], "a vendor's batch")
        await again.end()
        await connection.query(
          'CREATE EVENT weekly_cleanup ON SCHEDULE EVERY 1 WEEK DO DELETE FROM ' +
            'IDN_AUTH_SESSION_STORE WHERE TIME_CREATED < 1',
        )
        const [event] = await look()
        assert.equal(event?.level, 'warning')
        assert.match(event.detail, /^The event `\w+`\.`weekly_cleanup` also cleans/)
        await connection.query('ALTER EVENT weekly_cleanup DISABLE')
        assert.deepEqual(await levels(), ['passed'])
        await connection.query(`CREATE USER blind@localhost IDENTIFIED BY 'pw'`)
        await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO blind@localhost`)
        const [unseen] = await inScene(engine, connection, { user: 'blind' }, nothingElseCleans)
        await connection.query('DROP USER blind@localhost')
        assert.match(
          `${unseen?.level}: ${unseen?.detail}`,
          /^warning: Without the privilege PROCESS/,
        )
      } finally {
        await other.end()
      }
    },
  )
}
