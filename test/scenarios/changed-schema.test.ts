import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storeOf } from '../../local/engines/mysql/store.ts'
import type { RowsResult } from '../../functions/contract/steps.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { planPurge, purgeEnvironment } from '../local/plan-purge.ts'
import { cloud, connection, context, scratch, server } from '../local/production.ts'
import { addApp, addTokens } from '../seed/plain-tokens.ts'
import { startProxy } from '../purge/database-proxy.ts'

// Somebody changes the schema while a step goes along the tables. It says so, by a name of its own
// and with the table, and neither calls rows lost nor deletes on by what it knew.

cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const proxy = await startProxy(server)
scratch.onCleanup(() => proxy.close())
cloud.rds.addInstance('production', { ...server, port: proxy.port })
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: measureRows }, { handler: purgeRows }, { handler: verifyRows }, { evidence }] =
  await Promise.all([
    import('../../functions/measure-rows.ts'),
    import('../../functions/purge-rows.ts'),
    import('../../functions/verify-rows.ts'),
    import('../../functions/aws/evidence.ts'),
  ])
const environment = purgeEnvironment()
const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'

/** A new production with 30 dead tokens and 30 living ones, and a run that is planned on it. */
async function seeded() {
  proxy.onStatement = proxy.onAnswer = () => 'pass'
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await addApp(connection)
  for (const [name, state] of Object.entries({ dead: 'REVOKED', live: 'ACTIVE' }))
    await addTokens(connection, { rows: 30, state, id: (at) => `${name}${at}`, endless: true })
  const now = new Date().toISOString()
  const { run, source } = await planPurge(environment, `changed-${++runs}`, now)
  const event = { source, target: 'production', progress: null, run }
  return { event, kept: evidence(run) }
}
let runs = 0

const left = async (state: string) => {
  const [[row]] = (await connection.query(
    `SELECT COUNT(*) AS n FROM ${tokens} WHERE TOKEN_STATE = '${state}'`,
  )) as unknown as [[{ n: number }]]
  return row.n
}

/** The change is made once, before the nth statement of the kind goes on to the server. */
function changing(statement: RegExp, change: string): () => number {
  let changes = 0
  proxy.onStatement = async (text): Promise<'pass'> => {
    if (changes === 0 && statement.test(text)) {
      changes = -1
      await connection.query(change)
      changes = 1
    }
    return 'pass'
  }
  return () => changes
}

const changes: readonly (readonly [what: string, change: string, told: RegExp])[] = [
  [
    'a column is dropped',
    `ALTER TABLE ${tokens} DROP COLUMN GRANT_TYPE`,
    /IDN_OAUTH2_ACCESS_TOKEN lost the column GRANT_TYPE/,
  ],
  [
    'a column that conditions name is dropped',
    `ALTER TABLE ${tokens} DROP COLUMN VALIDITY_PERIOD`,
    /IDN_OAUTH2_ACCESS_TOKEN lost the column VALIDITY_PERIOD/,
  ],
  [
    'a column is added',
    `ALTER TABLE ${tokens} ADD COLUMN MORE INT NOT NULL DEFAULT 1`,
    /IDN_OAUTH2_ACCESS_TOKEN has a new column MORE/,
  ],
  [
    'a column becomes another',
    `ALTER TABLE ${tokens} MODIFY TOKEN_STATE_ID VARCHAR(200)`,
    /IDN_OAUTH2_ACCESS_TOKEN has TOKEN_STATE_ID as varchar\(200\) instead of varchar\(128\)/i,
  ],
  [
    'a table is renamed',
    `RENAME TABLE ${tokens}_SCOPE TO SCOPES_BEFORE`,
    /IDN_OAUTH2_ACCESS_TOKEN_SCOPE no longer exists/,
  ],
  [
    'a table is dropped',
    `DROP TABLE IDN_AUTH_SESSION_STORE`,
    /IDN_AUTH_SESSION_STORE no longer exists/,
  ],
]

for (const [what, change, told] of changes) {
  test(`VerifyProduction: ${what} while it reads`, async () => {
    const { event, kept } = await seeded()
    await measureRows(event, context)
    await measureRows({ ...event, again: true }, context)
    assert.equal(((await purgeRows(event, context)) as RowsResult).done, true)
    await kept.put('production', 'purge-clone', await kept.get('production', 'purge-production'))
    const made = changing(/^SELECT .*COUNT\(\*\).*IDN_OAUTH2_ACCESS_TOKEN\b/s, change)
    await assert.rejects(verifyRows(event, context) as Promise<unknown>, {
      name: 'SchemaChanged',
      message: told,
    })
    assert.equal(made(), 1)
    // No verdict is on record, neither a good nor a bad one.
    assert.equal(await kept.get('production', 'verify-production'), null)
    assert.equal(await left('ACTIVE'), 30)
  })

  test(`PurgeProduction: ${what} before a batch goes`, async () => {
    const { event, kept } = await seeded()
    await measureRows(event, context)
    await measureRows({ ...event, again: true }, context)
    const made = changing(/^SELECT .* FOR UPDATE/s, change)
    const ended = await Promise.resolve(purgeRows(event, context)).then(
      () => null,
      (error: Error) => error,
    )
    assert.equal(made(), 1)
    // A table of other rules, or one without a row of the batch, does not stop this batch.
    if (/SESSION_STORE|_SCOPE/.test(change)) {
      if (ended !== null) assert.equal(ended.name, 'SchemaChanged')
    } else {
      assert.equal(ended?.name, 'SchemaChanged')
      assert.match(ended?.message ?? '', told)
      assert.equal(await left('REVOKED'), 30, 'nothing went by a schema that is no more')
      const { databases } = (await kept.get('production', 'purge-production')) as {
        databases: readonly { tables: readonly { rows: number }[] }[]
      }
      assert.ok(databases.every(({ tables }) => tables.every(({ rows }) => rows === 0)))
    }
    assert.equal(await left('ACTIVE'), 30)
  })
}

test('an index that the purge goes along is dropped before a batch goes', async () => {
  const { event } = await seeded()
  await connection.query("INSERT INTO IDN_OIDC_JTI VALUES ('dead', '2020-01-01', '2020-01-01')")
  await measureRows(event, context)
  await measureRows({ ...event, again: true }, context)
  const made = changing(
    /^SELECT .*IDN_OIDC_JTI.* FOR UPDATE/s,
    'ALTER TABLE IDN_OIDC_JTI DROP PRIMARY KEY',
  )
  await assert.rejects(purgeRows(event, context) as Promise<unknown>, {
    name: 'SchemaChanged',
    message: /IDN_OIDC_JTI has different indexes/,
  })
  assert.equal(made(), 1)
  const [jtis] = await connection.query('SELECT JWT_ID FROM IDN_OIDC_JTI')
  assert.deepEqual(jtis, [{ JWT_ID: 'dead' }])
})

test('a table that is new while production is verified is no matter', async () => {
  const { event, kept } = await seeded()
  await measureRows(event, context)
  await measureRows({ ...event, again: true }, context)
  await purgeRows(event, context)
  await kept.put('production', 'purge-clone', await kept.get('production', 'purge-production'))
  const made = changing(/^SELECT .*COUNT\(\*\)/s, 'CREATE TABLE SOMETHING (ID INT PRIMARY KEY)')
  assert.equal(((await verifyRows(event, context)) as RowsResult).done, true)
  assert.equal(made(), 1)
})
