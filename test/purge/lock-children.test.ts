import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../functions/engines/database.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import type { Table } from '../../functions/engines/schema.ts'
import type { Batch } from '../../functions/purge/batch.ts'
import { lockChildren } from '../../functions/purge/lock-batch.ts'
import type { BatchTaking } from '../../functions/purge/taking.ts'

const id = { name: 'ID', kind: 'text', type: 'text', nullable: false, long: false }
const parent = {
  name: 'T',
  key: [id],
  unique: true,
  keyIndex: 'PRIMARY',
  columns: [id],
  indexes: [],
} as unknown as Table
const child: Table = { ...parent, name: 'CHILD' }
const joins = [{ table: 'CHILD', on: { ID: 'ID' }, indexes: ['OF_T'] }] as const
const batch = {
  rows: [
    { key: ['a'], hash: '1' },
    { key: ['b'], hash: '2' },
  ],
  children: [
    { table: 'CHILD', joins, rows: 3, sums: new Map([['["a"]', { rows: 3, hash: 30n }]]) },
  ],
} as unknown as Batch
const read = { key0: 'a', total: '3', hash: '30' }

/** Of a server whose children are as they were read, but for those that it finds by their names. */
function lock(byName: readonly Row[]): Promise<Set<string>> {
  const found = [...byName]
  const within = {
    query: async ({ text }: Sql) => [/FROM `CHILD` t0/.test(text) ? (found.shift() ?? {}) : read],
    execute: async () => 0,
  }
  const taking = {
    along: { dialect: mysql },
    bound: { tables: [{ table: parent }, { table: child }], foreignKeys: [] },
    rule: { table: parent, children: [joins] },
    isEmpty: async () => false,
  } as unknown as BatchTaking
  return lockChildren(taking, within, batch, { rows: 512, byReference: true })
}

test('children that only have the names of those that were read stay, even if they are as many', async () => {
  const others = { total: '3', hash: '31' }
  await assert.rejects(lock([others, others]), {
    message: /3 rows of CHILD were read, and others have their names/,
  })
})

test('a child that was held for a moment was only passed by', async () => {
  assert.deepEqual(await lock([{ total: '2', hash: '20' }, read]), new Set())
})
