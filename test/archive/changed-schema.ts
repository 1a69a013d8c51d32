import assert from 'node:assert/strict'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { ArchiveFile } from '../../functions/contract/archive-file.ts'
import { encodedColumns } from '../../functions/archive/archive.ts'
import { undoFile } from '../../functions/archive/undo.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import type { Engine } from '../seed/start-engines.ts'
import { addSession } from './every-type.ts'
import { purged, undoAll, sum } from './put-back.ts'

const store = 'IDN_AUTH_SESSION_STORE'

/**
 * After a change of the schema each row comes back that the tables still hold as it was, and each
 * other is told.
 */
export const afterSchemaChange = (engine: Engine): Promise<void> =>
  purged(
    engine,
    'apim-2.5.0',
    'full',
    async ({ connection, files, undoing }) => {
      const name = connection.config.database ?? ''
      const tried = await undoAll({ ...undoing, dryRun: true }, files)
      for (const statement of [
        // Triggers run in the mode they were made in.
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
        `CREATE TRIGGER LATER BEFORE INSERT ON ${store} FOR EACH ROW IF NEW.SESSION_ID = ` +
          "'signalled' THEN SIGNAL SQLSTATE '45000'; ELSEIF NEW.SESSION_ID = 'changed' THEN SET " +
          "NEW.OPERATION = 'DELETE'; ELSEIF NEW.SESSION_ID = 'long' THEN SET NEW.OPERATION = " +
          "REPEAT('x', 999); ELSEIF NEW.SESSION_ID = 'large' THEN SET NEW.TENANT_ID = " +
          "99999999999; ELSEIF NEW.SESSION_ID = 'word' THEN SET NEW.TENANT_ID = 'word'; ELSEIF " +
          "NEW.SESSION_ID = 'null' THEN SET NEW.OPERATION = NULL; END IF",
        // The zero date of a default, which older schemas have.
        "SET SESSION sql_mode = ''",
        `ALTER TABLE ${store} MODIFY SESSION_TYPE VARCHAR(100) CHARACTER SET utf16 NOT NULL, ` +
          'MODIFY TIME_CREATED DECIMAL(22,2) NOT NULL, MODIFY TENANT_ID SMALLINT, ADD COLUMN ' +
          'ADDED INT NOT NULL',
        `ALTER TABLE ${store} ADD CONSTRAINT LATER CHECK (SESSION_ID <> 'checked')`,
        'ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN MODIFY TIME_CREATED DATETIME(3)',
        'DROP TABLE IDN_AUTH_SESSION_APP_INFO',
      ])
        await connection.query(statement).catch((error: { errno: number }) => {
          // Not a table of this version.
          if (error.errno !== 1051) throw error
        })
      const schema = await readSchema(undoing.database, undoing.dialect, name)
      const totals = await undoAll({ ...undoing, schema, onCollision: 'skip' }, files)
      assert.deepEqual(
        totals[store]?.collisions.map((one) => one.replace(/^.*\((.*)\)$/, '$1')).sort(),
        [
          'TENANT_ID no longer stores its value unchanged',
          'a CHECK constraint rejects it',
          'a column no longer accepts NULL',
          'a column rejects its value',
          'a trigger rejects it',
          'a value is now out of range',
          'a value is now too long',
          'the table no longer stores it unchanged',
        ],
      )
      assert.equal(sum(totals, 'putBack'), sum(tried, 'putBack') - 8)
      const [rows] = await connection.query<RowDataPacket[]>(
        `SELECT SESSION_TYPE AS value FROM ${store} WHERE SESSION_ID = 'accent'`,
      )
      assert.equal(rows[0]?.value, 'é')
      assert.deepEqual(
        sum(await undoAll({ ...undoing, schema, onCollision: 'skip' }, files), 'putBack'),
        0,
      )
      await connection.query(`ALTER TABLE ${store} DROP COLUMN EXPIRY_TIME`)
      await connection.query(`DELETE FROM ${store}`)
      const without = await readSchema(undoing.database, undoing.dialect, name)
      const after = await undoAll({ ...undoing, schema: without, onCollision: 'skip' }, files)
      assert.equal(after[store]?.putBack, 0)
      assert.match(after[store].collisions[0] ?? '', /the table no longer has a column EXPIRY_TIME/)
      assert.equal(sum(after, 'collided'), after[store].collided)
    },
    async (connection) => {
      const refused = ['long', 'large', 'word', 'null', 'narrowed']
      for (const id of ['accent', 'checked', 'signalled', 'changed', ...refused])
        await addSession(connection, id, Buffer.from('x'))
      await connection.query(`UPDATE ${store} SET TENANT_ID = 40000 WHERE SESSION_ID = 'narrowed'`)
      await connection.query(
        `UPDATE ${store} SET SESSION_TYPE = CONVERT(X'C3A9' USING utf8mb4) WHERE SESSION_ID = ` +
          "'accent'",
      )
    },
  )

/**
 * What hung on a row does not come back under another that has its key by now, in whichever file it
 * lies.
 */
export const underTheirParents = (engine: Engine): Promise<void> =>
  purged(engine, 'apim-2.5.0', 'full', async ({ connection, files, undoing }) => {
    const called = (name: string) => (engine.name === 'PostgreSQL' ? name.toLowerCase() : name)
    const [tokens, scopes] = [
      called('IDN_OAUTH2_ACCESS_TOKEN'),
      called('IDN_OAUTH2_ACCESS_TOKEN_SCOPE'),
    ] as const
    const file = files.find(({ tables }) => tables.some(({ table }) => table === scopes))
    const partOf = (name: string) => file?.tables.find(({ table }) => table === name)
    const [parents, children] = [partOf(tokens), partOf(scopes)]
    assert.ok(file && parents && children)
    const at = children.columns.findIndex(({ name }) => name === called('TOKEN_ID'))
    const id = children.rows[0]?.[at] ?? ''
    const hanging = children.rows.filter((row) => row[at] === id).length
    const clean = () => connection.query(`DELETE FROM ${tokens} WHERE TOKEN_ID <> UNHEX('${id}')`)
    const scopesOf = async () => {
      const [rows] = await connection.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS total FROM ${scopes} WHERE TOKEN_ID = UNHEX('${id}')`,
      )
      return Number(rows[0]?.total)
    }
    await connection.query("SET SESSION sql_mode = ''")
    await connection.query(`INSERT INTO ${tokens} (TOKEN_ID) VALUES (UNHEX('${id}'))`)
    const skipping = () => ({ ...undoing, onCollision: 'skip' as const, out: new Set<string>() })
    const check = async (parts: readonly ArchiveFile[], wanted = {}) => {
      const into = { ...skipping(), wanted }
      const totals = await undoAll(into, parts)
      assert.equal(totals[scopes]?.collided, hanging, JSON.stringify(totals))
      assert.match(totals[scopes].collisions[0] ?? '', /its parent was not put back/)
      assert.equal(await scopesOf(), 0)
    }
    await check([file])
    await clean()
    await check([
      { ...file, tables: [parents] },
      { ...file, tables: [children] },
    ])
    // Asked for alone, they come back under the parents that are there as they were.
    await connection.query(`DELETE FROM ${scopes}`)
    await check([file], { table: scopes })
    await connection.query(`DELETE FROM ${tokens}`)
    const all = await undoFile(skipping(), file)
    assert.equal(all[scopes]?.collided, 0)
    assert.equal(await scopesOf(), hanging)
  })

/** Rows of a table without a key that are the same come back as many as they were. */
export async function identicalRows(
  connection: Connection,
  undoing: Parameters<typeof undoFile>[0],
  file: ArchiveFile,
): Promise<void> {
  const postgres = undoing.dialect.engine === 'postgres'
  await connection.query(
    'CREATE TABLE WITHOUT_KEY (a INT, b VARCHAR(9) CHARACTER SET latin1, j JSON, f FLOAT)',
  )
  const database = connection.config.database ?? ''
  const schema = await readSchema(undoing.database, undoing.dialect, database)
  const table =
    schema.tables.find(({ name }) => /^without_key$/i.test(name)) ?? assert.fail('no table')
  // Each server's own encodings, as the archive has them.
  const columns = encodedColumns(table, 'full')
  const values: Readonly<Record<string, string>> = {
    a: '1',
    b: postgres ? 'c3a9' : 'e9',
    j: columns.some(({ name, as }) => name === 'j' && as === 'bytes')
      ? Buffer.from('{"a": 1}').toString('hex')
      : '{"a": 1}',
    f: postgres ? '0.1' : '0.10000000149011612',
  }
  const row = columns.map(({ name }) => values[name] ?? null)
  const rows = [row, row, columns.map(() => null), row]
  const handmade: ArchiveFile = { ...file, tables: [{ table: table.name, columns, rows }] }
  const back = async () => {
    const totals = await undoFile({ ...undoing, schema }, handmade)
    const { putBack, present } = totals[table.name] ?? { putBack: -1, present: -1 }
    return [putBack, present]
  }
  assert.deepEqual(await back(), [4, 0])
  assert.deepEqual(await back(), [0, 4])
  await connection.query('DELETE FROM WITHOUT_KEY WHERE a = 1 LIMIT 2')
  assert.deepEqual(await back(), [2, 2])
}
