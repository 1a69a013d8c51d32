import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database, Row } from '../../functions/engines/database.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { readSchema, type Schema } from '../../functions/engines/schema.ts'
import { bindRules } from '../../functions/rules/bind.ts'

const instant = new Date('2026-11-24T07:00:00.250Z')

const column = (name: string, nullable: 'YES' | 'NO', type = 'varchar'): Row => ({
  name,
  type,
  data: type,
  nullable,
  collation_name: 'latin1_swedish_ci',
})

/** What each question of the schema is known by. */
const asked: readonly (readonly [string, string])[] = [
  ['SCHEMATA', 'exists'],
  ['information_schema.TABLES', 'tables'],
  ['information_schema.COLUMNS', 'columns'],
  ['SUB_PART', 'keys'],
  ['REFERENTIAL_CONSTRAINTS', 'foreignKeys'],
  ['UTC_TIMESTAMP', 'clock'],
]

/** Reads a schema of which the server tells this. */
async function schemaOf(
  columns: readonly Row[],
  keys: readonly Row[],
  foreignKeys: readonly Row[] = [],
  tables: readonly string[] = ['T'],
): Promise<Schema> {
  const answers: Readonly<Record<string, readonly Row[]>> = {
    exists: [{ found: '1' }],
    tables: tables.map((name) => ({ name, type: 'BASE TABLE', engine: 'InnoDB', options: '' })),
    columns: tables.flatMap((owner) => columns.map((one) => ({ owner, ...one }))),
    keys: tables.flatMap((owner) => keys.map((one) => ({ owner, kind: 'BTREE', ...one }))),
    foreignKeys,
    clock: [{ zone: '+00:00' }],
  }
  const query = async ({ text }: { readonly text: string }) =>
    answers[asked.find(([part]) => text.includes(part))?.[1] ?? ''] ?? []
  return readSchema({ query } as unknown as Database, mysql, 'apim')
}

const part = (name: string, part: string, more: Row = {}): Row => ({
  name,
  part,
  non_unique: '0',
  ...more,
})

test('a key that may be NULL, of a part of a column, or with duplicates tells no row from every other', async () => {
  const columns = [column('A', 'YES'), column('B', 'NO')]
  const keyOf = async (...keys: Row[]) => {
    const [table] = (await schemaOf(columns, keys)).tables
    return [table?.unique, table?.key.map(({ name }) => name), table?.keyIndex]
  }
  assert.deepEqual(await keyOf(part('U', 'A')), [false, ['A'], 'U'])
  assert.deepEqual(await keyOf(part('U', 'B')), [true, ['B'], 'U'])
  assert.deepEqual(await keyOf(part('U', 'A'), part('U', 'B')), [false, ['A'], 'U'])
  assert.deepEqual(await keyOf(part('I', 'B', { non_unique: '1' })), [false, ['B'], 'I'])
  assert.deepEqual(await keyOf(part('U', 'B', { prefix: '10' })), [false, [], undefined])
})

test('a change of a column, an index or a foreign key is a change of the fingerprint', async () => {
  const [columns, keys] = [[column('A', 'NO')], [part('PRIMARY', 'A')]]
  const prints = [
    await schemaOf(columns, keys),
    await schemaOf([column('A', 'YES')], keys),
    await schemaOf(columns, [part('U', 'A')]),
    await schemaOf(columns, keys, [], ['T', 'S']),
    await schemaOf(columns, keys, [{ owner: 'T', name: 'F', part: 'A', parent: 'T' }]),
  ].map(({ fingerprint }) => fingerprint)
  assert.equal(new Set(prints).size, prints.length)
})

test('wall times are judged by the least offset of their zone, and a foreign key that waits is covered alone', async () => {
  const bind = async (onDelete: string, least = 0, waited = 'A') => {
    const schema = await schemaOf(
      [column('A', 'NO', 'datetime'), column('B', 'NO', 'datetime')],
      [part('PRIMARY', 'A')],
      [
        { owner: 'S', name: 'F', part: 'A', parent: 'T', parent_part: 'A', on_delete: onDelete },
        { owner: 'S', name: 'F', part: 'B', parent: 'T', parent_part: 'B', on_delete: onDelete },
      ],
      ['T', 'S'],
    )
    const rule = {
      name: 'r',
      table: 'T',
      columns: {},
      created: null,
      alive: [],
      dead: {
        is: 'every',
        of: [
          { is: 'before', column: 'A' },
          {
            is: 'not',
            of: {
              is: 'row',
              table: 'S',
              on: { A: 'A', ...(waited === 'both' && { B: 'B' }) },
            },
          },
        ],
      },
    } as never
    return bindRules([rule], [{ rule: 'r', cutoff: instant.toISOString() } as never], schema, {
      written: null,
      least,
      most: 0,
      newest: null,
    } as never)
  }
  const refused = { name: 'SchemaNotSupported', message: /no rule covers S/ }
  await assert.rejects(bind('NO ACTION'), refused)
  for (const action of ['SET NULL', 'SET DEFAULT'])
    await assert.rejects(bind(action, 0, 'both'), refused)
  const bound = await bind('NO ACTION', -3_600_000, 'both')
  const { dead } = bound.rules[0] ?? assert.fail()
  assert.deepEqual(dead.is === 'every' && dead.of[0], {
    is: 'before',
    column: 'A',
    instant: new Date(instant.getTime() - 3_600_000),
  })
})
