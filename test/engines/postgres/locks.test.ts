import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, type Database } from '../../../functions/engines/database.ts'
import type { NamedRows } from '../../../functions/engines/named-rows.ts'
import { takeLock } from '../../../functions/engines/postgres/lock.ts'
import { pgNamedRows } from '../../../functions/engines/postgres/pg-named-rows.ts'
import { inPostgres, open, skip } from './server.ts'

const database = 'drydock_locks'
const hashed = ['id', 'made', 'state'].map((name) => ({ name, long: false }))
const rows = (...keys: string[]): NamedRows => ({
  table: 'T',
  key: [{ name: 'ID', kind: 'integer', nullable: false }],
  index: 't_pkey',
  keys: keys.map((key) => [key]),
  hashes: null,
  hashed,
})
const all = rows('1', '2', '3', '4', '5')
const pairs: NamedRows = {
  table: 'p',
  key: [
    { name: 'a', kind: 'text', nullable: false, type: 'character(4)' },
    { name: 'b', kind: 'integer', nullable: false },
  ],
  index: undefined,
  // The last one is repeated, as a part of a batch is filled up.
  keys: [
    ['x', '1'],
    ['y', '2'],
    ['y', '2'],
  ],
  hashes: null,
  hashed: [{ name: 'a', long: false }],
}
const joins = [{ table: 'C', on: { T_ID: 'ID' } }]
const old = { is: 'before', column: 'made', instant: new Date('2026-01-01') } as const
const keysOf = (found: readonly { readonly key: readonly unknown[] }[]) =>
  found.map(({ key }) => key[0]).sort()

test('what others hold is passed by, and what has changed is judged again', { skip }, () =>
  inPostgres(database, async (client) => {
    await client.query(`CREATE TABLE t (id int PRIMARY KEY, made timestamp, state text);
      CREATE TABLE c (n int PRIMARY KEY, t_id int REFERENCES t ON DELETE CASCADE);
      CREATE TABLE p (a char(4), b bigint, PRIMARY KEY (a, b));
      INSERT INTO t SELECT n, '2025-01-01', 'DEAD' FROM generate_series(1, 6) n;
      INSERT INTO c SELECT n * 10, n FROM generate_series(1, 3) n;
      INSERT INTO p VALUES ('x', 1), ('x', 2), ('y', 2)`)
    const [on, other] = [await open(database), await open(database)]
    const asked = (text: string) => other.execute({ text, values: [] })
    try {
      const held = async (work: (within: Pick<Database, 'query' | 'execute'>) => Promise<void>) => {
        await asked('BEGIN')
        await asked('SELECT 1 FROM t WHERE id = 2 FOR UPDATE')
        await asked("UPDATE t SET state = 'NEW' WHERE id = 3")
        await asked('INSERT INTO c VALUES (40, 4)')
        await asked('SELECT 1 FROM c WHERE n = 10 FOR UPDATE')
        await on.transaction(work)
        await asked('ROLLBACK')
      }
      await held(async (within) => {
        assert.deepEqual(keysOf(await ask(within, pgNamedRows.lock(all, old))), ['1', '5'])
        assert.equal((await ask(within, pgNamedRows.lockSum(all, old))).rows, 2)
        const referred = { table: 'T', columns: ['ID'], index: undefined }
        const away = await ask(within, pgNamedRows.lockReferred(all, [], referred))
        assert.deepEqual(away.map(([key]) => key).sort(), ['2', '3', '4'])
        const child = { table: 'C', columns: ['N'], index: undefined }
        const childAway = await ask(within, pgNamedRows.lockReferred(all, joins, child))
        assert.deepEqual(childAway, [['1']])
        const sums = await ask(
          within,
          pgNamedRows.lockChildren(all, joins, [{ name: 'n', long: false }]),
        )
        assert.deepEqual(keysOf(sums), ['2', '3'])
        const sum = await ask(
          within,
          pgNamedRows.lockChildrenSum(all, joins, [{ name: 'n', long: false }]),
        )
        assert.equal(
          sum.hash,
          sums.reduce((total, { sum: one }) => total + one.hash, 0n),
        )
      })
      // Another has them, or a row of theirs, until it commits: the condition is asked again then.
      await asked('BEGIN')
      await asked("UPDATE t SET made = '2027-01-01' WHERE id = 6")
      const waiting = on.execute(pgNamedRows.deleteRows(rows('6'), old))
      await asked('COMMIT')
      assert.equal(await waiting, 0)
      assert.equal(await on.execute(pgNamedRows.deleteChildren(rows('1', '2'), joins)), 2)
      assert.equal(await on.execute(pgNamedRows.deleteRows(rows('1', '2', '2'), old)), 2)
      assert.deepEqual(
        (await ask(on, pgNamedRows.find(pairs, null))).map(({ key }) => key).sort(),
        [
          ['x   ', '1'],
          ['y   ', '2'],
        ],
      )
      await on.transaction(async (within) => {
        assert.equal((await ask(within, pgNamedRows.lockSum(pairs, null))).rows, 2)
        assert.equal(await within.execute(pgNamedRows.deleteRows(pairs, null)), 2)
      })
      // By the name alone, and by one session.
      assert.equal(await ask(on, takeLock('drydock one')), true)
      assert.equal(await ask(on, takeLock('drydock one')), true)
      assert.equal(await ask(other, takeLock('drydock one')), false)
      assert.equal(await ask(other, takeLock('drydock two')), true)
    } finally {
      await on.close()
      await other.close()
    }
  }),
)
