import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { purgeBytes } from '../../functions/preflight/room.ts'
import { ask } from '../../functions/engines/database.ts'
import { zoneCalibrated } from '../../functions/preflight/zone.ts'
import { statisticsRefreshed } from '../../functions/checks/statistics-refreshed.ts'
import { tablesHealthy } from '../../functions/checks/tables-healthy.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { upkeep } from '../../functions/engines/mysql/upkeep.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { asleep } from '../seed/asleep.ts'
import { connect, engines, inDatabase, one, type Engine } from '../seed/engines.ts'
import { inScene } from '../preflight/preflight-scene.ts'
import { root } from '../seed/root.ts'

const impatient = (dialect: Dialect): Dialect => ({
  ...dialect,
  server: { ...dialect.server, limitTime: (ms) => dialect.server.limitTime(ms === 0 ? 0 : 300) },
})

/** Two tables, and a walk along them. */
async function along(
  engine: Engine,
  work: (walk: Walk, connection: Connection) => Promise<void>,
  changes: Partial<Walk> = {},
): Promise<void> {
  await inDatabase(engine, 'long_statements', async (connection) => {
    for (const table of ['APPS', 'CODES'])
      await connection.query(`CREATE TABLE ${table} (ID INT PRIMARY KEY)`)
    await connection.query('INSERT INTO APPS VALUES (1)')
    const database = await openDatabase({ ...root(engine), database: 'long_statements' })
    try {
      await work(
        {
          database,
          dialect: root(engine).dialect,
          spent: () => false,
          share: 1,
          ...changes,
        } as unknown as Walk,
        connection,
      )
    } finally {
      await database.close()
    }
  })
}

for (const engine of engines.filter(one)) {
  test(
    `${engine.name}: what could not be rolled back is not committed with the next transaction`,
    { skip: engine.skip },
    () =>
      along(engine, async ({ database }, connection) => {
        const insert = (id: number) => ({ text: `INSERT INTO CODES VALUES (${id})`, values: [] })
        await assert.rejects(
          database.transaction(async (within) => {
            // The server refuses ROLLBACK while a distributed transaction is open, and lets the
            // connection live.
            await within.execute({ text: 'COMMIT', values: [] })
            await within.execute({ text: "XA START 'drydock'", values: [] })
            await within.execute(insert(1))
            throw new Error('the batch was refused')
          }),
          /the batch was refused/,
        )
        await database.transaction((within) => within.execute(insert(2)))
        const [rows] = await connection.query('SELECT ID FROM CODES')
        assert.deepEqual(rows, [{ ID: 2 }])
      }),
  )

  test(
    `${engine.name}: statistics of a table with a query of five seconds are made anew on the clone, not on production`,
    { skip: engine.skip },
    () =>
      along(engine, async (walk, connection) => {
        const refreshed = async (target: 'clone' | 'production') => {
          const { passed, detail } = await statisticsRefreshed({
            along: walk,
            target,
            touched: ['APPS', 'CODES'],
          })
          assert.ok(passed, detail)
          return detail
        }
        const other = await connect(engine, 'long_statements')
        try {
          const query = asleep(other, connection, 'SELECT COUNT(*) FROM APPS WHERE SLEEP(60) = 2')
          await query.since(0)
          assert.equal(
            await refreshed('production'),
            'The statistics of 2 tables are new.',
            'it may be over in a moment',
          )
          await query.since(6)
          assert.equal(
            await refreshed('production'),
            'The statistics of 1 table are new. A long query was running on APPS; other ' +
              'sessions would have had to wait behind it.',
          )
          assert.equal(await refreshed('clone'), 'The statistics of 2 tables are new.')
          await query.end()
          assert.equal(await refreshed('production'), 'The statistics of 2 tables are new.')
        } finally {
          await other.end()
        }
      }),
  )

  test(
    `${engine.name}: a table that the server gives up is named, and neither called corrupt nor put down to a privilege`,
    { skip: engine.skip },
    () =>
      along(engine, async (walk) => {
        const { limitTime } = walk.dialect.server
        await walk.database.execute(limitTime(500))
        await walk.database.execute(upkeep.waitForTable(1))
        const other = await connect(engine, 'long_statements')
        try {
          await other.query('LOCK TABLES APPS WRITE')
          const given =
            'The server gave up on APPS: the statement timed out, or another session locked it.'
          for (const target of ['clone', 'production'] as const)
            for (const [work, rest] of [
              [statisticsRefreshed, 'The statistics of 1 table are new.'],
              [tablesHealthy, 'CHECK TABLE finds 1 table in order.'],
            ] as const) {
              const found = await work({ along: walk, target, touched: ['APPS', 'CODES'] })
              assert.equal(found.detail, `${rest} ${given}`)
              assert.ok(found.passed)
            }
        } finally {
          await other.end()
        }
      }),
  )

  test(`${engine.name}: tables for which no time is left are named, and the application has its share of it`, {
    skip: engine.skip,
  }, async () => {
    let [looks, ticks, slept] = [0, 0, 0]
    const clock = {
      now: () => (ticks += 100),
      sleep: async (ms: number) => void (slept += ms),
      random: Math.random,
    }
    await along(
      engine,
      async (walk) => {
        assert.equal(
          (
            await statisticsRefreshed({
              along: walk,
              target: 'production',
              touched: ['APPS', 'CODES'],
            })
          ).detail,
          'The statistics of 1 table are new. There was no time left for CODES.',
        )
        assert.equal(slept, 100, 'as long as it worked')
        looks = 0
        assert.equal(
          (await tablesHealthy({ along: walk, touched: ['APPS', 'CODES'] })).detail,
          'CHECK TABLE finds 1 table in order. There was no time left for CODES.',
        )
      },
      { clock, share: 0.5, spent: () => looks++ > 0 },
    )
  })

  test(
    `${engine.name}: the preflight goes on without samples that take too long, and takes its limit back`,
    { skip: engine.skip },
    () =>
      inDatabase(engine, 'long_samples', async (connection) => {
        await loadSchema(storeOf(connection), 'apim-2.5.0')
        const other = await connect(engine, 'long_samples')
        try {
          await connection.query(
            `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
          )
          await connection.query(
            'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
              'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD) ' +
              "VALUES ('a', 1, 'ACTIVE', 'a', '2026-11-24 09:29:00', '2026-11-24 09:29:00', 1)",
          )
          await connection.query('ANALYZE TABLE IDN_OAUTH2_ACCESS_TOKEN')
          const dialect = impatient(root(engine).dialect)
          await other.query('LOCK TABLES IDN_OAUTH2_ACCESS_TOKEN WRITE')
          await inScene(engine, connection, { dialect }, async (scene) => {
            const { level, detail } = await zoneCalibrated(scene)
            assert.equal(
              `${level}: ${detail}`,
              'warning: The newest tokens could not be read within 10 s (no index on ' +
                'TIME_CREATED?), so the zone of token times is unknown.',
            )
            const mostTime = engine.name === 'MySQL' ? 'max_execution_time' : 'max_statement_time'
            const [limit] = await scene.database.query({
              text: `SELECT @@SESSION.${mostTime} AS most`,
              values: [],
            })
            assert.equal(Number(limit?.most), 0)
          })
          await other.query('UNLOCK TABLES')
          // A sample whose every row takes a second: all of the table is taken for dead.
          const slow: Dialect = {
            ...dialect,
            classify: (...of) => {
              const question = dialect.classify(...of)
              return {
                ...question,
                text: question.text.replace(' t0 WHERE ', ' t0 WHERE SLEEP(1) = 0 AND '),
              }
            },
          }
          await inScene(engine, connection, { dialect: slow }, async (scene) => {
            const { rows: total = 0, length = 0 } =
              (await ask(scene.database, scene.dialect.server.estimates(scene.name))).get(
                'IDN_OAUTH2_ACCESS_TOKEN',
              ) ?? {}
            assert.deepEqual(
              [total, await inScene(engine, connection, {}, purgeBytes), await purgeBytes(scene)],
              [1, 0, length * 2],
            )
          })
        } finally {
          await other.end()
        }
      }),
  )
}
