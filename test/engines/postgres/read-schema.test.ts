import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import { schema } from '../../../functions/engines/postgres/read-schema.ts'
import type { Schema, Table } from '../../../functions/engines/schema.ts'
import { inPostgres, open, skip } from './server.ts'

const name = 'drydock_schema.wso2'
/** Does the work where these statements have made a schema. */
const inSchema = (
  made: readonly string[],
  work: (read: () => Promise<Schema>, run: (statement: string) => Promise<void>) => Promise<void>,
) =>
  inPostgres('drydock_schema', async (client) => {
    await client.query('CREATE SCHEMA wso2; CREATE SCHEMA other; SET search_path = wso2')
    for (const statement of made) await client.query(statement)
    const database = await open(name)
    try {
      await work(
        async () => (await schema.read(database, name)) ?? assert.fail('there is no schema'),
        async (statement) => void (await client.query(statement)),
      )
    } finally {
      await database.close()
    }
  })

const tableIn = (found: Schema, called: string): Table =>
  found.tables.find((table) => table.name === called) ?? assert.fail(`${called} is not there`)

test('a table is walked along a key that holds for all of its rows', { skip }, () =>
  inSchema(
    [
      'CREATE TABLE main (b int, a bigint, PRIMARY KEY (a, b))',
      'CREATE TABLE alone (n int, t varchar(9) NOT NULL, u int NOT NULL UNIQUE DEFERRABLE, ' +
        'UNIQUE (n), UNIQUE (t) INCLUDE (n))',
      'CREATE TABLE shared (n int, d numeric, t text)',
      'CREATE INDEX part ON shared (t) WHERE n > 0',
      'CREATE INDEX lowered ON shared (lower(t))',
      'CREATE INDEX pattern ON shared (t text_pattern_ops)',
      'CREATE INDEX collated ON shared (t COLLATE "C")',
      'CREATE INDEX down ON shared (t DESC)',
      'CREATE INDEX hashed ON shared USING hash (t)',
      'CREATE INDEX digits ON shared (d)',
      'CREATE INDEX of_shared ON shared (n, t)',
      'CREATE TABLE keyless (t text)',
    ],
    async (read, run) => {
      const found = await read()
      const told = (called: string) => {
        const { key, unique, keyIndex } = tableIn(found, called)
        return `${key.map((column) => column.name).join()} ${unique} ${keyIndex ?? 'none'}`
      }
      assert.equal(told('main'), 'a,b true main_pkey')
      assert.equal(told('alone'), 't true alone_t_n_key')
      assert.equal(told('shared'), 'n false of_shared')
      assert.equal(told('keyless'), ' false none')
      assert.deepEqual(
        tableIn(found, 'shared').indexes.map(({ index }) => index),
        ['of_shared'],
      )
      await run('CREATE INDEX more ON shared (n)')
      assert.notEqual((await read()).fingerprint, found.fingerprint)
    },
  ),
)

test('a column says what it holds, and how the archive keeps it', { skip }, () =>
  inSchema(
    [
      "CREATE TYPE mood AS ENUM ('', 'well')",
      'CREATE DOMAIN token AS varchar(9) NOT NULL',
      'CREATE DOMAIN nested AS token',
      `CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY,
        twice bigint GENERATED ALWAYS AS (2) STORED, c char(3), v varchar(7) COLLATE "C", x text,
        b bytea, f real, n numeric(9, 2), at timestamp(3), zoned timestamptz, day date, j json,
        jb jsonb, u uuid, yes boolean, many int[], m mood, tok token, deep nested, i interval,
        small smallint)`,
    ],
    async (read) => {
      const { columns } = tableIn(await read(), 't')
      const told = columns.map((column) =>
        [
          column.name,
          column.type,
          column.kind,
          column.archived,
          column.long ? 'long' : '',
          column.generated ? 'generated' : '',
          column.nullable ? 'null' : '',
        ]
          .join(' ')
          .replace(/ +/g, ' ')
          .trim(),
      )
      assert.deepEqual(told, [
        'id integer integer text',
        'twice bigint integer text generated null',
        'c character(3) text bytes null',
        'v character varying(7) text bytes null',
        'x text text bytes long null',
        'b bytea binary bytes long null',
        'f real other float null',
        'n numeric(9,2) other text null',
        'at timestamp(3) without time zone time text null',
        'zoned timestamp with time zone time text null',
        'day date time text null',
        'j json other text long null',
        'jb jsonb other text long null',
        'u uuid other text null',
        'yes boolean other text null',
        'many integer[] other text long null',
        'm mood other text null',
        'tok token text bytes',
        'deep nested other long null',
        'i interval other text null',
        'small smallint integer text null',
      ])
      const of = (called: string) => columns.find((column) => column.name === called)
      assert.equal(of('v')?.collated, 'C')
      assert.match(of('x')?.collated ?? '', /^default \(.+\)$/)
      assert.equal(of('twice')?.expression, '2')
      assert.equal(of('j')?.incomparable, true)
      assert.equal(of('jb')?.incomparable, undefined)
    },
  ),
)

test('what is no mere table says so, and partitions are their table', { skip }, () =>
  inSchema(
    [
      'CREATE TABLE plain (n int PRIMARY KEY)',
      'CREATE UNLOGGED TABLE quick (n int)',
      'CREATE TABLE parted (n int PRIMARY KEY) PARTITION BY RANGE (n)',
      'CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9)',
      'CREATE TABLE other.beside PARTITION OF parted FOR VALUES FROM (9) TO (99)',
      'CREATE TABLE mother (n int)',
      'CREATE TABLE daughter () INHERITS (mother)',
      'CREATE VIEW seen AS SELECT * FROM plain',
      'CREATE MATERIALIZED VIEW kept AS SELECT * FROM plain',
      'CREATE FOREIGN DATA WRAPPER far; CREATE SERVER away FOREIGN DATA WRAPPER far',
      'CREATE FOREIGN TABLE abroad (n int) SERVER away',
      'CREATE TEMP TABLE passing (n int)',
      'CREATE TABLE of_part (n int REFERENCES parted ON DELETE CASCADE)',
      'CREATE TABLE other.apart (n int CONSTRAINT from_other REFERENCES plain)',
    ],
    async (read) => {
      const found = await read()
      assert.deepEqual(
        found.tables.map((table) => `${table.name}: ${table.type}`),
        [
          'abroad: foreign table',
          'daughter: table',
          'kept: materialized view',
          'mother: table from which others inherit (INHERITS)',
          'of_part: table',
          'parted: table',
          'plain: table',
          'quick: table without a log (UNLOGGED)',
          'seen: view',
        ],
      )
      assert.equal(tableIn(found, 'parted').partitioned, true)
      assert.deepEqual(
        found.foreignKeys.map(({ table, parent }) => `${table} ${parent}`),
        ['of_part parted'],
      )
      assert.deepEqual(found.foreignKeysElsewhere, [
        { name: 'from_other', table: 'other.apart', parent: 'plain' },
      ])
    },
  ),
)

test(
  'foreign keys are told with what they do, and only those that the server acts on',
  { skip },
  () =>
    inSchema(
      [
        'CREATE TABLE p (a int, b int, PRIMARY KEY (a, b))',
        'CREATE TABLE c (x int, y int, CONSTRAINT gone FOREIGN KEY (y, x) REFERENCES p (b, a) ' +
          'ON DELETE CASCADE)',
        'CREATE TABLE d (x int, y int, CONSTRAINT stays FOREIGN KEY (x, y) REFERENCES p)',
        'CREATE TABLE e (x int, y int, CONSTRAINT idle FOREIGN KEY (x, y) REFERENCES p NOT ' +
          'ENFORCED)',
      ],
      async (read) => {
        const { foreignKeys } = await read()
        assert.deepEqual(foreignKeys, [
          {
            name: 'gone',
            table: 'c',
            columns: ['y', 'x'],
            parent: 'p',
            parentColumns: ['b', 'a'],
            onDelete: 'CASCADE',
          },
          {
            name: 'stays',
            table: 'd',
            columns: ['x', 'y'],
            parent: 'p',
            parentColumns: ['a', 'b'],
            onDelete: 'NO ACTION',
          },
        ])
        const database = await open(name)
        try {
          assert.deepEqual(await ask(database, schema.keysTo(name, ['p'])), [
            { name: 'gone', table: 'c', parent: 'p', onDelete: 'CASCADE' },
            { name: 'stays', table: 'd', parent: 'p', onDelete: 'NO ACTION' },
          ])
          assert.deepEqual(await ask(database, schema.foreignKeysOf('c')), ['gone'])
          assert.deepEqual(await schema.columnsOf(database, name, 'e'), [
            { name: 'x', type: 'integer' },
            { name: 'y', type: 'integer' },
          ])
          const sizes = await ask(database, schema.sizes(name, ['P', 'c%']))
          assert.deepEqual(
            sizes.map(({ table, bytes }) => [table, bytes >= 0]),
            [
              ['c', true],
              ['p', true],
            ],
          )
          assert.equal(await schema.read(database, 'drydock_schema.none'), null)
          assert.equal(await schema.read(database, 'elsewhere.wso2'), null)
        } finally {
          await database.close()
        }
      },
    ),
)
