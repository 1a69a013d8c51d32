import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import type { Expression } from '../../../functions/engines/expression.ts'
import { plan } from '../../../functions/engines/postgres/plan.ts'
import { walkStatements } from '../../../functions/engines/postgres/pg-walk.ts'
import { gathers, not } from '../../../functions/engines/expression.ts'
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

test('what looks at both rows at once is not gathered', () => {
  const unindexed = { ...asked, unindexed: true } as const
  const of = (more: object) => gathers(not({ ...unindexed, ...more }))
  assert.equal(of({}), true)
  assert.equal(of({ alike: { S: 'S' } }), true)
  assert.equal(gathers(not(asked)), false)
  assert.equal(of({ on: {} }), false)
  assert.equal(of({ alike: { S: 'S' }, exact: true }), false)
  assert.equal(of({ compare: [{ there: 'N', sign: '>', here: 'N' }] }), false)
  const lapsed = { is: 'lapsed', created: 'T', period: 'P', unit: 's', instant: new Date(0) }
  assert.equal(of({ where: { ...lapsed, outer: true } }), false)
})

test('NULLs are alike and nothing else is, gathered or not', { skip }, () =>
  inPostgres('drydock_alike', async (client) => {
    const some =
      "(VALUES (1), (2), (NULL)) a (a), (VALUES (0), (NULL)) b (b), (VALUES ('x'), " +
      "('x '), ('X'), (''), (NULL)) c (c)"
    for (const statement of [
      'CREATE TABLE token (id serial PRIMARY KEY, a int, b bigint, c varchar(9))',
      'CREATE TABLE link (a bigint, b int, c char(9))',
      `INSERT INTO token (a, b, c) SELECT * FROM ${some}`,
      `INSERT INTO link SELECT * FROM ${some}`,
      'ANALYZE',
    ])
      await client.query(statement)
    const database = await open('drydock_alike')
    const ids = [{ ...key[0], name: 'ID', kind: 'integer' as const, nullable: false, long: false }]
    const met = async (when: Expression) =>
      ask(database, walkStatements.keys('TOKEN', ids, whole, when, 100))
    try {
      const pairs = [
        ...['1', '2', '0'].flatMap((a) => [`a = ${a}`, `a = ${a} AND b IS NOT NULL`]),
        ...[
          "c = 'x'",
          'c IS NULL',
          'a IS NOT NULL AND b IS NULL',
          'b = 0 AND c IS NOT NULL',
          'TRUE',
        ],
      ]
      for (const kept of pairs) {
        await client.query('BEGIN')
        await client.query(`DELETE FROM link WHERE NOT COALESCE(${kept}, false)`)
        await client.query('COMMIT')
        const plain = { is: 'exists', table: 'LINK', on: { A: 'A', B: 'B' } } as const
        for (const one of [plain, { ...plain, alike: { C: 'C' } }])
          for (const turned of [(x: Expression) => x, not])
            assert.deepEqual(
              await met(turned({ ...one, unindexed: true })),
              await met(turned(one)),
              kept,
            )
        await client.query('TRUNCATE link')
        await client.query(`INSERT INTO link SELECT * FROM ${some}`)
      }
    } finally {
      await database.close()
    }
  }),
)

test('as many rows as the preflight lets pass are gathered in memory', { skip }, () =>
  inPostgres('drydock_many', async (client) => {
    for (const statement of [
      'CREATE TABLE token (id varchar(255) PRIMARY KEY)',
      'CREATE TABLE request (n int PRIMARY KEY, id varchar(255))',
      "INSERT INTO request SELECT n, repeat('x', 180) || n FROM generate_series(1, 100000) n",
      "ALTER DATABASE drydock_many SET work_mem = '1MB'",
      'ALTER DATABASE drydock_many SET hash_mem_multiplier = 1',
      'ANALYZE',
    ])
      await client.query(statement)
    const database = await open('drydock_many')
    try {
      const when = { ...asked, unindexed: true } as const
      const { text, values } = walkStatements.keys('TOKEN', id, whole, when, 100)
      const found = await database.query({ text: `EXPLAIN ${text}`, values })
      assert.match(JSON.stringify(found), /hashed SubPlan/)
    } finally {
      await database.close()
    }
  }),
)
