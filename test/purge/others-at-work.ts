import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from 'mysql2/promise'
import type { Dialect, Sql } from '../../functions/engines/dialect.ts'
import { connect, everyEngine, inDatabase, quick } from '../seed/engines.ts'
import { tokens, scopes, count } from './batch-scene.ts'
import { purgeInBatches, rowsGone } from './batches.ts'
import { during } from './during.ts'
import { seedTokens } from './interrupted-purge.ts'

/** The dialect with other locks. */
const locking =
  (change: (text: string) => string) =>
  (dialect: Dialect): Dialect => {
    const changed = <T extends Sql>(question: T): T => ({
      ...question,
      text: change(question.text),
    })
    const { lock, lockSum, lockChildren, lockChildrenSum, lockReferred } = dialect.rows
    return {
      ...dialect,
      rows: {
        ...dialect.rows,
        lock: (...all) => changed(lock(...all)),
        lockSum: (...all) => changed(lockSum(...all)),
        lockChildren: (...all) => changed(lockChildren(...all)),
        lockChildrenSum: (...all) => changed(lockChildrenSum(...all)),
        lockReferred: (...all) => changed(lockReferred(...all)),
      },
    }
  }

for (const engine of everyEngine.filter(quick)) {
  const name = 'batches'
  const passes = ['passes by what is held', (text: string) => text] as const
  const waits = (text: string) => text.replace(/ FOR UPDATE .*$/, ' FOR UPDATE')
  // Every PostgreSQL that is supported passes by.
  const servers =
    engine.name === 'PostgreSQL' ? [passes] : [passes, ['cannot pass by', waits] as const]

  const on = (what: string, rows: number, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, rows)
        await work(connection)
      }),
    )

  for (const [server, lock] of servers) {
    on(
      `a server that ${server}: a dead row that another holds stays, and goes with the next run`,
      300,
      async (connection) => {
        await during(
          engine,
          name,
          `SELECT * FROM ${tokens} WHERE TOKEN_ID = 't00200' FOR UPDATE`,
          async () => {
            const progress = await purgeInBatches(engine, name, { dialect: locking(lock) })
            assert.equal(progress.left, 1)
            assert.equal(rowsGone(progress, tokens), 199)
          },
        )
        assert.equal((await purgeInBatches(engine, name)).left, 0)
        assert.equal(await count(connection, tokens), 100)
      },
    )

    on(
      `a server that ${server}: a row whose child another holds stays with it`,
      30,
      async (connection) => {
        await during(
          engine,
          name,
          `UPDATE ${scopes} SET TENANT_ID = 1 WHERE TOKEN_ID = 't00004'`,
          async () =>
            assert.equal((await purgeInBatches(engine, name, { dialect: locking(lock) })).left, 1),
        )
        assert.equal(await count(connection, `${tokens} WHERE TOKEN_ID = 't00004'`), 1)
        assert.equal(await count(connection, `${scopes} WHERE TOKEN_ID = 't00004'`), 1)
      },
    )
  }

  if (engine.name !== 'PostgreSQL')
    on(
      'a server that cannot pass by: told to stop, the purge waits for no other row, and its account is right',
      30,
      async (connection) => {
        for (const how of ['the call ends', 'the permit ends'] as const) {
          let [asked, over] = [0, false]
          await during(engine, name, `SELECT * FROM ${tokens} FOR UPDATE`, async () => {
            const { left, batches, deleted, doubt, files, ...progress } = await purgeInBatches(
              engine,
              name,
              {
                dialect: (dialect) => {
                  const changed = locking(waits)(dialect)
                  const wait = dialect.session.map((text) =>
                    text.replace(/innodb_lock_wait_timeout = \d+/, 'innodb_lock_wait_timeout = 1'),
                  )
                  return {
                    ...changed,
                    session: wait,
                    rows: {
                      ...changed.rows,
                      lock: (...all) => {
                        asked++
                        over = true
                        return changed.rows.lock(...all)
                      },
                    },
                  }
                },
                ...(how === 'the call ends' && { spent: () => over }),
                ...(how === 'the permit ends' && {
                  permit: async () => (over ? { go: false } : { go: true, share: 1 }),
                }),
              },
            )
            assert.deepEqual(
              [asked, left, batches, deleted, doubt, progress.void, files],
              [1, 0, batches, [], undefined, [0], 1],
              how,
            )
          })
          assert.equal(await count(connection, tokens), 30)
        }
      },
    )

  for (const [server, lock] of servers)
    on(
      `a server that ${server}: a child that another has put in keeps its row, whatever key ` +
        'it refers to',
      3,
      async (connection) => {
        // As in 3.1.0 and later: the scopes refer to a key that is not the primary one.
        await connection.query(
          'CREATE TABLE IDN_OAUTH2_DEVICE_FLOW (CODE_ID VARCHAR(255), DEVICE_CODE ' +
            "VARCHAR(255) NOT NULL, EXPIRY_TIME TIMESTAMP NOT NULL DEFAULT '2020-01-01', " +
            "TIME_CREATED TIMESTAMP NOT NULL DEFAULT '2020-01-01', STATUS VARCHAR(25), PRIMARY " +
            'KEY (DEVICE_CODE), UNIQUE KEY (CODE_ID)) ENGINE=InnoDB',
        )
        await connection.query(
          'CREATE TABLE IDN_OAUTH2_DEVICE_FLOW_SCOPES (ID INT NOT NULL AUTO_INCREMENT, ' +
            'SCOPE_ID VARCHAR(255), SCOPE VARCHAR(255), PRIMARY KEY (ID), FOREIGN KEY ' +
            '(SCOPE_ID) REFERENCES IDN_OAUTH2_DEVICE_FLOW (CODE_ID) ON DELETE CASCADE) ' +
            'ENGINE=InnoDB',
        )
        await connection.query(
          "INSERT INTO IDN_OAUTH2_DEVICE_FLOW (CODE_ID, DEVICE_CODE) VALUES ('c1', 'd1'), " +
            "('c2', 'd2'), (NULL, 'd3')",
        )
        const other = await connect(engine, name)
        let committed: Promise<unknown> = Promise.resolve()
        const archived: string[] = []
        const { deleted } = await purgeInBatches(engine, name, {
          dialect: locking(lock),
          async writing(_, text) {
            archived.push(text)
            if (archived.length > 1) return
            await other.beginTransaction()
            await other.query(
              `INSERT INTO IDN_OAUTH2_DEVICE_FLOW_SCOPES (SCOPE_ID, SCOPE) VALUES ('c1', 'late')`,
            )
            committed = sleep(500).then(() => other.commit())
          },
        })
        await committed
        await other.end()
        // It stays with its row, or goes with it, archived and counted.
        const left = await count(connection, 'IDN_OAUTH2_DEVICE_FLOW_SCOPES')
        const rows = (of: string) => rowsGone({ deleted }, of)
        assert.equal(await count(connection, 'IDN_OAUTH2_DEVICE_FLOW'), left)
        assert.deepEqual(
          [rows('IDN_OAUTH2_DEVICE_FLOW'), rows('IDN_OAUTH2_DEVICE_FLOW_SCOPES')],
          [3 - left, 1 - left],
        )
        assert.equal(archived.at(-1)?.includes('late'), left === 0)
      },
    )
}
