import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import type { Database } from '../../functions/engines/database.ts'
import { rebuild, type Rebuilding } from '../../functions/reclaim/rebuild.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { fileBytes, readSizes } from '../../functions/reclaim/space.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { connect, engines, inDatabase, one } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { clock, rebuilt, fileOf, checksum } from './rebuilt.ts'

for (const engine of engines.filter(one)) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () =>
      inDatabase(engine, `rebuild_${name}`, async (connection) => {
        await loadSchema(storeOf(connection), 'apim-2.5.0')
        await work(connection)
      }),
    )

  on(
    'every table of the schema is rebuilt while others may write, and is what it was',
    'all',
    async (connection) => {
      await seedDatabase(storeOf(connection), {
        schema: 'apim-2.5.0',
        tokens: 2000,
        now: new Date('2026-11-24T09:30:00Z'),
        seed: 3,
      })
      const name = connection.config.database ?? ''
      const { dialect } = root(engine)
      const database = await openDatabase({ ...root(engine), database: name })
      const before = await readSchema(database, dialect, name)
      for (const { name: table } of before.tables) {
        const rows = await checksum(connection, table)
        const { after, reason } = await rebuilt(engine, connection, table)
        assert.ok(after, `${table}: ${reason}`)
        assert.equal(await checksum(connection, table), rows, table)
      }
      assert.equal(
        (await readSchema(database, dialect, name)).fingerprint,
        before.fingerprint,
        'the plan still holds',
      )
      await database.close()
    },
  )

  on(
    'a purged table gives its disk back, as its file shows, and the sizes are those of the file',
    'bytes',
    async (connection) => {
      await connection.query(
        `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
      )
      for (let part = 0; part < 4; part++)
        await connection.query(
          'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
            'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, ACCESS_TOKEN) VALUES ?',
          [
            Array.from({ length: 8000 }, (_, at) => [
              `t${part}-${at}`,
              1,
              at % 10 === 0 ? 'ACTIVE' : 'REVOKED',
              `${part}-${at}`,
              '2020-01-01',
              '2020-01-01',
              'x'.repeat(400),
            ]),
          ],
        )
      const table = 'IDN_OAUTH2_ACCESS_TOKEN'
      const full = await fileOf(connection, table)
      await connection.query(`DELETE FROM ${table} WHERE TOKEN_STATE = 'REVOKED'`)
      assert.equal(await fileOf(connection, table), full, 'deleting gives nothing back')
      await connection.query(`ANALYZE TABLE ${table}`)
      const rows = await checksum(connection, table)
      const { before, after, seconds, reason } = await rebuilt(engine, connection, table)
      assert.ok(after, reason)
      assert.ok(seconds > 0 && seconds < 30, String(seconds))
      assert.equal(await checksum(connection, table), rows)
      const left = await fileOf(connection, table)
      assert.ok(left < full / 3, `${full} to ${left}`)
      console.log(
        `${engine.name}: file ${full} to ${left}; told ${fileBytes(before)} to ` +
          `${fileBytes(after)}, ${seconds} s`,
      )
      // Extents that the server keeps for itself are told by nobody.
      for (const [told, file] of [
        [fileBytes(before), full],
        [fileBytes(after), left],
      ] as const)
        assert.ok(
          Math.abs(told - file) < Math.max(file * 0.25, 6 * 2 ** 20),
          `${told} told, ${file} in the file`,
        )
    },
  )

  on(
    'a table that another session holds is given up in seconds, and nobody waits behind it ' +
      'for long',
    'locked',
    async (connection) => {
      const table = 'IDN_OAUTH2_ACCESS_TOKEN'
      const holder = await connect(engine, connection.config.database)
      try {
        await holder.query('START TRANSACTION')
        await holder.query(`SELECT COUNT(*) FROM ${table}`)
        const began = performance.now()
        const giving = rebuilt(engine, connection, table)
        let slowest = 0
        let over = false
        const reader = (async () => {
          while (!over) {
            const asked = performance.now()
            await connection.query(`SELECT COUNT(*) FROM ${table}`)
            slowest = Math.max(slowest, performance.now() - asked)
            await clock.sleep(20)
          }
        })()
        const { after, reason } = await giving
        over = true
        await reader
        assert.equal(after, null)
        assert.match(reason, /another session locked the table during 6 attempts of 1 s each/)
        assert.ok(performance.now() - began < 60_000)
        // Behind all six attempts it would be six seconds at least.
        assert.ok(slowest < 5000, `somebody waited ${slowest} ms`)
        await holder.query('ROLLBACK')
        assert.ok(
          (await rebuilt(engine, connection, table)).after,
          'it goes once the table is free',
        )
      } finally {
        await holder.end()
      }
    },
  )

  on(
    'it does not begin where it may not, and is ended where it takes too long or is stopped',
    'ended',
    async (connection) => {
      const table = 'IDN_OAUTH2_ACCESS_TOKEN'
      assert.match(
        (await rebuilt(engine, connection, table, { refused: async () => 'the switch says stop' }))
          .reason,
        /^the switch says stop$/,
      )
      const holder = await connect(engine, connection.config.database)
      try {
        // The rebuild waits for this transaction; a server would go on for as long with a large
        // table.
        await holder.query('START TRANSACTION')
        await holder.query(`SELECT COUNT(*) FROM ${table}`)
        const patient = async (changes: Partial<Rebuilding>) => {
          const address = { ...root(engine), database: connection.config.database ?? '' }
          const database = await openDatabase(address)
          const stubborn: Database = {
            ...database,
            execute: (statement) =>
              database.execute(
                /lock_wait_timeout/.test(statement.text)
                  ? { text: 'SET SESSION lock_wait_timeout = 60', values: [] }
                  : statement,
              ),
          }
          try {
            const [size] = await readSizes(
              { database, dialect: address.dialect },
              address.database,
              [table],
            )
            assert.ok(size)
            return await rebuild({
              along: { database: stubborn, dialect: address.dialect, clock },
              name: address.database,
              asked: true,
              size,
              beside: () => openDatabase(address),
              limit: 60_000,
              tooLong: 'it takes too long',
              left: new Set(),
              refused: async () => null,
              ...changes,
            })
          } finally {
            await database.close()
          }
        }
        const late = await patient({ limit: 500 })
        assert.match(late.reason, /^it takes too long$/)
        assert.ok(late.seconds < 5, String(late.seconds))
        let looks = 0
        const stopped = await patient({
          refused: async () => (looks++ === 0 ? null : 'the switch says stop'),
        })
        assert.equal(stopped.reason, 'the switch says stop')
        assert.ok(stopped.seconds < 5, String(stopped.seconds))
      } finally {
        await holder.end()
      }
    },
  )

  on(
    'a FULLTEXT index and a missing privilege are reasons, not failures',
    'refused',
    async (connection) => {
      const name = connection.config.database ?? ''
      await connection.query(
        'CREATE TABLE WORDS (ID INT PRIMARY KEY, NOTE TEXT, FULLTEXT KEY (NOTE))',
      )
      assert.match(
        (await rebuilt(engine, connection, 'WORDS')).reason,
        /LOCK=NONE|ALGORITHM=INPLACE/i,
      )
      await connection.query('DROP USER IF EXISTS builder@localhost')
      await connection.query(`CREATE USER builder@localhost IDENTIFIED BY 'pw'`)
      await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO builder@localhost`)
      assert.match(
        (await rebuilt(engine, connection, 'IDN_OAUTH2_ACCESS_TOKEN', { user: 'builder' })).reason,
        /refused: .*denied/,
      )
      await connection.query(
        `GRANT ALTER, CREATE, INSERT ON ${name}.IDN_OAUTH2_ACCESS_TOKEN TO builder@localhost`,
      )
      const { after, reason } = await rebuilt(engine, connection, 'IDN_OAUTH2_ACCESS_TOKEN', {
        user: 'builder',
      })
      assert.ok(after, reason)
      await connection.query('DROP USER builder@localhost')
    },
  )
}
