import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import { postgres } from '../../../functions/engines/postgres/postgres.ts'
import { readSchema } from '../../../functions/engines/schema.ts'
import { hanging, onClone, parent } from '../scratch-statements.ts'
import { inPostgres, open, skip } from './server.ts'

test(
  'a schema of its own takes copies of tables, is described as they are, and is dropped',
  {
    skip,
  },
  () =>
    inPostgres('drydock_scratch', async (client) => {
      const made = [
        'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT named PRIMARY KEY, ' +
          'note varchar(9) UNIQUE, at timestamp DEFAULT now(), half int GENERATED ALWAYS AS (1) ' +
          'STORED, CHECK (id > 0))',
        'CREATE TABLE c (n int, t_id bigint CONSTRAINT c_of_t REFERENCES t ON DELETE CASCADE)',
        'CREATE INDEX of_t ON c (t_id)',
        'CREATE INDEX low ON t (lower(note)) WHERE id > 5',
        'CREATE TABLE "Mixed" ("Id" int PRIMARY KEY)',
      ]
      for (const statement of made) await client.query(statement)
      const scratch = postgres.scratch(onClone)
      const name = scratch.beside('drydock_scratch', 'proof')
      assert.equal(name, 'drydock_scratch.proof')
      const port = await open('drydock_scratch')
      try {
        await port.execute(scratch.drop(name))
        await port.execute(scratch.make(name))
        const database = await open(name)
        try {
          const origin = await readSchema(port, postgres, 'drydock_scratch')
          for (const { name: table } of origin.tables)
            await database.execute(scratch.copy('drydock_scratch', table))
          const keys = await ask(database, scratch.keysOf('drydock_scratch', 'c'))
          assert.deepEqual(
            keys.map((key) => key.parent),
            ['t'],
          )
          for (const key of keys) await database.execute(scratch.addKey('c', key))
          const copied = await readSchema(database, postgres, name)
          assert.deepEqual({ ...copied, database: '' }, { ...origin, database: '' })
          const plain = (table: typeof parent) => ({
            ...table,
            columns: table.columns.map((column) => ({ ...column, collated: 'C' })),
          })
          for (const table of [parent, hanging]) await database.execute(scratch.table(plain(table)))
          const { tables, foreignKeys } = await readSchema(database, postgres, name)
          const held = tables.find((table) => table.name === 'made')?.columns ?? []
          assert.deepEqual(
            held.map((column) => scratch.holds(column)?.is),
            ['integer', 'text', 'bytes', 'time', 'values', 'bytes'],
          )
          assert.ok(foreignKeys.some((key) => key.table === 'hanging' && key.parent === 'made'))
        } finally {
          await database.close()
        }
        await port.execute(scratch.drop(name))
        assert.equal(await postgres.schema.read(port, name), null)
      } finally {
        await port.close()
      }
    }),
)
