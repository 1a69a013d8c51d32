import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Readiness } from '../../../functions/engines/answers.ts'
import { tableReadiness } from '../../../functions/engines/postgres/table-readiness.ts'
import { inPostgres, open, skip } from './server.ts'

const name = 'drydock_ready.wso2'
const tables = ['t', 'c', '"Mixed"']

test('what a delete would meet beside the rows is found, one thing at a time', { skip }, () =>
  inPostgres('drydock_ready', async (client) => {
    const made = [
      'CREATE SCHEMA wso2; SET search_path = wso2',
      'CREATE TABLE t (id int PRIMARY KEY, note text)',
      'CREATE TABLE c (n int, m int, t_id int CONSTRAINT c_of_t REFERENCES t ON DELETE CASCADE)',
      'CREATE TABLE "Mixed" ("Id" int)',
      'CREATE INDEX backwards ON c (m, t_id)',
      'CREATE INDEX some_of ON c (t_id) WHERE n > 0',
      'INSERT INTO t SELECT generate_series(1, 9)',
      "CREATE ROLE drydock_ready LOGIN PASSWORD 'x'",
      'GRANT USAGE ON SCHEMA wso2 TO drydock_ready',
      'GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA wso2 TO drydock_ready',
    ]
    for (const statement of made) await client.query(statement)
    const database = await open(name, { user: 'drydock_ready', password: 'x' })
    const asked = () => tableReadiness(database, name, tables)
    /** Does it, asks, and takes it back. */
    const found = async (done: string, undone: string): Promise<Readiness> => {
      await client.query(done)
      try {
        return await asked()
      } finally {
        await client.query(undone)
      }
    }
    const [first] = [(of: Readiness['odd']) => of.map(([detail]) => detail).join('\n')]
    try {
      // Of nine rows the server reads all in no time: it is told, and not refused.
      const few = await asked()
      assert.deepEqual(few.stops, [])
      assert.match(
        first(few.odd),
        /^No index of c begins .* foreign key c_of_t to t: .* about 0 rows/,
      )
      await client.query('INSERT INTO c SELECT n, n, 1 FROM generate_series(1, 100500) n')
      await client.query('ANALYZE c')
      const [[many = '', remedy = ''] = []] = (await asked()).stops
      assert.match(many, /about 100,500 rows/)
      assert.equal(remedy, 'CREATE INDEX CONCURRENTLY ON "wso2"."c" (t_id).')
      await client.query('CREATE INDEX of_t ON c (t_id, n)')
      assert.deepEqual(await asked(), {
        stops: [],
        odd: [],
        fine: 'The server does nothing else when rows of these tables go.',
      })

      const hidden = await found(
        'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
        'ALTER TABLE t DISABLE ROW LEVEL SECURITY',
      )
      assert.match(first(hidden.stops), /row-level security policy hides rows of t /)
      const idle = await found(
        'ALTER TABLE t DISABLE TRIGGER ALL',
        'ALTER TABLE t ENABLE TRIGGER ALL',
      )
      assert.match(first(idle.stops), /Foreign keys of t do not act/)
      const unnamed = await found(
        'CREATE PUBLICATION deletes FOR TABLE c, t',
        'DROP PUBLICATION deletes',
      )
      assert.match(first(unnamed.stops), /^c is published .* REPLICA IDENTITY.*$/)
      assert.match(first(unnamed.odd), /^t is published for logical replication: subscribers/)
      const inserts = await found(
        "CREATE PUBLICATION inserts FOR TABLE c WITH (publish = 'insert')",
        'DROP PUBLICATION inserts',
      )
      assert.deepEqual([inserts.stops, inserts.odd], [[], []])
      const left = await found(
        'ALTER TABLE "Mixed" SET (autovacuum_enabled = off)',
        'ALTER TABLE "Mixed" RESET (autovacuum_enabled)',
      )
      assert.match(first(left.odd), /Autovacuum is off for "Mixed"/)

      // What it says is so: the server refuses both.
      await client.query('ALTER TABLE t ENABLE ROW LEVEL SECURITY')
      await assert.rejects(database.query({ text: 'SELECT * FROM t', values: [] }), {
        name: 'AccessDenied',
        message: /row-level security policy/,
      })
    } finally {
      await database.close()
      await client.query('DROP OWNED BY drydock_ready; DROP ROLE drydock_ready')
    }
  }),
)
