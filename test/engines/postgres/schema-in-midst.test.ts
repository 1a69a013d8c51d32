import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '../../../functions/engines/database.ts'
import { purge } from '../../../functions/purge/purge.ts'
import { clientOf } from '../../seed/postgres-connection.ts'
import { everyEngine } from '../../seed/engines.ts'
import { addDeadTokens } from '../../seed/plain-tokens.ts'
import { onBench } from '../../purge/bench.ts'
import { planned } from '../../purge/planned.ts'
import { skip } from './server.ts'

const token = 'idn_oauth2_access_token'
const scope = 'idn_oauth2_access_token_scope'

/** What somebody does once a batch's rows are locked, before they go, and what the purge says. */
const changes: Readonly<Record<string, { readonly done: string; readonly says: RegExp }>> = {
  // FOR UPDATE takes ROW SHARE, for which a CREATE TRIGGER does not wait.
  'a trigger that is made': {
    done: `CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN DELETE FROM ${token} WHERE token_state = ''ACTIVE''; RETURN OLD; END';
      CREATE TRIGGER late AFTER DELETE ON ${token} FOR EACH ROW EXECUTE FUNCTION late()`,
    says: /trigger late on idn_oauth2_access_token/,
  },
  // No lock waits for a function.
  'a trigger whose function is replaced': {
    done: `CREATE OR REPLACE FUNCTION known() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN DELETE FROM ${token} WHERE token_state = ''ACTIVE''; RETURN OLD; END'`,
    says: /trigger known on idn_oauth2_access_token/,
  },
  // A delete from a table reaches those that inherit, too, of whose columns the archive keeps some.
  'a table of older rows that comes to inherit': {
    done: `ALTER TABLE older INHERIT ${token}`,
    says: /older/,
  },
}

for (const [what, { done, says }] of Object.entries(changes))
  test(`${what} between a batch's locks and its deletes undoes the batch`, { skip }, async () => {
    const engine = everyEngine.find(({ name }) => name === 'PostgreSQL')
    assert.ok(engine)
    await onBench(engine, 'pg_in_midst', 'apim-4.4.0', async (bench) => {
      const { connection, dialect, database } = bench
      const client = clientOf(connection)
      assert.ok(client)
      await addDeadTokens(connection, 30)
      await client.query(`UPDATE ${token} SET token_state = 'ACTIVE', validity_period = -1,
        refresh_token_validity_period = -1 WHERE token_id = 't0007';
        INSERT INTO ${scope} SELECT token_id, 'read', -1234 FROM ${token};
        CREATE TABLE older (LIKE ${token});
        INSERT INTO older SELECT * FROM ${token};
        CREATE FUNCTION known() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END';
        CREATE TRIGGER known AFTER DELETE ON ${token} FOR EACH ROW EXECUTE FUNCTION known()`)
      const left = async () =>
        (
          await client.query(
            `SELECT token_id FROM ONLY ${token} UNION ALL SELECT token_id FROM ${scope}`,
          )
        ).rowCount
      const before = await left()
      let asked = false
      const watched = (inner: Pick<Database, 'query' | 'execute'>) => ({
        query: inner.query,
        execute: async (statement: Parameters<Database['execute']>[0]) => {
          if (!asked && statement.text.startsWith('DELETE FROM')) {
            asked = true
            await client.query(done)
          }
          return inner.execute(statement)
        },
      })
      const spied: Database = {
        ...database,
        transaction: (work, options) =>
          database.transaction((within) => work(watched(within)), options),
      }
      const bound = await bench.bind(planned(new Date('2026-11-24T07:00:00Z')))
      await assert.rejects(
        purge({ ...bench.along(100), database: spied, dialect }, bound, null, () => undefined),
        (error) => {
          assert.ok(error instanceof Error)
          assert.equal(error.name, 'SchemaChanged', error.message)
          assert.match(error.message, says)
          return true
        },
      )
      assert.ok(asked)
      assert.equal(await left(), before)
    })
  })
