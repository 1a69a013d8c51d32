import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../seed/root.ts'
import { ownCheckSchema } from '../../functions/contract/environment.ts'
import { ownChecks } from '../../functions/checks/own-checks.ts'
import { statisticsRefreshed } from '../../functions/checks/statistics-refreshed.ts'
import { tablesHealthy } from '../../functions/checks/tables-healthy.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { connect, everyEngine, inDatabase, one, type Engine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'

async function along<T>(
  engine: Engine,
  user: string | null,
  work: (walk: Walk, name: string) => Promise<T>,
  prepare: readonly string[] = [],
): Promise<T> {
  let result: T | undefined
  await inDatabase(engine, 'own_checks', async (connection) => {
    await connection.query('CREATE TABLE APPS (ID INT PRIMARY KEY, NAME VARCHAR(20))')
    await connection.query(`INSERT INTO APPS VALUES (1, 'one'), (2, NULL)`)
    for (const statement of prepare) await connection.query(statement)
    const database = await openDatabase({
      ...root(engine),
      ...(user === null ? {} : { user, password: 'pw' }),
      database: 'own_checks',
    })
    try {
      result = await work(
        {
          database,
          dialect: root(engine).dialect,
          spent: () => false,
          clock: { now: () => performance.now() },
        } as unknown as Walk,
        'own_checks',
      )
    } finally {
      await database.close()
    }
  })
  return result as T
}
const check = (query: string, expected: string | number = '0', database = 'own_checks') => ({
  name: 'mine',
  database,
  query,
  expected: String(expected),
})

for (const engine of everyEngine.filter(one)) {
  const postgres = engine.name === 'PostgreSQL'
  const slow = postgres
    ? 'SELECT COUNT(*) FROM APPS a JOIN APPS b ON pg_sleep(3) IS NULL'
    : 'SELECT COUNT(*) FROM APPS a JOIN APPS b ON SLEEP(3) = 0'
  const later = postgres ? 'SELECT 1 FROM pg_sleep(0.5)' : 'SELECT SLEEP(0.5) + 1'
  test(`${engine.name}: a question of the customer's own passes when it is answered as expected`, {
    skip: engine.skip,
  }, async () => {
    const results = await along(engine, null, (walk, name) =>
      ownChecks({
        along: walk,
        name,
        own: [
          check('SELECT COUNT(*) FROM APPS', 2),
          check('SELECT ID, NAME FROM APPS ORDER BY ID', '1,one\n2,NULL'),
          check('SELECT COUNT(*) FROM APPS', 3),
          check('SELECT 1 FROM MISSING'),
          check('SELECT 1', 1, 'elsewhere'),
        ],
      }),
    )
    assert.deepEqual(
      results.map(({ check: name, passed }) => [name, passed]),
      [
        ['own:mine', true],
        ['own:mine', true],
        ['own:mine', false],
        ['own:mine', false],
      ],
    )
    assert.match(results[2]?.detail ?? '', /^Expected "3", found "2"/)
    assert.match(results[3]?.detail ?? '', /^The query failed: .*MISSING/i)
  })

  test(`${engine.name}: it can write nothing, and is ended when it takes too long`, {
    skip: engine.skip,
  }, async () => {
    const results = await along(engine, null, async (walk, name) => {
      const found = await ownChecks({
        along: walk,
        name,
        own: [check('DELETE FROM APPS'), check('SELECT COUNT(*) FROM APPS', 2)],
      })
      const quick = {
        ...walk,
        dialect: {
          ...walk.dialect,
          server: {
            ...walk.dialect.server,
            limitTime: (ms: number) => walk.dialect.server.limitTime(ms === 0 ? 0 : 300),
          },
        },
      }
      return [
        ...found,
        ...(await ownChecks({
          along: quick,
          name,
          own: [check(slow)],
        })),
        ...(await ownChecks({ along: walk, name, own: [check(later, 1)] })),
      ]
    })
    assert.deepEqual(
      results.map(({ passed }) => passed),
      [false, true, false, true],
      results.map(({ detail }) => detail).join('\n'),
    )
    assert.match(results[0]?.detail ?? '', /read.only/i)
    assert.match(results[2]?.detail ?? '', /^It took longer than/)
  })

  test(`${engine.name}: statistics are refreshed and tables found healthy; a user without the privilege is told which one is needed`, {
    skip: engine.skip,
  }, async () => {
    assert.equal(
      (
        await along(engine, null, (walk) =>
          statisticsRefreshed({ along: walk, target: 'clone', touched: ['APPS'] }),
        )
      ).passed,
      true,
    )
    assert.equal(
      (await along(engine, null, (walk) => tablesHealthy({ along: walk, touched: ['APPS'] })))
        .passed,
      true,
    )
    const nowhere = along(engine, null, (walk) =>
      tablesHealthy({ along: walk, touched: ['NOWHERE'] }),
    )
    // PostgreSQL answers with an error: the step ends with it.
    if (postgres) await assert.rejects(nowhere, { name: 'SchemaChanged', message: /nowhere/ })
    else assert.match((await nowhere).detail, /NOWHERE/)
    const grants = postgres
      ? [
          "CREATE ROLE analyst LOGIN PASSWORD 'pw'",
          'GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA public TO analyst',
        ]
      : [
          'DROP USER IF EXISTS analyst@localhost',
          `CREATE USER analyst@localhost IDENTIFIED BY 'pw'`,
          'GRANT SELECT, DELETE ON own_checks.* TO analyst@localhost',
        ]
    const may = postgres
      ? ['GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO analyst']
      : [...grants, 'GRANT INSERT ON own_checks.* TO analyst@localhost']
    const refused = await along(
      engine,
      'analyst',
      (walk) => statisticsRefreshed({ along: walk, target: 'production', touched: ['APPS'] }),
      grants,
    )
    assert.equal(refused.passed, false)
    assert.match(refused.detail, /grant it, or set limits\.analyze to false/)
    assert.equal(
      (
        await along(
          engine,
          'analyst',
          (walk) => statisticsRefreshed({ along: walk, target: 'production', touched: ['APPS'] }),
          may,
        )
      ).passed,
      true,
    )
    const connection = await connect(engine)
    await connection.query(postgres ? 'DROP ROLE analyst' : 'DROP USER analyst@localhost')
    await connection.end()
  })
}

const postgresServer = everyEngine.find(({ name }) => name === 'PostgreSQL')
test('PostgreSQL: a VACUUM goes at full speed on a clone, and as gently as autovacuum on production', {
  skip: postgresServer?.skip ?? 'the tests have no PostgreSQL',
}, async () => {
  assert.ok(postgresServer)
  const delayOn = (target: 'clone' | 'production') =>
    along(postgresServer, null, async (walk) => {
      await statisticsRefreshed({ along: walk, target, touched: ['APPS'] })
      return walk.database.query({ text: 'SHOW vacuum_cost_delay', values: [] })
    })
  assert.deepEqual(await delayOn('production'), [{ vacuum_cost_delay: '2ms' }])
  assert.deepEqual(await delayOn('clone'), [{ vacuum_cost_delay: '0' }])
})

test('an environment takes one reading statement, and no other', () => {
  const ok = (query: string) =>
    ownCheckSchema.safeParse({ name: 'mine', database: 'a', query, expected: 0 }).success
  for (const query of [
    'SELECT 1',
    ' with x as (select 1) select * from x',
    'select into_it from t',
    "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND a <> 'pg_sleep(1)'",
    `SELECT REPLACE(a, ';', "it's; -- no comment") FROM \`for update\` WHERE b = 'delete'`,
    'WITH RECURSIVE x (n) AS (SELECT 1 UNION SELECT n + 1 FROM x WHERE n < (3)), y AS (SELECT ' +
      '1) SELECT * FROM x',
  ])
    assert.ok(ok(query), query)
  for (const query of [
    'DELETE FROM a',
    'SELECT 1; SELECT 2',
    'SELECT 1 INTO OUTFILE "x"',
    'SELECT 1 FOR UPDATE',
    'SELECT 1 LOCK IN SHARE MODE',
    'SELECTED',
    '',
    'WITH a AS (SELECT 1) DELETE FROM b',
    'WITH a AS (SELECT 1), c (d) AS (SELECT (2)) UPDATE b SET e = (SELECT 1)',
    'WITH a AS (SELECT "select") REPLACE INTO b SELECT 1',
    'SELECT /*+ MAX_EXECUTION_TIME(0) */ SLEEP(100)',
    '/*! DELETE FROM a */',
    'SELECT 1 -- or more',
    "SELECT 'a",
    'SELECT RELEASE_ALL_LOCKS()',
    "SELECT GET_LOCK ('x', 100)",
    'SELECT pg_advisory_unlock_all()',
    'SELECT pg_catalog."pg_try_advisory_lock_shared"(1)',
    "SELECT set_config('statement_timeout', '0', false)",
    'SELECT PG_TERMINATE_BACKEND(pid) FROM pg_stat_activity',
    'SELECT pg_cancel_backend(1)',
    'SELECT pg_sleep(100)',
    "SELECT nextval('s')",
    "SELECT setval ('s', 1)",
    'SELECT lo_unlink(1)',
    "SELECT * FROM dblink('dbname=a', 'DELETE FROM b') AS x (y int)",
    'SELECT 1 FROM a FOR NO KEY UPDATE',
    'SELECT (1',
  ])
    assert.ok(!ok(query), query)
})
