import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archivedTable, encodedColumns } from '../../../functions/archive/archive.ts'
import { ask } from '../../../functions/engines/database.ts'
import { walkStatements } from '../../../functions/engines/postgres/pg-walk.ts'
import { schema } from '../../../functions/engines/postgres/read-schema.ts'
import { inPostgres, open, skip } from './server.ts'

const database = 'drydock_archive'
const { readByKey, insert, hashes } = walkStatements

/** Of every type values at its edges, as the server reads them. */
const values: Readonly<Record<string, readonly string[]>> = {
  'varchar(40)': ["''", "'Ä ß 😀 '", "E'a\\nb\\t\\\\'"],
  'char(5)': ["'ab'", "''"],
  text: ["repeat('x', 100000)"],
  bytea: ["'\\x'", "'\\x00ff27'", "decode(repeat('00ff', 100000), 'hex')"],
  smallint: ['-32768'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
  numeric: ["'NaN'", '1.10', "'-0.00000000000000000001'", '123456789012345678901234567890.5'],
  real: ["'NaN'", '1e-45', '16777216', "'-0'", '0.1', "'Infinity'"],
  'double precision': ["'NaN'", '5e-324', '0.1', '1.7976931348623157e308', "'-Infinity'"],
  boolean: ['true', 'false'],
  timestamp: [
    "'infinity'",
    "'-infinity'",
    "'4713-01-01 00:00:00 BC'",
    "'2026-10-25 02:30:00.000001'",
    "'294276-12-31 23:59:59.999999'",
  ],
  timestamptz: [
    "'infinity'",
    "'2026-10-25 00:30:00+00'",
    "'2026-10-25 01:30:00+00'",
    "'0044-03-15 12:00:00+00 BC'",
    "'1890-01-01 00:00:00+00'",
  ],
  date: ["'infinity'", "'4713-01-01 BC'", "'5874897-12-31'"],
  time: ["'24:00:00'", "'23:59:59.999999'"],
  timetz: ["'12:00:00.5+05:30'"],
  interval: ["'-1 year 2 mons -3 days 04:05:06.000007'", "'1 day -24:00:00'"],
  json: [`'{"b": 1,  "a":[1, null] , "b": 2}'`, "'null'"],
  jsonb: [`'{"b": 1, "a": [1, 1.10, null]}'`],
  uuid: ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"],
  inet: ["'192.168.0.1/24'", "'::ffff:1.2.3.4'"],
  cidr: ["'10.0.0.0/8'"],
  macaddr: ["'08:00:2b:01:02:03'"],
  'bit(5)': ["B'00101'"],
  'bit varying': ["B''", "B'101'"],
  'text[]': [`'{}'`, `'{a,NULL,"NULL","","\\"\\\\"}'`, `'[0:1]={x,y}'`],
  'integer[]': ["'{{1,2},{3,4}}'"],
  'bytea[]': [`ARRAY['\\x00ff'::bytea, NULL]`],
  mood: ["'sad'", "'so ''la'"],
  int4range: ["'[1,5)'", "'empty'"],
  tsvector: [`'''a'':1 ''b c'':2'`],
  xml: ['\'<a b="1"/>\''],
  money: ["'-1.50'"],
  oid: ['4294967295'],
  point: ["'(0.1,-2)'"],
  '"char"': ["'c'"],
}

test('every value of every type comes back as it was, whatever the zone', { skip }, () =>
  inPostgres(database, async (client) => {
    await client.query(`ALTER DATABASE ${database} SET TimeZone = 'Europe/Berlin'`)
    await client.query(`CREATE TYPE mood AS ENUM ('sad', 'so ''la')`)
    const columns = Object.keys(values).map((type, at) => `v${at} ${type}`)
    await client.query(
      'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "odd ""name" int ' +
        `DEFAULT 7, twice bigint GENERATED ALWAYS AS (id * 2) STORED, ${columns.join(', ')})`,
    )
    const most = Math.max(...Object.values(values).map(({ length }) => length))
    // The last row has no value at all.
    for (let row = 0; row <= most; row++)
      await client.query(
        `INSERT INTO t (${Object.keys(values)
          .map((_, at) => `v${at}`)
          .join(', ')}) VALUES (${Object.values(values)
          .map((all) => all[row] ?? 'NULL')
          .join(', ')})`,
      )
    const on = await open(database)
    try {
      const table = (await schema.read(on, database))?.tables.find(({ name }) => name === 't')
      assert.ok(table)
      const encoded = encodedColumns(table, 'full')
      const key = encoded.filter(({ name }) => name === 'id')
      const keys = Array.from({ length: most + 1 }, (_, at) => [String(at + 1)])
      const all = { low: null, high: null }
      const read = () => ask(on, readByKey('t', key, keys, encoded))
      const hashed = () =>
        ask(on, hashes('t', table.key, all, { is: 'every', of: [] }, table.columns))
      const [before, sums] = [await read(), await hashed()]
      assert.equal(before.length, keys.length)
      assert.equal(new Set(sums.map(({ hash }) => hash)).size, keys.length)
      const { rows } = archivedTable(
        't',
        encoded,
        before.map((one) => ({
          values: one,
          lengths: encoded.map(({ as, long }, at) => {
            const value = one[at]
            return long !== true || value == null
              ? undefined
              : as === 'bytes'
                ? value.length / 2
                : Buffer.byteLength(value)
          }),
        })),
      )
      await client.query('DELETE FROM t')
      await on.transaction(async (within) => {
        await within.execute({ text: "SET TIME ZONE 'UTC'", values: [] })
        await within.execute(insert('t', encoded, rows))
        await within.execute({ text: 'SET TIME ZONE DEFAULT', values: [] })
      })
      assert.deepEqual(await read(), before)
      assert.deepEqual(await hashed(), sums)
    } finally {
      await on.close()
    }
  }),
)
