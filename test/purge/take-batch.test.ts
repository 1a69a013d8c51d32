import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Row } from '../../functions/engines/database.ts'
import { refuseLiving } from '../../functions/purge/live-guard.ts'
import { purge } from '../../functions/purge/purge.ts'
import { takePlace } from '../../functions/purge/purge-place.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { Conflict } from '../../functions/purge/taking.ts'
import { placeName } from '../../functions/purge/purge-place.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import type { Expression } from '../../functions/engines/expression.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { old, server, taking, take } from './take-batch-scene.ts'

for (const byReference of [false, true])
  test(`an unchanged batch is locked, asked for and deleted in order${byReference ? ', by name' : ''}`, async () => {
    const { said, done } = take({}, old, byReference)
    await done
    const locks = ['place', 'lock', 'children', 'columns', 'triggers', 'question']
    assert.deepEqual(said, [...locks, 'delete children', 'delete', 'keys elsewhere', 'keys'])
  })

for (const [what, answers, dead] of [
  [
    'a locked row that is not the one that was read stays',
    {
      locked: [
        { key0: 'a', hash: '9' },
        { key0: 'b', hash: '2' },
      ],
    },
  ],
  ['a row that somebody else holds stays', { locked: [{ key0: 'b', hash: '2' }] }],
  ['a row with one child more stays', { children: [{ key0: 'a', total: '4', hash: '30' }] }],
  ['a row with another child stays', { children: [{ key0: 'a', total: '3', hash: '31' }] }],
  ['a row whose children went stays', { children: [] }],
  [
    'a row that is no longer dead by another table stays',
    { still: [{ key0: 'b', hash: '2' }] },
    { is: 'not', of: { is: 'exists', table: 'OTHER', on: { A: 'ID' } } },
  ],
] as const satisfies readonly (readonly [string, Parameters<typeof server>[0], Expression?])[])
  for (const byReference of [false, true])
    test(`${what}, and nothing of the batch is deleted${byReference ? ', children by name' : ''}`, async () => {
      const { said, done } = take(answers, dead, byReference)
      await assert.rejects(done, (error) => {
        assert.ok(error instanceof Conflict)
        assert.deepEqual([...error.rows], ['["a"]'])
        return true
      })
      assert.ok(!said.some((one) => one.startsWith('delete')), said.join())
    })

test('a row that the application accepts stops the purge before anything is deleted', async () => {
  const { said, done } = take({ living: '1' })
  await assert.rejects(done, { name: 'LiveRow', message: /about to delete 1 of 2 rows of T/ })
  assert.ok(!said.some((one) => one.startsWith('delete')), said.join())
  const none = server({})
  await refuseLiving(none.database, mysql, taking(none.database).rule, [], {
    condition: { is: 'all', of: [] },
  })
})

test('a batch whose table has a new column is not deleted', async () => {
  for (const columns of [['ID'], ['ID', 'STATE', 'MORE'], ['STATE', 'ID']]) {
    const { said, done } = take({ columns })
    await assert.rejects(done, { name: 'SchemaChanged' }, columns.join())
    assert.ok(!said.some((one) => one.startsWith('delete')), said.join())
    // Only once the tables are used does their schema stand still until the end.
    assert.ok(said.indexOf('columns') > said.indexOf('children'))
  }
})

test('a batch is rolled back if it deleted other rows than it locked', async () => {
  for (const byReference of [false, true]) {
    const deleting = (deletes: number[]) => take({ deletes }, old, byReference).done
    await assert.rejects(deleting([2, 2]), /3 rows of CHILD .* and 2 deleted/)
    await assert.rejects(deleting([4, 2]), /3 rows of CHILD .* and 4 deleted/)
    await assert.rejects(deleting([3, 3]), /2 rows of T .* and 3 deleted/)
  }
})

test("nothing is locked without the purge's place, whatever the server answers but that it is had", async () => {
  for (const place of ['0', null]) {
    const { said, done } = take({ place })
    await assert.rejects(done, { name: 'PurgeRunning' })
    assert.deepEqual(
      [...new Set(said)].filter((one) => one !== 'other'),
      ['place'],
    )
    await assert.rejects(takePlace(server({ place }).database, mysql, 'apim'), {
      name: 'PurgeRunning',
    })
  }
  assert.notEqual(placeName('one'), placeName('other'))
  assert.equal(placeName('x'.repeat(64)).length < 64, true)
})

test('between two batches, production gets its share of the time, less the time for the archive', async () => {
  const run = async (share: number) => {
    let now = 0
    const slept: number[] = []
    let boundaries = 0
    const query = async ({ text }: Sql): Promise<readonly Row[]> => {
      if (/GET_LOCK/.test(text)) return [{ got: '1' }]
      if (/ LIMIT 1 OFFSET /.test(text)) return boundaries++ < 2 ? [{ key0: `k${boundaries}` }] : []
      if (/^SELECT 1 AS found/.test(text)) return [{ found: '1' }]
      if (/ AS old/.test(text)) now += 100
      return []
    }
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => void slept.push(milliseconds),
      random: () => 0,
    }
    const along = {
      database: { query, sessions: () => 1 } as unknown as Database,
      dialect: mysql,
      clock,
      size: rangeSize(500),
      share,
      spent: () => false,
    } satisfies Walk
    const { bound, rule } = taking(along.database)
    const rules = [{ ...rule, children: [] }]
    await purge(along, { ...bound, rules } as never, null, () => undefined)
    return slept
  }
  assert.deepEqual(await run(0.25), [300, 300])
  assert.deepEqual(await run(1), [])
})

test('the next batch is read while the archive is written, unless the database should pause', async () => {
  const order = async (share: number, dead: Expression) => {
    const said: string[] = []
    let boundaries = 0
    const query = async ({ text }: Sql): Promise<readonly Row[]> => {
      if (/ LIMIT 1 OFFSET /.test(text)) return boundaries++ < 2 ? [{ key0: `k${boundaries}` }] : []
      if (/^EXPLAIN/.test(text)) return [{ table: 't0', type: 'range' }]
      if (/ AS old/.test(text)) said.push('read')
      if (/information_schema\.COLUMNS/.test(text))
        return ['ID', 'STATE'].map((column) => ({ name: column, type: 'text' }))
      if (/information_schema\.REFERENTIAL/.test(text)) return []
      return [{ got: '1', found: '1', key0: 'k', hash: '1', total: '1', old: '0', identity: '0' }]
    }
    const execute = async () => said.push('delete') && 1
    const transaction = <T>(work: (inside: object) => Promise<T>) => work({ query, execute })
    const along = {
      database: { query, transaction, sessions: () => 1 } as unknown as Database,
      dialect: mysql,
      clock: { now: () => 0, sleep: async () => undefined, random: () => 0 },
      size: rangeSize(500),
      share,
      spent: () => false,
    } satisfies Walk
    const keep = {
      longest: Number.POSITIVE_INFINITY,
      columns: () => [],
      async write() {
        said.push('write')
        await sleep(30)
        said.push('written')
      },
    }
    const { bound, rule } = taking(along.database, dead)
    const rules = [{ ...rule, children: [] }]
    await purge(along, { ...bound, rules } as never, null, () => undefined, { keep })
    return said.join()
  }
  const after = 'read,write,written,delete'
  const ahead = ['read,write,read,written', 'write,delete,read,written', 'write,delete']
  assert.equal(await order(1, old), [...ahead, 'written,delete'].join())
  assert.equal(await order(0.5, old), [after, after, after].join())
  const byItself: Expression = { is: 'not', of: { is: 'exists', table: 'T', on: { A: 'ID' } } }
  assert.equal(await order(1, byItself), [after, after, after].join())
})
