import assert from 'node:assert/strict'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { ask } from '../../functions/engines/database.ts'
import { openDatabase } from '../seed/root.ts'
import { purgeInBatches } from './batches.ts'
import { count, scopes, tokens } from './batch-scene.ts'
import { tokenRows } from './interrupted-purge.ts'
import type { On } from './during.ts'
import type { Engine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'

const name = 'batches'

/** A row of it refers to each token, so far without a foreign key. */
async function makeReferrer(connection: Connection, database: string): Promise<void> {
  await connection.query(
    `CREATE TABLE \`${database}\`.MINE (PRIMARY KEY (MINE_ID)) ENGINE=InnoDB AS SELECT ` +
      `TOKEN_ID AS MINE_ID, TOKEN_ID FROM ${tokens}`,
  )
}
const foreignKey =
  `ADD CONSTRAINT late FOREIGN KEY (TOKEN_ID) REFERENCES ${name}.${tokens} (TOKEN_ID) ON DELETE ` +
  'CASCADE'

/** What somebody does to the schema while a purge runs, and what the purge says of it. */
const changes: Readonly<
  Record<string, { readonly done: readonly string[]; readonly says: RegExp }>
> = {
  'a trigger that is made while the archive is written': {
    done: [
      `CREATE TRIGGER late BEFORE DELETE ON ${tokens} FOR EACH ROW DELETE FROM ${scopes} ` +
        "WHERE TOKEN_ID = 't00000'",
    ],
    says: /trigger late on IDN_OAUTH2_ACCESS_TOKEN/i,
  },
  'a trigger on children that is made while the archive is written': {
    done: [
      `CREATE TRIGGER late AFTER DELETE ON ${scopes} FOR EACH ROW DELETE FROM MINE WHERE ` +
        "MINE_ID = 't00000'",
    ],
    says: /trigger late on IDN_OAUTH2_ACCESS_TOKEN_SCOPE/i,
  },
  'a foreign key that is added while the archive is written': {
    // Without the checks MariaDB does not even wait for who uses the parent.
    done: ['SET SESSION foreign_key_checks = 0', `ALTER TABLE MINE ${foreignKey}`],
    says: /foreign key late of MINE refers to IDN_OAUTH2_ACCESS_TOKEN/i,
  },
  'a character set that changes while the archive is written': {
    done: [
      `ALTER TABLE ${tokens} MODIFY AUTHZ_USER VARCHAR(100) CHARACTER SET utf8mb4 COLLATE ` +
        'utf8mb4_bin',
    ],
    says: /IDN_OAUTH2_ACCESS_TOKEN has AUTHZ_USER in utf8mb4_bin instead of latin1_swedish_ci/,
  },
}

/** A column of PostgreSQL has a collation, and its database the character set. */
const collation: typeof changes = {
  'a collation that changes while the archive is written': {
    done: [`ALTER TABLE ${tokens} ALTER AUTHZ_USER TYPE VARCHAR(100) COLLATE "C"`],
    says: /idn_oauth2_access_token has authz_user in C instead of default \(/,
  },
}
const onPostgres = { ...withoutCharacterSet(), ...collation }

function withoutCharacterSet(): typeof changes {
  return Object.fromEntries(
    Object.entries(changes).filter(([what]) => !what.startsWith('a character set')),
  )
}

export function schemaInMidst(engine: Engine, on: On): void {
  const postgres = engine.name === 'PostgreSQL'
  for (const [what, { done, says }] of Object.entries(postgres ? onPostgres : changes))
    on(`${what} stops the purge before its batch goes`, 300, async (connection) => {
      await makeReferrer(connection, name)
      // The table's own zero dates are no valid defaults otherwise.
      await connection.query("SET SESSION sql_mode = ''")
      await connection.query(
        `ALTER TABLE ${tokens} MODIFY AUTHZ_USER VARCHAR(100) CHARACTER SET latin1 COLLATE ` +
          'latin1_swedish_ci',
      )
      const before = await tokenRows(connection)
      const writing = async (number: number) => {
        if (number > 0) return
        for (const statement of done) await connection.query(statement)
      }
      await assert.rejects(purgeInBatches(engine, name, { guarded: true, writing }), (error) => {
        assert.ok(error instanceof Error)
        assert.equal(error.name, 'SchemaChanged', error.message)
        assert.match(error.message, says)
        return true
      })
      assert.deepEqual(await tokenRows(connection), before)
      assert.equal(await count(connection, 'MINE'), 300)
    })

  // A foreign key of PostgreSQL stays in its database; from another schema:
  // test/engines/postgres/schema-in-midst.test.ts.
  if (!postgres)
    on(
      'a foreign key that is added from another database stops the purge before its batch goes',
      300,
      async (connection) => {
        const other = 'batches_elsewhere'
        await connection.query(`CREATE DATABASE ${other}`)
        try {
          await makeReferrer(connection, other)
          const writing = async (number: number) => {
            if (number > 0) return
            await connection.query('SET SESSION foreign_key_checks = 0')
            await connection.query(`ALTER TABLE ${other}.MINE ${foreignKey}`)
          }
          await assert.rejects(purgeInBatches(engine, name, { guarded: true, writing }), {
            name: 'SchemaChanged',
            message:
              /late of batches_elsewhere\.MINE refers to IDN_OAUTH2_ACCESS_TOKEN, from another/,
          })
          assert.equal(await count(connection, tokens), 300)
          assert.equal(await count(connection, `${other}.MINE`), 300)
        } finally {
          await connection.query(`DROP DATABASE ${other}`)
        }
      },
    )

  on('a trigger that was not measured stops the purge at its start', 30, async (connection) => {
    await connection.query(
      `CREATE TRIGGER late BEFORE DELETE ON ${tokens} FOR EACH ROW SET @late = 1`,
    )
    const purging = purgeInBatches(engine, name, { triggers: [] })
    await assert.rejects(purging, { name: 'SchemaChanged', message: /late on IDN_OAUTH2_ACC/i })
    assert.equal(await count(connection, tokens), 30)
    // One that was there all along does its work.
    await purgeInBatches(engine, name)
    assert.equal(await count(connection, tokens), 10)
  })

  if (!postgres)
    on('a database whose name differs in its case alone is another', 30, async (connection) => {
      const other = name.toUpperCase()
      const [[server]] = await connection.query<RowDataPacket[]>(
        'SELECT @@lower_case_table_names AS folded',
      )
      assert.equal(Number(server?.folded), 0, 'the server tells the names apart')
      await connection.query(`CREATE DATABASE ${other}`)
      try {
        await makeReferrer(connection, other)
        await connection.query(`ALTER TABLE ${other}.MINE ${foreignKey}`)
        // As a user without PROCESS sees it, too.
        const { dialect } = root(engine)
        const database = await openDatabase({ ...root(engine), database: name })
        try {
          const { foreignKeysElsewhere } = await dialect.schema.foreignKeys(database, name)
          assert.deepEqual(
            foreignKeysElsewhere.map(({ table }) => table),
            [`${other}.MINE`],
          )
          const others = await ask(database, dialect.server.otherTables([name]))
          assert.ok(others.some((one) => one.database === other && one.table === 'MINE'))
          assert.ok(!others.some((one) => one.database === name))
        } finally {
          await database.close()
        }
        const purging = purgeInBatches(engine, name)
        await assert.rejects(purging, {
          name: 'SchemaNotSupported',
          message: /foreign key late of BATCHES\.MINE refers to .* from another database/,
        })
        assert.equal(await count(connection, `${other}.MINE`), 30)
      } finally {
        await connection.query(`DROP DATABASE ${other}`)
      }
    })
}
