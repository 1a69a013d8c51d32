import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { everyEngine, inDatabase, quick } from '../seed/engines.ts'
import { codesOfTokens, tokens, scopes, count } from './batch-scene.ts'
import { goneBy, purgeInBatches, rowsGone } from './batches.ts'
import { doubtfulBatches } from './doubtful-batches.ts'
import { during } from './during.ts'
import { heldGroups } from './held-groups.ts'
import { living, seedTokens, tokenRows } from './interrupted-purge.ts'
import './others-at-work.ts'
import { schemaInMidst } from './schema-in-midst.ts'
import { updates } from './updates.ts'

for (const engine of everyEngine.filter(quick)) {
  const name = 'batches'

  const on = (what: string, rows: number, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, rows)
        await work(connection)
      }),
    )

  on(
    'a live row that is held and a slow archive make no live row wait',
    300,
    async (connection) => {
      // Codes of dead tokens go, codes of living ones stay: the question looks at the tokens.
      await connection.query(codesOfTokens)
      const idle = await updates(engine, name, sleep(700))
      await during(
        engine,
        name,
        `UPDATE ${tokens} SET AUTHZ_USER = 'held' WHERE TOKEN_ID = 't00003'`,
        async () => {
          let made = 0
          const purging = purgeInBatches(engine, name, {
            // Written once each live row was updated meanwhile: none may wait for it.
            async writing(number) {
              if (number > 0) return
              const all = made + 100
              for (let tries = 0; made < all; tries++) {
                assert.ok(tries < 3000, 'a live row waits for the archive')
                await sleep(10)
              }
            },
          })
          const busy = await updates(engine, name, purging, () => made++)
          const { left } = await purging
          assert.equal(left, 0)
          assert.ok(
            busy.p99 <= Math.max(3 * idle.p99, 500),
            `${JSON.stringify(idle)} idle, ${JSON.stringify(busy)} beside the purge`,
          )
        },
      )
      assert.equal(await count(connection, tokens), 100)
      assert.equal(await count(connection, 'IDN_OAUTH2_AUTHORIZATION_CODE'), 100)
    },
  )

  for (const [what, first, wait] of [
    ['what changes after it was read', 0, 0],
    // The second batch is read while the archive of the first is written.
    ['what changes after it was read ahead', 102, 700],
  ] as const)
    on(`${what} goes as it is then, or stays where it lives`, 300, async (connection) => {
      const id = (at: number) => `t${String(first + at).padStart(5, '0')}`
      const archived = new Map<number, string>()
      let told = 0
      const progress = await purgeInBatches(engine, name, {
        onBatch: ({ deleted }) => (told += deleted),
        async writing(number, text) {
          archived.set(number, text)
          if (number > 0) return
          await sleep(wait)
          const change = (set: string, id: string) =>
            connection.query(`UPDATE ${tokens} SET ${set} WHERE TOKEN_ID = '${id}'`)
          // The table's last column: a row's hash is over all of them.
          const [columns] = await connection.query<RowDataPacket[]>(
            'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE UPPER(TABLE_NAME) ' +
              `= '${tokens}' AND CHARACTER_MAXIMUM_LENGTH > 0 ORDER BY ORDINAL_POSITION`,
          )
          await change(`${columns.at(-1)?.name} = 'changed'`, id(1))
          await change(`TOKEN_STATE = 'ACTIVE'`, id(2))
          await connection.query(`INSERT INTO ${scopes} VALUES ('${id(4)}', 'late', -1234)`)
          await connection.query(`DELETE FROM ${tokens} WHERE TOKEN_ID = '${id(5)}'`)
        },
      })
      assert.equal(progress.left, 0)
      assert.deepEqual(
        (
          await connection.query<RowDataPacket[]>(
            `SELECT TOKEN_ID AS id FROM ${tokens} WHERE TOKEN_ID BETWEEN '${id(0)}' AND ` +
              `'${id(5)}' ORDER BY 1`,
          )
        )[0].map((row) => String(row.id)),
        [id(0), id(2), id(3)],
      )
      assert.equal(await count(connection, `${scopes} WHERE TOKEN_ID = '${id(2)}'`), 1)
      assert.equal(rowsGone(progress, tokens), 198)
      assert.equal(rowsGone(progress, scopes), 199)
      // Who shows progress is told of the scopes too.
      assert.equal(
        told,
        progress.deleted.reduce((sum, { rows }) => sum + rows, 0),
      )
      // The rows of the file with the row that lives did not go by it, nor those kept after it.
      const gone = goneBy(name, progress)
      const file = [...archived].find(([, text]) => text.includes(id(2)))?.[0]
      assert.deepEqual([gone.includes(file ?? -1), gone.length], [false, progress.files - 2])
      const text = gone.map((number) => archived.get(number)).join()
      for (const kept of ['changed', 'late']) assert.ok(text.includes(kept), kept)
      for (const other of [id(2), id(5)]) assert.ok(!text.includes(other), other)
    })

  on('a table is not read whole for most of its rows', 12, async (connection) => {
    await during(
      engine,
      name,
      `SELECT * FROM ${tokens} WHERE TOKEN_ID = 't00003' FOR UPDATE`,
      async () => assert.equal((await purgeInBatches(engine, name)).left, 0),
    )
    assert.equal(await count(connection, tokens), 4)
  })

  on("a small table's rows go together and wait for no living row", 300, async (connection) => {
    await connection.query(`ANALYZE TABLE ${tokens}, ${scopes}`)
    const named: number[] = []
    const dialect = (dialect: Dialect): Dialect => ({
      ...dialect,
      rows: {
        ...dialect.rows,
        deleteRows(rows, dead) {
          // Those of a plan, and those that are taken.
          named.push(rows.keys.length)
          return dialect.rows.deleteRows(rows, dead)
        },
      },
    })
    const living = `SELECT * FROM ${tokens} WHERE TOKEN_ID = 't00003' FOR UPDATE`
    await during(engine, name, living, async () => {
      const size = fixedSize(100)
      const onTrouble = ({ message }: Error) => assert.fail(message)
      assert.equal((await purgeInBatches(engine, name, { dialect, size, onTrouble })).left, 0)
    })
    assert.equal(await count(connection, tokens), 100)
    assert.ok(named.length < 20, `the statements named ${named.join()} rows`)
  })

  on(
    'no child of a living row is locked, however few children there are',
    300,
    async (connection) => {
      await connection.query(
        `DELETE FROM ${scopes} WHERE TOKEN_ID NOT IN ('t00000', 't00001', 't00003', 't00006')`,
      )
      await connection.query(`ANALYZE TABLE ${tokens}, ${scopes}`)
      // The batch's transaction stays open for a moment.
      await connection.query(
        `CREATE TRIGGER slow AFTER DELETE ON ${tokens} FOR EACH ROW BEGIN DECLARE x INT; IF ` +
          "OLD.TOKEN_ID = 't00040' THEN SET x = SLEEP(1); END IF; END",
      )
      const purging = purgeInBatches(engine, name)
      const asleep = () =>
        count(
          connection,
          engine.name === 'PostgreSQL'
            ? `pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '${name}'`
            : `information_schema.PROCESSLIST WHERE STATE = 'User sleep'`,
        )
      for (let tries = 0; (await asleep()) === 0 && tries < 200; tries++) await sleep(10)
      const [free] = await connection.query<RowDataPacket[]>(
        `SELECT TOKEN_ID FROM ${scopes} FOR UPDATE SKIP LOCKED`,
      )
      assert.equal(await asleep(), 1)
      assert.deepEqual(
        free.map(({ TOKEN_ID }) => String(TOKEN_ID)),
        ['t00000', 't00003', 't00006'],
      )
      await purging
    },
  )

  on(
    'a call that is cut off with its first file written leaves that file void, as does the next one',
    30,
    async (connection) => {
      const written: number[] = []
      const kept: PurgeProgress[] = []
      // The account that has the batch in doubt does not arrive any more.
      const checkpoint = async (progress: PurgeProgress) => {
        if (progress.doubt === undefined) kept.push(progress)
      }
      const cut = async (number: number) => {
        written.push(number)
        throw new Error('cut off')
      }
      const from = () => kept.at(-1) ?? null
      for (let calls = 0; calls < 3; calls++)
        await assert.rejects(
          purgeInBatches(engine, name, { from: from(), writing: cut, checkpoint }),
          /cut off/,
        )
      const progress = await purgeInBatches(engine, name, {
        from: from(),
        writing: async (number) => void written.push(number),
      })
      assert.equal(new Set(written).size, written.length, written.join())
      const gone = goneBy(name, progress)
      assert.deepEqual(
        written.slice(0, 3).filter((number) => gone.includes(number)),
        [],
      )
      assert.equal(await count(connection, tokens), 10)
    },
  )

  heldGroups(engine, on)
  doubtfulBatches(engine, on)
  schemaInMidst(engine, on)

  on('a wrong rule ends at a row that the application accepts', 300, async (connection) => {
    const before = await tokenRows(connection)
    await assert.rejects(purgeInBatches(engine, name, { wrong: true, guarded: true }), (error) => {
      assert.ok(error instanceof Error)
      assert.equal(error.name, 'LiveRow')
      assert.match(error.message, /"tokens" was about to delete 34 of 100 rows of IDN_OAUTH2_ACC/i)
      assert.doesNotMatch(error.message, /t\d{5}/)
      return true
    })
    assert.deepEqual(await tokenRows(connection), before)
    // A rule that is right is not held up.
    await purgeInBatches(engine, name, { guarded: true })
    assert.deepEqual(await tokenRows(connection), living(before))
  })

  on('rows whose archive is not written stay', 30, async (connection) => {
    const writing = async () => assert.fail('the bucket is gone')
    await assert.rejects(purgeInBatches(engine, name, { writing }), /the bucket is gone/)
    assert.equal(await count(connection, tokens), 30)
  })
}
