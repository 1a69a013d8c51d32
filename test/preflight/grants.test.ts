import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { bindRules } from '../../functions/rules/bind.ts'
import { mustMayDelete, mustSeeAll } from '../../functions/preflight/read-grants.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { engines, everyEngine, type Engine } from '../seed/engines.ts'
import { onBench, openAs, type Bench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { pattern } from '../pattern.ts'

const plan = planned(new Date('2026-11-24T07:30:00.250Z'))
const password = 'Only-for-this-test-1'
const refused = (what: string, database: string) => ({
  name: 'AccessDenied',
  message:
    `The user of the secret may ${what}. Nothing was deleted. As a user with that privilege: ` +
    `GRANT SELECT, DELETE ON \`${database}\`.* TO the user, then start again.`,
})

/** Does what PlanRun does, and the purge, as a user with these grants. */
async function runAs(
  engine: Engine,
  { name, connection, along }: Bench,
  grants: readonly string[],
): Promise<number> {
  const user = `u_${name}`
  await connection.query('DROP USER IF EXISTS ?', [user])
  await connection.query('CREATE USER ? IDENTIFIED BY ?', [user, password])
  try {
    for (const grant of grants) await connection.query(`GRANT ${grant} TO ${user}`)
    const { database, dialect } = await openAs(engine, name, { user, password })
    try {
      const schema = await readSchema(database, dialect, name)
      await mustSeeAll(database, dialect, schema)
      const bound = bindRules(rules, plan, schema)
      await mustMayDelete(database, dialect, bound)
      const { progress } = await purge({ ...along(), database }, bound, null, () => undefined)
      return progress.deleted.reduce((sum, { rows }) => sum + rows, 0)
    } finally {
      await database.close()
    }
  } finally {
    await connection.query('DROP USER ?', [user])
  }
}

async function write(connection: Connection): Promise<void> {
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, TOKEN_STATE, TIME_CREATED, ' +
      "REFRESH_TOKEN_TIME_CREATED) VALUES ('dead', 'REVOKED', '2020-01-01', '2020-01-01')",
  )
  await connection.query(
    "INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE) VALUES ('dead', 'a'), " +
      "('dead', 'b')",
  )
}
const rowsLeft = async (connection: Connection) =>
  Number(
    (
      await connection.query<RowDataPacket[]>(
        'SELECT (SELECT COUNT(*) FROM IDN_OAUTH2_ACCESS_TOKEN) + (SELECT COUNT(*) FROM ' +
          'IDN_OAUTH2_ACCESS_TOKEN_SCOPE) AS n',
      )
    )[0][0]?.n,
  )

for (const engine of engines) {
  test(`${engine.name}: a user with only SELECT and DELETE on the database can plan and purge`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'grants_enough', 'apim-2.5.0', async (bench) => {
      await write(bench.connection)
      assert.equal(await runAs(engine, bench, [`SELECT, DELETE ON \`${bench.name}\`.*`]), 3)
      assert.equal(await rowsLeft(bench.connection), 0)
    })
  })

  test(`${engine.name}: a user without DELETE is refused by the table's name, before anything is deleted`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'grants_read', 'apim-2.5.0', async (bench) => {
      const { name, connection } = bench
      await write(connection)
      const [tables] = await connection.query<RowDataPacket[]>(
        'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND ' +
          "TABLE_NAME <> 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'",
        [name],
      )
      // INSERT is more than SELECT: MariaDB shows the foreign keys for it.
      const read = [`SELECT, INSERT ON ${name}.*`]
      await assert.rejects(
        runAs(engine, bench, read),
        refused('not delete from IDN_AUTH_SESSION_STORE', name),
      )
      await assert.rejects(
        runAs(engine, bench, [
          ...read,
          ...tables.map((table) => `DELETE ON ${name}.${table.name}`),
        ]),
        refused('not delete from IDN_OAUTH2_ACCESS_TOKEN_SCOPE', name),
      )
      assert.equal(await rowsLeft(connection), 3)
    })
  })

  test(`${engine.name}: a user that cannot see a table or a foreign key is refused, in every mode`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'grants_hidden', 'apim-2.5.0', async (bench) => {
      const { name, connection } = bench
      await write(connection)
      await assert.rejects(
        runAs(engine, bench, [`SELECT, DELETE ON ${name}.IDN_OAUTH2_ACCESS_TOKEN`]),
        refused(
          `not read all of ${name}: tables and foreign keys may be hidden from this user`,
          name,
        ),
      )
      // With SELECT alone MariaDB shows no ON DELETE; MySQL does, and the DELETE is what is missed.
      const shown =
        engine.name === 'MySQL'
          ? 'not delete from IDN_AUTH_SESSION_STORE'
          : 'not see the foreign key AM_APPLICATION_KEY_MAPPING_ibfk_1 of ' +
            'AM_APPLICATION_KEY_MAPPING, which may delete rows with others'
      await assert.rejects(runAs(engine, bench, [`SELECT ON ${name}.*`]), refused(shown, name))
      assert.equal(await rowsLeft(connection), 3)
    })
  })

  test(`${engine.name}: a user that cannot read the database, and a wrong password, are reported as such`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'grants_none', 'apim-2.5.0', async (bench) => {
      await assert.rejects(runAs(engine, bench, []), {
        name: 'AccessDenied',
        message: pattern(
          /^The database refused: Access denied for user 'u_grants_none'@'\S+' to database /,
          /'grants_none'\. Grant the user SELECT and DELETE on this database \(INSERT too, to /,
          /put rows back\), or correct the secret\./,
        ),
      })
      await assert.rejects(openAs(engine, bench.name, { user: 'nobody', password }), {
        name: 'AccessDenied',
        message: pattern(
          /^The database refused: Access denied for user 'nobody'@'\S+' \(using password: /,
          /YES\)\. Grant the user/,
        ),
      })
    })
  })
}

for (const engine of everyEngine)
  test(
    `${engine.name}: the grants that drydock grants prints are enough to plan, to purge and to refresh statistics`,
    { skip: engine.skip },
    () =>
      onBench(engine, 'grants_printed', 'apim-2.5.0', async (bench) => {
        const { name, connection, dialect } = bench
        const user = `u_${name}`
        const postgres = engine.name === 'PostgreSQL'
        await write(connection)
        await connection.query(
          postgres
            ? `CREATE ROLE ${user} LOGIN PASSWORD '${password}'`
            : `CREATE USER ${user} IDENTIFIED BY '${password}'`,
        )
        const printed = dialect.words.grants(name, true).replaceAll('the user of the secret', user)
        for (const grant of printed.split(/; (?=GRANT)/))
          await connection.query(grant.replace(/ \(.*\)$/, ''))
        const { database } = await openAs(engine, name, { user, password })
        try {
          const schema = await readSchema(database, dialect, name)
          await mustSeeAll(database, dialect, schema)
          const bound = bindRules(rules, plan, schema)
          await mustMayDelete(database, dialect, bound)
          const { progress } = await purge(
            { ...bench.along(), database },
            bound,
            null,
            () => undefined,
          )
          assert.equal(
            progress.deleted.reduce((sum, { rows }) => sum + rows, 0),
            3,
          )
          const table = 'IDN_OAUTH2_ACCESS_TOKEN'
          await database.execute({
            text: postgres ? `VACUUM (ANALYZE) ${table}` : `ANALYZE TABLE ${table}`,
            values: [],
          })
        } finally {
          await database.close()
          if (postgres) await connection.query(`DROP OWNED BY ${user}`)
          await connection.query(`DROP ${postgres ? 'ROLE' : 'USER'} ${user}`)
        }
      }),
  )

for (const engine of engines)
  test(
    `${engine.name}: what is wrong with an account is AccessDenied, and too many connections pass; a rotated password is read anew`,
    {
      skip: engine.skip,
    },
    () =>
      onBench(engine, 'accounts', 'apim-2.5.0', async ({ connection }) => {
        const user = 'u_accounts'
        const one = { text: 'SELECT 1 AS one', values: [] }
        const open = (renew?: () => Promise<{ user: string; password: string }>) =>
          openAs(engine, 'accounts', { user, password, ...(renew && { renew }) })
        for (const wrong of ['ACCOUNT LOCK', 'PASSWORD EXPIRE']) {
          await connection.query(`CREATE USER ${user} IDENTIFIED BY '${password}' ${wrong}`)
          await connection.query(`GRANT ALL ON accounts.* TO ${user}`)
          // MariaDB lets the second in, to change its password and for nothing else.
          const asked = open().then(({ database }) =>
            database.query(one).finally(() => database.close()),
          )
          await assert.rejects(asked, { name: 'AccessDenied', message: /cannot log in/ }, wrong)
          await connection.query(`DROP USER ${user}`)
        }
        await connection.query(
          `CREATE USER ${user} IDENTIFIED BY '${password}' WITH MAX_USER_CONNECTIONS 1`,
        )
        await connection.query(`GRANT ALL ON accounts.* TO ${user}`)
        const renewed = `${password}-renewed`
        const { database } = await open(async () => ({ user, password: renewed }))
        await assert.rejects(open(), { name: 'DatabaseUnreachable', message: /error 1(203|226)/ })
        await connection.query(`ALTER USER ${user} IDENTIFIED BY '${renewed}'`)
        const [row] = await database.query({ text: 'SELECT CONNECTION_ID() AS id', values: [] })
        await connection.query(`KILL ${row?.id}`)
        await database.query(one).catch(() => undefined)
        assert.deepEqual(await database.query(one), [{ one: '1' }])
        await database.close()
        await assert.rejects(open(), { name: 'AccessDenied' })
        await connection.query(`DROP USER ${user}`)
      }),
  )
