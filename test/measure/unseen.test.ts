import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { bindRules } from '../../functions/rules/bind.ts'
import { mustSeeAll } from '../../functions/preflight/read-grants.ts'
import { judgeOthers, lookAtOthers } from '../../functions/preflight/other-databases.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { readTriggers } from '../../functions/purge/delete-triggers.ts'
import { watchKeys } from '../../functions/purge/watch-keys.ts'
import { engines, type Engine } from '../seed/engines.ts'
import { onBench, openAs, type Bench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { pattern } from '../pattern.ts'

const plan = planned(new Date('2026-11-24T07:30:00.250Z'))
const password = 'Only-for-this-test-1'
const deadToken = (connection: Connection, id: string) =>
  connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, TOKEN_STATE, TOKEN_STATE_ID, ' +
      "TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES (?, 'REVOKED', ?, '2020-01-01', " +
      "'2020-01-01')",
    [id, id],
  )

async function asUser<T>(
  engine: Engine,
  { name, connection }: Bench,
  grants: readonly string[],
  work: (opened: Awaited<ReturnType<typeof openAs>>) => Promise<T>,
): Promise<T> {
  const user = `u_${name}`
  await connection.query('DROP USER IF EXISTS ?', [user])
  await connection.query('CREATE USER ? IDENTIFIED BY ?', [user, password])
  try {
    for (const grant of grants) await connection.query(`GRANT ${grant} TO ${user}`)
    const opened = await openAs(engine, name, { user, password })
    return await work(opened).finally(() => opened.database.close())
  } finally {
    await connection.query('DROP USER ?', [user])
  }
}

/** Two databases of somebody else's beside the purged one. */
async function besides(
  connection: Connection,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  await connection.query('DROP DATABASE IF EXISTS `somebody-elses`')
  await connection.query('CREATE DATABASE `somebody-elses`')
  try {
    for (const table of tables) await connection.query(`CREATE TABLE \`somebody-elses\`.${table}`)
    await work()
  } finally {
    await connection.query('DROP DATABASE `somebody-elses`')
  }
}

for (const engine of engines)
  test(`${engine.name}: what goes unseen is refused or counted`, { skip: engine.skip }, (t) =>
    onBench(engine, 'unseen', 'apim-2.5.0', async (bench) => {
      await t.test(
        `a foreign key from a database that the user may not read is refused with PROCESS, and by the clone's master`,
        async () => {
          const { connection, name } = bench
          const key =
            'NOTES (ID INT PRIMARY KEY, T VARCHAR(255) CHARACTER SET latin1, CONSTRAINT ' +
            `NOTES_TOKEN FOREIGN KEY (T) REFERENCES ${name}.IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ` +
            'ON DELETE CASCADE) ENGINE=InnoDB'
          await besides(connection, [key], async () => {
            const refused = {
              name: 'SchemaNotSupported',
              message: pattern(
                /^The foreign key NOTES_TOKEN of somebody-elses\.NOTES refers to /,
                /IDN_OAUTH2_ACCESS_TOKEN from another database/,
              ),
            }
            await assert.rejects(bench.bind(plan), refused)
            const grants = [`SELECT, DELETE ON ${name}.*`]
            const bound = async ({ database, dialect }: Awaited<ReturnType<typeof openAs>>) =>
              bindRules(rules, plan, await readSchema(database, dialect, name))
            // Without PROCESS it is hidden on production, and the clone's master is the one who
            // sees it.
            await asUser(engine, bench, grants, bound)
            await assert.rejects(
              asUser(engine, bench, [...grants, 'PROCESS ON *.*'], bound),
              refused,
            )
          })
        },
      )

      await t.test(
        `a trigger that writes to another database is found on the clone, to the row`,
        async () => {
          const { connection, name, along } = bench
          await besides(
            connection,
            ['KEPT (ID INT PRIMARY KEY, N INT, TEXT MEDIUMTEXT)', 'OTHER (ID INT)'],
            async () => {
              await connection.query(
                "INSERT INTO `somebody-elses`.KEPT VALUES (1, 1, 'a'), (2, 1, 'b')",
              )
              const look = () => lookAtOthers(along(), [name], null)
              const judged = async (work: () => Promise<unknown>, silent = false) => {
                const before = await look()
                await work()
                const check = judgeOthers(name, before, await look())
                assert.equal(check.passed, silent, check.detail)
                return check.detail
              }
              assert.match(
                await judged(async () => undefined, true),
                /^2 tables of 1 other database are unchanged, by their number of rows\.$/,
              )
              // Nothing leads there: that somebody writes is told by the number of rows.
              assert.match(
                await judged(() =>
                  connection.query('DELETE FROM `somebody-elses`.KEPT WHERE ID = 2'),
                ),
                /^somebody-elses\.KEPT had 2 rows and has 1\. The purge has no known effect there/,
              )
              await connection.query(
                'CREATE TRIGGER follow AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW ' +
                  'UPDATE `somebody-elses`.KEPT SET N = N + 1',
              )
              await deadToken(connection, 'a')
              assert.match(
                await judged(async () =>
                  purge(along(), await bench.bind(plan), null, () => undefined),
                ),
                pattern(
                  /^somebody-elses\.KEPT had 1 row and has 1, changed\. Deletes run follow on /,
                  /unseen\.IDN_OAUTH2_ACCESS_TOKEN\./,
                ),
              )
              // A call that is out of time goes on where it was.
              let calls = 0
              const part = await lookAtOthers(
                { ...along(), spent: () => calls++ > 0 },
                [name],
                null,
              )
              assert.deepEqual([part.done, part.tables.length], [false, 1])
              const whole = await lookAtOthers(along(), [name], part)
              assert.deepEqual(whole, await look())
              await connection.query('DROP TRIGGER follow')
            },
          )
        },
      )

      await t.test(
        `triggers that production's user does not see are known from the clone's master`,
        async () => {
          const { connection, name, along } = bench
          await connection.query(
            'CREATE TRIGGER follow AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET ' +
              '@gone = 1',
          )
          const bound = await bench.bind(plan)
          assert.match(
            (await readTriggers(along(), bound)).join(),
            /^follow on IDN_OAUTH2_ACCESS_TOKEN \([0-9a-f]{8}\)$/,
          )
          const seen = (more: string) =>
            asUser(engine, bench, [`SELECT, DELETE${more} ON ${name}.*`], ({ database }) =>
              readTriggers({ ...along(), database }, bound),
            )
          assert.deepEqual(await seen(''), [])
          assert.deepEqual(await seen(', TRIGGER'), await readTriggers(along(), bound))
          await connection.query('DROP TRIGGER follow')
        },
      )

      await t.test(
        `a foreign key that comes while a call runs ends it before the next step`,
        async () => {
          const { connection, along, bind, schema } = bench
          for (let at = 0; at < 30; at++) await deadToken(connection, `t${at}`)
          const bound = await bind(plan)
          let now = 0
          const clock = { ...along().clock, now: () => (now += 2_000) }
          const permit = watchKeys({ ...along(), clock }, await schema(), async () => ({
            go: true,
            share: 1,
          }))
          let steps = 0
          const walk = { ...along(10), permit }
          const child =
            'CREATE TABLE NOTES (ID INT PRIMARY KEY, T VARCHAR(255) CHARACTER SET latin1, ' +
            'CONSTRAINT NOTES_TOKEN FOREIGN KEY (T) REFERENCES IDN_OAUTH2_ACCESS_TOKEN ' +
            '(TOKEN_ID) ON DELETE CASCADE) ENGINE=InnoDB'
          let made: Promise<unknown> = Promise.resolve()
          walk.permit = async () => {
            if (steps === 1) await (made = connection.query(child))
            return permit()
          }
          await assert.rejects(
            purge(walk, bound, null, ({ deleted }) => {
              if (deleted > 0) steps++
            }),
            {
              name: 'SchemaChanged',
              message: pattern(
                /^The foreign key NOTES_TOKEN of NOTES refers to IDN_OAUTH2_ACCESS_TOKEN since /,
                /the purge of unseen started/,
              ),
            },
          )
          await made
          const [rows] = await connection.query('SELECT TOKEN_ID FROM IDN_OAUTH2_ACCESS_TOKEN')
          assert.equal((rows as unknown[]).length, 20)
        },
      )

      await t.test(
        `a system-versioned table is one of those that no rule touches`,
        { skip: engine.name === 'MySQL' && 'MySQL has none' },
        async () => {
          const { connection, database, dialect, name } = bench
          await connection.query(
            'CREATE TABLE KEPT (ID INT PRIMARY KEY, PARENT INT, FOREIGN KEY (PARENT) ' +
              'REFERENCES KEPT (ID)) WITH SYSTEM VERSIONING',
          )
          await connection.query('CREATE SEQUENCE NUMBERS')
          await connection.query('CREATE VIEW SEEN AS SELECT * FROM KEPT')
          const { others } = await bench.bind(plan)
          assert.deepEqual(
            others
              .map((table) => table.name)
              .filter((table) => /^(KEPT|NUMBERS|SEEN)$/.test(table)),
            ['KEPT', 'NUMBERS'],
          )
          await asUser(engine, bench, [`SELECT, DELETE ON ${name}.*`], async (opened) =>
            mustSeeAll(opened.database, opened.dialect, await readSchema(database, dialect, name)),
          )
        },
      )
    }),
  )
