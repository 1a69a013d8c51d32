import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Database } from '../../functions/engines/database.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { connect, everyEngine, inDatabase, one, type Engine } from '../seed/engines.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { root } from '../seed/root.ts'
import { rowsGone } from './batches.ts'
import { planned } from './planned.ts'
import { clock } from '../seed/clock.ts'

const reference = 'IDN_OIDC_REQ_OBJECT_REFERENCE'
const refer = (id: number, token: string) =>
  `INSERT INTO ${reference} (ID, CONSUMER_KEY_ID, TOKEN_ID) VALUES (${id}, 1, '${token}')`

/**
 * Forty dead tokens, purged in batches of twenty; `seen` is told of each statement once it has been
 * answered.
 */
async function purged(
  engine: Engine,
  name: string,
  connection: Connection,
  seen: (text: string, locked: boolean) => Promise<void>,
): Promise<void> {
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await addDeadTokens(connection, 40)
  const { dialect } = root(engine)
  const database = await openDatabase({
    ...root(engine),
    database: name,
  })
  type Within = Pick<Database, 'query' | 'execute'>
  const watched = (inner: Within, locked = false): Within => ({
    query: async (statement) => inner.query(statement).finally(() => seen(statement.text, locked)),
    execute: async (statement) =>
      inner.execute(statement).finally(() => seen(statement.text, locked)),
  })
  const spied: Database = {
    ...watched(database),
    transaction: (work) => database.transaction((within) => work(watched(within, true))),
    commitMilliseconds: () => database.commitMilliseconds(),
    sessions: () => database.sessions(),
    close: () => database.close(),
  }
  try {
    const bound = bindRules(
      rules,
      planned(new Date('2026-11-24T07:00:00Z')),
      await readSchema(database, dialect, name),
    )
    const { progress } = await purge(
      { database: spied, dialect, clock, size: rangeSize(1, 20), share: 1, spent: () => false },
      bound,
      null,
      () => undefined,
    )
    assert.equal(rowsGone(progress, 'IDN_OAUTH2_ACCESS_TOKEN'), 40)
  } finally {
    await database.close()
  }
}

const count = async (connection: Connection, from: string) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0][0]?.n)

for (const engine of everyEngine.filter(one)) {
  const postgres = engine.name === 'PostgreSQL'
  /** As the engine's statements name it. */
  const said = (table: string) => (postgres ? `"${table.toLowerCase()}"` : `\`${table}\``)
  const deletes = postgres ? 'DELETE FROM' : 'DELETE t0 FROM'
  test(`${engine.name}: an empty child table is not walked, and rows that appear in it are deleted with later batches`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'empty_children', async (connection) => {
      const walks: string[] = []
      let [steps, looks] = [0, 0]
      // The scopes have a row from the start, of a token that stays.
      const scopeOfLiving = async () => {
        await connection.query(
          'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
            "TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('zz', 1, 'ACTIVE', '2026-11-24', " +
            "'2026-11-24')",
        )
        await connection.query(
          "INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE VALUES ('zz', 'default', -1234)",
        )
      }
      let begun = false
      await purged(engine, 'empty_children', connection, async (text) => {
        if (!begun) await ((begun = true), scopeOfLiving())
        if (text.startsWith(`SELECT 1 AS found FROM ${said('IDN_OAUTH2_ACCESS_TOKEN_SCOPE')}`))
          looks++
        if (text.startsWith('DELETE') && text.includes(said(reference))) walks.push(text)
        // Between the two steps a reference to a row of the second appears.
        if (text.startsWith(`${deletes} ${said('IDN_OAUTH2_ACCESS_TOKEN')}`) && ++steps === 1) {
          assert.deepEqual(walks, [], 'nothing hangs on the first twenty')
          await connection.query(refer(1, 't0039'))
        }
      })
      assert.ok(walks.length > 0)
      assert.equal(looks, 1, 'a child with rows is looked at once')
      assert.equal(await count(connection, reference), 0)
    })
  })

  test(`${engine.name}: nothing can come to hang on a dead row once its children were looked at`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'late_children', async (connection) => {
      const other = await connect(engine, 'late_children')
      let refused = 0
      try {
        await other.query(
          postgres ? "SET lock_timeout = '1s'" : 'SET SESSION innodb_lock_wait_timeout = 1',
        )
        await purged(engine, 'late_children', connection, async (text, locked) => {
          if (
            !locked ||
            text !== `SELECT 1 AS found FROM ${said(reference)} LIMIT 1` ||
            refused > 0
          )
            return
          await assert.rejects(
            other.query(refer(2, 't0000')),
            postgres ? /lock timeout/ : { errno: 1205 },
          )
          refused++
        })
      } finally {
        await other.end()
      }
      assert.equal(refused, 1)
      assert.equal(await count(connection, reference), 0)
    })
  })
}
