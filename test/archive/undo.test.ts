import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { undoFile } from '../../functions/archive/undo.ts'
import { engines, everyEngine, one } from '../seed/engines.ts'
import { everyValue } from './archived-values.ts'
import { afterSchemaChange, identicalRows, underTheirParents } from './changed-schema.ts'
import { keptComesBack } from './kept.ts'
import { purged, undoAll } from './put-back.ts'
import { undoStopped } from './undo-stopped.ts'

for (const engine of engines.filter(one)) {
  // That every schema comes back whole is shown where it is purged whole:
  // test/rules/catalogue.test.ts.
  test(
    `${engine.name}: a value of every type, at every length, comes back byte for byte, or is refused before it goes`,
    { skip: engine.skip },
    () => everyValue(engine),
  )
}

for (const engine of engines.filter(one)) {
  test(
    `${engine.name}: after a change of the schema each row comes back that the table still holds as it was`,
    { skip: engine.skip },
    () => afterSchemaChange(engine),
  )

  test(
    `${engine.name}: npm run undo that is stopped says what is back and how to go on`,
    { skip: engine.skip },
    () => undoStopped(engine),
  )
}

for (const engine of everyEngine.filter(one)) {
  const postgres = engine.name === 'PostgreSQL'
  /** As the server calls what rules name in capitals. */
  const called = (name: string) => (postgres ? name.toLowerCase() : name)
  const [tokenTable, scopeTable] = [
    called('IDN_OAUTH2_ACCESS_TOKEN'),
    called('IDN_OAUTH2_ACCESS_TOKEN_SCOPE'),
  ] as const

  test(
    `${engine.name}: what hung on a row does not come back under another`,
    { skip: engine.skip },
    () => underTheirParents(engine),
  )

  test(
    `${engine.name}: rows of an archive that an earlier version has written come back`,
    { skip: engine.skip },
    () => keptComesBack(engine),
  )

  test(
    `${engine.name}: a row whose place was taken is skipped and named, or fails the file; one row can be asked for`,
    { skip: engine.skip },
    () =>
      purged(engine, 'apim-2.5.0', 'full', async ({ connection, files, undoing }) => {
        const file = files.find(({ rule }) => rule === 'tokens')
        const tokens = file?.tables.at(-1)
        assert.ok(file && tokens)
        const column = (name: string) =>
          tokens.columns.findIndex((one) => one.name === called(name))
        const text = (row: readonly (string | null)[], name: string) =>
          Buffer.from(row[column(name)] ?? '', 'hex').toString()
        const [taken, wanted] = tokens.rows.filter(
          (row) => text(row, 'TOKEN_STATE') === 'ACTIVE' || text(row, 'TOKEN_STATE') === 'INACTIVE',
        )
        assert.ok(taken && wanted)
        await connection.query(`SET SESSION sql_mode = ''`)
        // A newer token of the same application, user and scope.
        const unique = [
          'CONSUMER_KEY_ID',
          'AUTHZ_USER',
          'TENANT_ID',
          'USER_DOMAIN',
          'USER_TYPE',
          'TOKEN_SCOPE_HASH',
          'TOKEN_STATE',
          'TOKEN_STATE_ID',
        ]
        // The vendor's own unique key of PostgreSQL has the token's ID in it.
        if (postgres)
          await connection.query(
            `CREATE UNIQUE INDEX ONE_OF_A_SCOPE ON IDN_OAUTH2_ACCESS_TOKEN (${unique.join(', ')})`,
          )
        const marks = unique.map((name) =>
          tokens.columns[column(name)]?.as === 'bytes' ? 'UNHEX(?)' : '?',
        )
        await connection.query(
          `INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, ${unique.join(', ')})
           VALUES ('newer', ${marks.join(', ')})`,
          unique.map((name) => taken[column(name)]),
        )
        const id = text(taken, 'TOKEN_ID')
        await assert.rejects(undoFile(undoing, file), {
          name: 'UndoCollision',
          message: new RegExp(`${id} \\(another row has the same unique key\\)`),
        })
        const skipped = await undoFile(
          { ...undoing, onCollision: 'skip', wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN' } },
          file,
        )
        assert.deepEqual(skipped[tokenTable]?.collisions, [
          `${id} (another row has the same unique key)`,
        ])
        assert.equal(skipped[tokenTable].putBack, tokens.rows.length - 1)
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        const one = await undoFile(
          {
            ...undoing,
            wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN', key: text(wanted, 'TOKEN_ID') },
          },
          file,
        )
        assert.deepEqual(one, {
          [tokenTable]: { putBack: 1, present: 0, collided: 0, collisions: [] },
        })
        // Its scopes without their token have no place.
        const orphans = await undoFile(
          { ...undoing, onCollision: 'skip', wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE' } },
          file,
        )
        assert.match(orphans[scopeTable]?.collisions[0] ?? '', /its parent was not put back/)
        // Nor has a token whose application is gone.
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        await connection.query('DELETE FROM IDN_OAUTH_CONSUMER_APPS')
        const alone = await undoFile({ ...undoing, onCollision: 'skip' }, file)
        assert.equal(alone[tokenTable]?.putBack, 0)
        assert.match(alone[tokenTable].collisions[0] ?? '', /\(its parent does not exist\)$/)
        await identicalRows(connection, undoing, file)
      }),
  )

  test(
    `${engine.name}: a hashed archive holds no token value, and its rows come back without`,
    { skip: engine.skip },
    () =>
      purged(engine, 'apim-2.5.0', 'hashed', async ({ connection, files, undoing }) => {
        const file = files.find(({ rule }) => rule === 'tokens')
        const tokens = file?.tables.at(-1)
        assert.ok(file && tokens)
        assert.deepEqual(
          tokens.columns.filter(({ as }) => as === 'hash').map(({ name }) => name),
          ['ACCESS_TOKEN', 'REFRESH_TOKEN'].map(called),
        )
        await undoAll(undoing, files)
        const [rows] = await connection.query<RowDataPacket[]>(
          'SELECT ACCESS_TOKEN AS value FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?',
          [
            Buffer.from(
              tokens.rows[0]?.[
                tokens.columns.findIndex(({ name }) => name === called('TOKEN_ID'))
              ] ?? '',
              'hex',
            ).toString(),
          ],
        )
        assert.match(String(rows[0]?.value), /^[0-9a-f]{64}$/)
      }),
  )
}
