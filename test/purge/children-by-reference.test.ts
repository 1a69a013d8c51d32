import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { Join, KeyColumn } from '../../functions/engines/dialect.ts'
import type { NamedRows } from '../../functions/engines/named-rows.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import type { Table } from '../../functions/engines/schema.ts'
import { referring } from '../../functions/purge/children-by-reference.ts'
import { named } from '../../functions/purge/named.ts'
import { connect, engines, everyEngine, inDatabase, quick } from '../seed/engines.ts'
import { count, scopes, tokens } from './batch-scene.ts'
import { purgeInBatches, rowsGone } from './batches.ts'
import { living, seedTokens, tokenRows } from './interrupted-purge.ts'

const column = (name: string, more: Partial<KeyColumn> = {}) => ({
  name,
  kind: 'text' as const,
  nullable: false,
  type: 'varchar(255)',
  collated: 'latin1_swedish_ci',
  long: false,
  ...more,
})
const tableOf = (name: string, columns: readonly ReturnType<typeof column>[], keys: number) =>
  ({
    name,
    key: columns.slice(0, keys),
    unique: true,
    keyIndex: 'PRIMARY',
    columns,
    indexes: [],
  }) as unknown as Table
const parent = tableOf('T', [column('ID'), column('STATE')], 1)
const child = tableOf('C', [column('T_ID', { nullable: true }), column('NAME')], 2)
const join: Join = { table: 'C', on: { T_ID: 'ID' }, indexes: ['OF_T', 'PRIMARY'] }
const rows = named(parent, [
  { key: ['a'], hash: '1' },
  { key: ['b'], hash: '2' },
])

test("children are named by their parents' keys, in their own key's index where it has them", () => {
  const found = referring(parent, child, [join])?.(rows)
  assert.deepEqual(found, {
    table: 'C',
    key: [{ ...column('T_ID') }],
    index: 'PRIMARY',
    keys: [['a'], ['b']],
    hashes: null,
    hashed: child.columns,
  } satisfies NamedRows)
  const other = referring(parent, child, [{ ...join, indexes: ['OF_T'] }])?.(rows)
  assert.equal(other?.index, 'OF_T')
})

test("a key of several columns is named in the parents' order", () => {
  const high = tableOf('T', [column('A'), column('B', { kind: 'integer' })], 2)
  const low = tableOf('C', [column('X', { kind: 'integer' }), column('Y')], 2)
  const on = { X: 'B', Y: 'A' }
  const found = referring(high, low, [{ table: 'C', on, indexes: ['PRIMARY'] }])
  assert.deepEqual(
    found?.(named(high, [{ key: ['a', '1'], hash: '1' }])).key.map(({ name }) => name),
    ['Y', 'X'],
  )
})

test("children of a narrower type are named by values of their parents' type", () => {
  const narrow = tableOf('C', [column('T_ID', { type: 'varchar(4)' }), column('NAME')], 2)
  const found = referring(parent, narrow, [join])?.(rows)
  assert.deepEqual(
    found?.key.map(({ name, type }) => [name, type]),
    [['T_ID', 'varchar(255)']],
  )
})

for (const [title, high, low, joins] of [
  ['children at the end of two joins are found by their parents', parent, child, [join, join]],
  ['children of no join are found by their parents', parent, child, []],
  [
    'children of rows that share keys are found by their parents',
    { ...parent, unique: false },
    child,
    [join],
  ],
  [
    'children by another column than the key are found by their parents',
    parent,
    child,
    [{ ...join, on: { T_ID: 'STATE' } }],
  ],
  [
    'children by a part of the key are found by their parents',
    { ...parent, key: parent.columns },
    child,
    [join],
  ],
  [
    'children by more than the key are found by their parents',
    parent,
    child,
    [{ ...join, on: { T_ID: 'ID', NAME: 'STATE' } }],
  ],
  [
    'children without an index are found by their parents',
    parent,
    child,
    [{ ...join, indexes: [] }],
  ],
  [
    'children of another collation are found by their parents',
    parent,
    { ...child, columns: [column('T_ID', { collated: 'latin1_bin' })] },
    [join],
  ],
  [
    'children of another kind are found by their parents',
    parent,
    { ...child, columns: [column('T_ID', { kind: 'binary' })] },
    [join],
  ],
  [
    'children of times of another precision are found by their parents',
    { ...parent, key: [column('ID', { kind: 'time', type: 'datetime' })] },
    { ...child, columns: [column('T_ID', { kind: 'time', type: 'datetime(6)' })] },
    [join],
  ],
] as readonly (readonly [string, Table, Table, readonly Join[]])[])
  test(title, () => assert.equal(referring(high, low, joins), null))

/** The tables of which rows are deleted by name, and those that are joined to others. */
function watched(said: Set<string>): (dialect: Dialect) => Dialect {
  return (dialect) => ({
    ...dialect,
    rows: {
      ...dialect.rows,
      deleteRows(of, condition) {
        said.add(`named ${of.table.toUpperCase()}`)
        return dialect.rows.deleteRows(of, condition)
      },
      deleteChildren(of, joins) {
        said.add(`joined ${joins.at(-1)?.table.toUpperCase()}`)
        return dialect.rows.deleteChildren(of, joins)
      },
    },
  })
}

const name = 'by_reference'
const scope = (connection: Connection, token: string, of: string) =>
  connection.query(`INSERT INTO ${scopes} VALUES ('${token}', '${of}', -1234)`)

for (const engine of everyEngine.filter(quick))
  test(
    `${engine.name}: exactly the scopes of the batch's tokens go, whatever lies beside them`,
    {
      skip: engine.skip,
    },
    () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, 300)
        for (let at = 0; at < 300; at++)
          for (let more = 0; more < (at * 7) % 4; more++)
            await scope(connection, `t${String(at).padStart(5, '0')}`, `more-${more}`)
        const before = await tokenRows(connection)
        const dead = before.length - living(before).length - 200
        const said = new Set<string>()
        const progress = await purgeInBatches(engine, name, { dialect: watched(said) })
        assert.deepEqual((await tokenRows(connection)).sort(), living(before).sort())
        assert.deepEqual([rowsGone(progress, tokens), rowsGone(progress, scopes)], [200, dead])
        // The others may join a table that is small enough to be read whole.
        if (engine.name === 'MariaDB')
          assert.deepEqual([...said].sort(), [`named ${tokens}`, `named ${scopes}`])
      }),
  )

for (const engine of engines.filter(quick)) {
  const on = (what: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, 300)
        await work(connection)
      }),
    )

  on(
    'a scope that comes between read and lock is archived, even unseen by the foreign key',
    async (connection) => {
      const before = await tokenRows(connection)
      const [files, beside] = [new Map<number, string>(), await connect(engine, name)]
      await beside.query('SET foreign_key_checks = 0')
      const progress = await purgeInBatches(engine, name, {
        async writing(number, text) {
          files.set(number, text)
          if (number === 0) await scope(beside, 't00004', 'came-late')
        },
      })
      await beside.end()
      assert.deepEqual(await tokenRows(connection), living(before))
      assert.equal(rowsGone(progress, scopes), 201)
      assert.deepEqual(
        [...files].filter(([, text]) => text.includes('came-late')).map(([number]) => number > 0),
        [true],
      )
    },
  )

  on('a scope that refers to its token in other letters goes with it', async (connection) => {
    await scope(connection, 'T00004', 'capital')
    await scope(connection, 'T00003', 'capital')
    const progress = await purgeInBatches(engine, name)
    assert.equal(rowsGone(progress, scopes), 201)
    assert.equal(await count(connection, scopes), 101)
    const [left] = await connection.query<RowDataPacket[]>(
      `SELECT TOKEN_ID AS id FROM ${scopes} WHERE TOKEN_SCOPE = 'capital'`,
    )
    assert.deepEqual(
      left.map(({ id }) => id),
      ['T00003'],
    )
  })
}
