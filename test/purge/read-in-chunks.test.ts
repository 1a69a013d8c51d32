import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../functions/engines/database.ts'
import { largestPart } from '../../functions/purge/named.ts'
import type { BatchRead, Chain } from '../../functions/purge/batch.ts'
import { readInChunks } from '../../functions/purge/read-in-chunks.ts'
import type { Table } from '../../functions/engines/schema.ts'
import { largest } from '../../functions/walk/range-size.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'

const table = {
  name: 'T',
  key: [{ name: 'ID', kind: 'text', nullable: false }],
  unique: true,
  columns: [{ name: 'ID', long: false }],
} as unknown as Table
const chain: Chain = {
  joins: [{ table: 'CHILD', on: { T_ID: 'ID' } }],
  table,
  columns: [{ name: 'ID', as: 'text' }],
}
const id = (at: number) => `k${String(at).padStart(5, '0')}`

/** A table of dead rows, each with as many children as are told of it. */
async function read(
  rows: number,
  children: (at: number) => number,
  limits: { rows: number; bytes: number },
  without: readonly number[] = [],
) {
  const answered: number[] = []
  const query = async ({ text, values }: Sql): Promise<readonly Row[]> => {
    const limit = Number(/ LIMIT (\d+)$/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY)
    const ids = new Set(values)
    const found = Array.from({ length: rows }, (_, at) => at)
      .filter((at) =>
        text.includes('STRAIGHT_JOIN') ? ids.has(id(at)) : id(at) > (values[0] ?? ''),
      )
      .flatMap((at): Row[] =>
        text.includes('STRAIGHT_JOIN')
          ? Array.from({ length: children(at) }, () => ({ key0: id(at), hash: '1', column0: 'c' }))
          : [{ key0: id(at), hash: '1', old: '1', column0: 'x'.repeat(76) }],
      )
      .slice(0, limit)
    answered.push(found.length)
    return found
  }
  const reading = {
    along: { database: { query }, dialect: mysql },
    rule: {
      rule: {},
      table,
      dead: { is: 'every', of: [] },
      old: null,
      children: [chain.joins],
    },
    way: { table, past: () => false, by: null },
    keep: { columns: () => chain.columns },
  } as unknown as BatchRead
  const found = await readInChunks(
    reading,
    { low: null, high: null },
    limits,
    new Set(without.map((at) => JSON.stringify([id(at)]))),
    [chain],
  )
  return { ...found, children: found.children[0]?.length, answered }
}

test('a batch ends after its maximum rows, and the next one begins there', async () => {
  const { rows, cut, full, children } = await read(2000, () => 2, { rows: 700, bytes: 1e9 })
  assert.deepEqual([rows.length, cut, full, children], [700, [id(699)], true, 1400])
  const all = await read(600, () => 2, { rows: 700, bytes: 1e9 })
  assert.deepEqual([all.rows.length, all.cut, all.full, all.children], [600, null, false, 1200])
})

test('a batch ends before its archive gets too large, children included, but has at least 1 row', async () => {
  // A row takes 100 bytes, a child 25.
  const { rows, cut, children } = await read(2000, () => 4, { rows: 700, bytes: 10_000 })
  assert.deepEqual([rows.length, cut, children], [50, [id(49)], 200])
  const one = await read(2000, () => 4, { rows: 700, bytes: 1 })
  assert.deepEqual([one.rows.length, one.cut, one.children], [1, [id(0)], 4])
  const second = await read(2000, () => 0, { rows: 1500, bytes: 100 * (largestPart + 1) })
  assert.deepEqual([second.rows.length, second.cut], [largestPart + 1, [id(largestPart)]])
})

test('no answer has more children than it should, but those of a single row', async () => {
  const many = await read(14, () => 3000, { rows: 14, bytes: 1e9 })
  assert.deepEqual([many.rows.length, many.children, many.cut], [14, 42_000, [id(13)]])
  assert.ok(Math.max(...many.answered) <= largest)
  const single = await read(2, (at) => (at === 0 ? largest + 5 : 1), { rows: 40, bytes: 1e9 })
  assert.deepEqual([single.rows.length, single.children], [2, largest + 6])
})

test('locked rows and their descendants are skipped and counted', async () => {
  const { rows, left, children } = await read(10, () => 2, { rows: 40, bytes: 1e9 }, [3, 9])
  assert.deepEqual([rows.length, left, children], [8, 2, 16])
  assert.ok(!rows.some(({ key }) => key[0] === id(3)))
  const none = await read(1, () => 2, { rows: 40, bytes: 1e9 }, [0])
  assert.deepEqual([none.rows.length, none.left, none.cut], [0, 1, null])
})
