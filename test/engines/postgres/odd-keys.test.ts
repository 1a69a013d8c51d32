import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import { postgres } from '../../../functions/engines/postgres/postgres.ts'
import { readSchema } from '../../../functions/engines/schema.ts'
import { fixedSize } from '../../../functions/walk/range-size.ts'
import { walk } from '../../../functions/walk/walk.ts'
import { loadSchema } from '../../../local/schema/schemas.ts'
import { purgeInBatches } from '../../purge/batches.ts'
import { clock } from '../../seed/clock.ts'
import { everyEngine, inDatabase } from '../../seed/engines.ts'
import { storeOf } from '../../seed/in-database.ts'
import { clientOf } from '../../seed/postgres-connection.ts'
import { inPostgres, open, skip } from './server.ts'

const database = 'drydock_odd_keys'
const engine = everyEngine.find(({ name }) => name === 'PostgreSQL')

/** Keys at the ends of their types, and such as read like others. */
const odd: Readonly<Record<string, readonly string[]>> = {
  numeric: ['1', '1.0000001', "'NaN'", '-5', '12345678901234567890123'],
  'text COLLATE same_case': ["'a'", "'B'", "'ç'", "'b '", "''"],
  text: ["''", "' '", "'A'", "'a'", "'ä'", "'😀'", "'Z'", "E'a\\nb'", "E'\\\\'"],
  'char(5)': ["'a'", "'ab'", "''", "'é'"],
  bytea: ["'\\x'", "'\\x00'", "'\\x00ff'", "'\\xff'"],
  uuid: ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'00000000-0000-0000-0000-000000000000'"],
  mood: ["'sad'", "'ok'", "'happy'"],
  // The hour that comes twice, in the server's zone.
  timestamptz: [
    "'infinity'",
    "'-infinity'",
    "'2026-10-25 00:30:00+00'",
    "'2026-10-25 01:30:00+00'",
    "'0044-03-15 BC'",
  ],
  timestamp: [
    "'infinity'",
    "'-infinity'",
    "'2026-10-25 02:30:00'",
    "'10001-01-01'",
    "'0044-03-15 BC'",
  ],
  date: ["'infinity'", "'4713-01-01 BC'", "'2026-01-01'"],
  'double precision': ["'NaN'", "'-0'", '0.1', '5e-324', "'Infinity'", "'-Infinity'"],
  inet: ["'10.0.0.1/8'", "'10.0.0.1'", "'::1'"],
  bigint: ['-9223372036854775808', '9223372036854775807', '0', '-1'],
  boolean: ['true', 'false'],
  interval: ["'1 day'", "'24 hours 1 sec'", "'-1 mon'"],
}
const sameCase =
  "CREATE COLLATION same_case (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"

test('each row is visited once along every kind of key, by one, two or three rows', { skip }, () =>
  inPostgres(database, async (client) => {
    await client.query(`ALTER DATABASE ${database} SET TimeZone = 'Europe/Berlin'; ${sameCase};
      CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')`)
    for (const [at, [type, values]] of Object.entries(odd).entries())
      await client.query(`CREATE TABLE odd${at} (id ${type} PRIMARY KEY);
        INSERT INTO odd${at} VALUES ${values.map((value) => `(${value})`).join()}`)
    const on = await open(database)
    try {
      const { tables } = await readSchema(on, postgres, database)
      for (const [at, [type, values]] of Object.entries(odd).entries())
        for (const rows of [1, 2, 3]) {
          const table = tables.find(({ name }) => name === `odd${at}`) ?? assert.fail(type)
          let [seen, steps] = [0, 0]
          const along = { database: on, dialect: postgres, clock, size: fixedSize(rows), share: 1 }
          await walk({ ...along, spent: () => steps > 20 }, table, null, async (range) => {
            steps++
            const { name, key, columns } = table
            const found = await ask(on, postgres.classify(name, key, range, [], 'all', columns))
            seen += found.reduce((sum, one) => sum + one.rows, 0)
          })
          assert.equal(seen, values.length, `${type} by ${rows}`)
        }
    } finally {
      await on.close()
    }
  }),
)

test('of rows that share a key by their collation the dead go and the living stay', { skip }, () =>
  inDatabase(engine ?? assert.fail(), database, async (connection) => {
    const client = clientOf(connection) ?? assert.fail()
    await loadSchema(storeOf(connection), 'apim-2.5.0')
    await client.query(`${sameCase}; ALTER TABLE idn_oidc_jti DROP CONSTRAINT idn_oidc_jti_pkey;
        ALTER TABLE idn_oidc_jti ALTER jwt_id TYPE varchar(255) COLLATE same_case;
        CREATE INDEX by_id ON idn_oidc_jti (jwt_id)`)
    const add = async (id: string, ends: string) =>
      client.query(`INSERT INTO idn_oidc_jti VALUES ($1, $2, '2020-01-01')`, [id, ends])
    for (const id of ['a', 'A', 'a ', 'á', 'Á', 'b', 'B', 'B ', 'c', 'C', 'd'])
      await add(id, '2020-01-01')
    for (const id of ['A', 'b ', 'D']) await add(id, '2030-01-01')
    for (const rows of [2, 3])
      assert.equal(
        (await purgeInBatches(engine ?? assert.fail(), database, { size: fixedSize(rows) })).left,
        0,
      )
    const { rows: left } = await client.query<{ id: string }>(
      'SELECT jwt_id AS id FROM idn_oidc_jti',
    )
    assert.deepEqual(left.map(({ id }) => id).sort(), ['A', 'D', 'b '])
  }),
)
