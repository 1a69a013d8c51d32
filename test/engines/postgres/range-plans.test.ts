import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import type { Expression } from '../../../functions/engines/expression.ts'
import { plan } from '../../../functions/engines/postgres/plan.ts'
import { walkStatements } from '../../../functions/engines/postgres/pg-walk.ts'
import { not } from '../../../functions/engines/expression.ts'
import { inPostgres, open, skip } from './server.ts'

const tables = [
  'CREATE TABLE token (id varchar(40) PRIMARY KEY, more text)',
  'CREATE TABLE scope (id varchar(40), scope varchar(20), PRIMARY KEY (id, scope))',
  'CREATE TABLE request (n int PRIMARY KEY, id varchar(40))',
  "INSERT INTO token SELECT md5(n::text), repeat('x', 600) FROM generate_series(1, 30000) n",
  "INSERT INTO scope SELECT id, name FROM token, (VALUES ('read'), ('write')) names (name)",
  'INSERT INTO request SELECT n, CASE WHEN n % 3 > 0 THEN md5((n * 10)::text) END ' +
    'FROM generate_series(1, 2000) n',
  'ANALYZE',
]
const key = ['ID', 'SCOPE'].map((name) => ({
  name,
  kind: 'text' as const,
  nullable: false,
  long: false,
}))
const [id, whole] = [key.slice(0, 1), { low: null, high: null }]
const tokenIsThere: Expression = { is: 'exists', table: 'TOKEN', on: { ID: 'ID' } }
const asked = { is: 'exists', table: 'REQUEST', on: { ID: 'ID' } } as const

test('a range of two columns looks the rows of other tables up', { skip }, () =>
  inPostgres('drydock_range_plans', async (client) => {
    for (const statement of tables) await client.query(statement)
    const { rows } = await client.query<{ id: string; scope: string }>(
      'SELECT id, scope FROM scope ORDER BY id, scope OFFSET 30000 LIMIT 401',
    )
    const [first, last] = [rows[0], rows[400]]
    const range = {
      low: [first?.id ?? '', first?.scope ?? ''],
      high: [last?.id ?? '', last?.scope ?? ''],
    }
    const orphans = [{ name: 'orphan', when: not(tokenIsThere) }]
    const statement = walkStatements.classify('SCOPE', key, range, orphans, 'fine', key)
    const database = await open('drydock_range_plans')
    try {
      const steps = await ask(database, plan(statement))
      const read = steps.filter(({ access }) => access === 'scan').map(({ table }) => table)
      assert.deepEqual(read, [], JSON.stringify(steps))
      const [counted] = await ask(database, statement)
      assert.equal(counted?.rows, 400)
    } finally {
      await database.close()
    }
  }),
)

test('without an index the other rows are gathered once, and none is mistaken', { skip }, () =>
  inPostgres('drydock_gathered', async (client) => {
    for (const statement of tables) await client.query(statement)
    const database = await open('drydock_gathered')
    const counted = async (when: Expression) => {
      const classes = [{ name: 'yes', when }]
      const statement = walkStatements.classify('TOKEN', id, whole, classes, 'no', id)
      const found = await ask(database, statement)
      return new Map(found.map((one) => [one.name, one]))
    }
    try {
      const gathered: Expression = { ...asked, unindexed: true }
      for (const [one, other] of [
        [gathered, asked],
        [not(gathered), not(asked)],
      ] as const)
        assert.deepEqual(await counted(one), await counted(other))
      assert.equal((await counted(gathered)).get('yes')?.rows, 1334)
    } finally {
      await database.close()
    }
  }),
)
