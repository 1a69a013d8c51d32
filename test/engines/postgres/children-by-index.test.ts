import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import { plan } from '../../../functions/engines/postgres/plan.ts'
import { pgNamedRows } from '../../../functions/engines/postgres/pg-named-rows.ts'
import { inPostgres, open, skip } from './server.ts'

const tables = [
  'CREATE TABLE token (id varchar(40) PRIMARY KEY, more text)',
  'CREATE TABLE scope (id varchar(40), scope varchar(20), ' + 'PRIMARY KEY (id, scope))',
  "INSERT INTO token SELECT md5(n::text), repeat('x', 600) FROM generate_series(1, 30000) n",
  "INSERT INTO scope SELECT id, name FROM token, (VALUES ('read'), ('write')) names (name)",
  'ANALYZE',
]

test('the scopes of a batch are found by their index under its locks', { skip }, () =>
  inPostgres('drydock_children', async (client) => {
    for (const statement of tables) await client.query(statement)
    const keys = await client.query<{ id: string }>('SELECT id FROM token ORDER BY id LIMIT 512')
    const rows = {
      ...{ table: 'TOKEN', index: 'token_pkey', hashes: null, hashed: [] },
      key: [{ name: 'ID', kind: 'text' as const, nullable: false }],
      keys: keys.rows.map(({ id }) => [id]),
    }
    const joins = [{ table: 'SCOPE', on: { ID: 'ID' }, indexes: ['scope_pkey'] }]
    const statement = pgNamedRows.deleteChildren(rows, joins)
    const database = await open('drydock_children')
    try {
      const steps = await database.transaction((within) => ask(within, plan(statement)))
      assert.deepEqual(
        steps.flatMap(({ table, access }) => (table === 'j0' ? [access] : [])).sort(),
        ['lookup', null],
        JSON.stringify(steps),
      )
    } finally {
      await database.close()
    }
  }),
)
