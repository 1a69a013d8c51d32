import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { endOf } from '../../functions/walk/walk-index.ts'
import type { Database } from '../../functions/engines/database.ts'
import { every, some, type Expression } from '../../functions/engines/expression.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { everyEngine, inDatabase, type Engine, one } from '../seed/engines.ts'
import { planned } from '../purge/planned.ts'
import { root } from '../seed/root.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { clock } from '../seed/clock.ts'

const table = 'IDN_OAUTH2_ACCESS_TOKEN'
const cutoff = new Date('2026-06-01T00:00:00Z')
const rows = 24_000

/** Of every `nth` token the time is before the cutoff; of these every third never ends. */
async function seed(connection: Connection, nth: number): Promise<void> {
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await connection.query("SET SESSION sql_mode = ''")
  await connection.query("INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')")
  for (let from = 0; from < rows; from += 6000) {
    const some = Array.from({ length: 6000 }, (_, at) => from + at).map((at) => {
      const [old, time] = [
        at % nth === 0,
        new Date(Date.UTC(2026, at % nth === 0 ? 1 : 6) + at * 1000)
          .toISOString()
          .slice(0, 19)
          .replace('T', ' '),
      ]
      const third = old ? (at / nth) % 3 : null
      // A zero date is older than all; the key says nothing of the age.
      const [created, state] =
        third === 1 && at < rows / 2 ? ['0000-00-00 00:00:00', 'REVOKED'] : [time, 'ACTIVE']
      return [
        `${(at * 7919) % rows}-${old ? (third === 0 ? 'unending' : 'dead') : 'young'}`,
        1,
        state,
        `${at}`,
        created,
        created,
        third === 0 ? -1 : 1000,
        1000,
      ]
    })
    await connection.query(
      `INSERT INTO ${table} (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, ` +
        'TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, ' +
        'REFRESH_TOKEN_VALIDITY_PERIOD) VALUES ?',
      [some],
    )
  }
  await connection.query(`ANALYZE TABLE ${table}`)
}

/**
 * Purges in calls of a few steps each.
 * @returns where each call ended, and the rows the server read for it.
 */
async function purged(
  engine: Engine,
  name: string,
  {
    calls: most = Infinity,
    clock: answer,
    rows: size = 80,
  }: { readonly calls?: number; readonly clock?: string; readonly rows?: number } = {},
): Promise<{ calls: PurgeProgress[]; read: number }> {
  const { dialect } = root(engine)
  const opened = await openDatabase({
    ...root(engine),
    database: name,
  })
  const database: Database = {
    ...opened,
    query: (statement) =>
      opened.query(
        answer !== undefined && statement.text === dialect.server.clock.text
          ? { text: answer, values: [] }
          : statement,
      ),
  }
  // PostgreSQL counts what a statement read when its transaction has ended, and says so later.
  const count = async () =>
    engine.name === 'PostgreSQL'
      ? 0
      : (
          await database.query({ text: "SHOW SESSION STATUS LIKE 'Handler_read_%'", values: [] })
        ).reduce((sum, { Value }) => sum + Number(Value), 0)
  try {
    const bound = bindRules(
      rules,
      planned(cutoff).filter(({ rule }) => rule === 'tokens'),
      await readSchema(database, dialect, name),
    )
    const before = await count()
    const calls: PurgeProgress[] = []
    for (let done = false; !done && calls.length < most; ) {
      let left = 3
      const answer = await purge(
        { database, dialect, clock, size: fixedSize(size), share: 1, spent: () => left-- <= 0 },
        bound,
        calls.at(-1) ?? null,
        () => undefined,
      )
      calls.push(answer.progress)
      done = answer.done
    }
    return { calls, read: (await count()) - before }
  } finally {
    await database.close()
  }
}

const left = async (connection: Connection, kind: string) =>
  Number(
    (
      await connection.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS n FROM ${table} WHERE TOKEN_ID LIKE '%-${kind}'`,
      )
    )[0][0]?.n,
  )

for (const engine of everyEngine.filter(one)) {
  const postgres = engine.name === 'PostgreSQL'
  const index = postgres ? 'idx_tc' : 'IDX_TC'
  test(`${engine.name}: a table with few possibly dead rows is not read completely, and every row is right`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'little_dead', async (connection) => {
      await seed(connection, 20)
      const { calls, read } = await purged(engine, 'little_dead')
      assert.ok(calls.length > 1, 'it was cut')
      assert.equal(calls[0]?.by, index)
      assert.deepEqual(
        [
          await left(connection, 'dead'),
          await left(connection, 'unending'),
          await left(connection, 'young'),
        ],
        [0, rows / 60, rows - rows / 20],
      )
      assert.equal(
        calls.at(-1)?.deleted.find((entry) => entry.table.toUpperCase() === table)?.rows,
        rows / 30,
      )
      // Along the key each row is read twice: for where a range ends, and for what is dead in it.
      assert.ok(read < rows, `${read} rows were read`)
    })
  })

  test(`${engine.name}: a column with rows of no time is no way to walk`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'no_time', async (connection) => {
      await seed(connection, 20)
      await connection.query(`ALTER TABLE ${table} MODIFY TIME_CREATED DATETIME NULL`)
      await connection.query(
        `UPDATE ${table} SET TIME_CREATED = NULL WHERE TOKEN_ID LIKE '%0-young'`,
      )
      await connection.query(`ANALYZE TABLE ${table}`)
      assert.equal((await purged(engine, 'no_time', { calls: 1 })).calls[0]?.by, undefined)
      await connection.query(`DELETE FROM ${table} WHERE TIME_CREATED IS NULL`)
      assert.equal((await purged(engine, 'no_time', { calls: 1 })).calls[0]?.by, index)
    })
  })

  test(`${engine.name}: a table with many dead rows is walked along its key`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'much_dead', async (connection) => {
      await seed(connection, 2)
      const { calls } = await purged(engine, 'much_dead', { rows: 1000 })
      assert.ok(calls.length > 1, 'it was cut')
      assert.ok(calls.every(({ by }) => by === undefined))
      assert.deepEqual(
        [await left(connection, 'dead'), await left(connection, 'young')],
        [0, rows / 2],
      )
    })
  })

  test(`${engine.name}: a TIMESTAMP is no way to walk in a zone that puts its clocks back; a DATETIME is`, {
    skip: engine.skip || (engine.name === 'PostgreSQL' && 'its TIMESTAMP is wall time'),
  }, async () => {
    await inDatabase(engine, 'repeated_times', async (connection) => {
      await seed(connection, 20)
      const berlin = "SELECT 'SYSTEM' AS zone, 'CET' AS `system`"
      assert.equal(
        (await purged(engine, 'repeated_times', { calls: 1, clock: berlin })).calls[0]?.by,
        undefined,
      )
      await connection.query(
        `ALTER TABLE ${table} MODIFY TIME_CREATED DATETIME NOT NULL, MODIFY ` +
          'REFRESH_TOKEN_TIME_CREATED DATETIME NOT NULL',
      )
      await connection.query(`ANALYZE TABLE ${table}`)
      assert.equal(
        (await purged(engine, 'repeated_times', { calls: 1, clock: berlin })).calls[0]?.by,
        'IDX_TC',
      )
    })
  })
}

test('the bound of dead rows is set by any part of a conjunction, or by every alternative', () => {
  const instant = new Date('2026-06-01T00:00:00Z')
  const end = '2026-06-01 00:00:00.000'
  const before: Expression = { is: 'before', column: 'A', instant }
  const lapsed: Expression = { is: 'lapsed', created: 'A', period: 'P', unit: 'ms', instant }
  const other: Expression = { is: 'before', column: 'B', instant }
  assert.equal(endOf(before, 'A'), end)
  // A rule names columns in capitals, a server may fold them.
  assert.equal(endOf(before, 'a'), end)
  assert.equal(endOf(lapsed, 'a'), end)
  assert.equal(endOf({ is: 'number', column: 'A', from: 1n, below: 7n }, 'a'), '7')
  assert.equal(endOf(every(other, lapsed), 'A'), end)
  assert.equal(endOf(some(before, every(other, lapsed)), 'A'), end)
  assert.equal(endOf(some(before, other), 'A'), null)
  assert.equal(endOf(some(), 'A'), null)
  assert.equal(endOf({ is: 'not', of: before }, 'A'), null)
  assert.equal(endOf({ is: 'number', column: 'A', from: 1n, below: 7n }, 'A'), '7')
  assert.equal(endOf({ is: 'number', column: 'A', from: 1n }, 'A'), null)
})
