import assert from 'node:assert/strict'
import { DatabaseTrouble } from '../../functions/engines/database.ts'
import { fixedSize, type RangeSize } from '../../functions/walk/range-size.ts'
import { connect, everyEngine, inDatabase, one } from '../seed/engines.ts'
import { tokens } from './batch-scene.ts'
import { purgeInBatches } from './batches.ts'
import { fillTokens, living, seedTokens, tokenRows } from './interrupted-purge.ts'
import { assertWhole, bucket, name, rows, smallBatches, withTokens } from './kept-scene.ts'
import { secondOn, type Asked } from './second-scene.ts'

const behind = 'kept_behind'
const alone = async () => ({ go: true, share: 1, connections: 2 }) as const

for (const engine of everyEngine.filter(one)) {
  const on = withTokens(engine)

  const second = (asked?: Asked, database?: string) => secondOn(engine, asked, database)

  on(
    'batches that are read on a second connection: every row is counted once, and in one file',
    async (connection, before) => {
      const [left, { seen, of }] = [bucket(), second()]
      const progress = await purgeInBatches(engine, name, {
        ...left,
        size: smallBatches,
        second: of,
      })
      await assertWhole(connection, before, left, progress)
      assert.deepEqual([seen.opened, seen.closed, seen.failures], [1, 1, []])
      assert.ok(seen.queries > 10, String(seen.queries))
      assert.deepEqual(progress.void, [])
    },
  )

  on(
    'a row that comes to life once the second connection has read it stays',
    async (connection) => {
      const left = bucket()
      let revived = 0
      const { of, seen } = second(async (query) => {
        const answer = await query()
        const [, id] = /"(t\d{5})"/.exec(JSON.stringify(answer)) ?? []
        if (id === undefined || revived > 0) return answer
        const sql = `UPDATE ${tokens} SET TOKEN_STATE = 'ACTIVE' WHERE TOKEN_STATE = 'REVOKED'`
        await connection.query(`${sql} AND TOKEN_ID >= '${id}'`)
        revived = (await tokenRows(connection)).filter((row) => row.includes('"ACTIVE"')).length
        return answer
      })
      await purgeInBatches(engine, name, { ...left, size: smallBatches, second: of })
      const still = (await tokenRows(connection)).filter((row) => row.includes('"ACTIVE"')).length
      assert.ok(revived > rows / 3, String(revived))
      assert.deepEqual([still, seen.failures], [revived, []])
    },
  )

  on(
    'a second connection to a server that is behind, where every row is dead, deletes no living row',
    async (connection, before) =>
      inDatabase(engine, behind, async (other) => {
        await seedTokens(other, rows)
        await other.query(`UPDATE ${tokens} SET TOKEN_STATE = 'REVOKED'`)
        const [left, { seen, of }] = [bucket(), second((query) => query(), behind)]
        const progress = await purgeInBatches(engine, name, {
          ...left,
          size: smallBatches,
          second: of,
        })
        await assertWhole(connection, before, left, progress)
        assert.ok(seen.queries > 0)
        assert.ok(progress.void.length > 0, 'nothing that was read there was refused')
      }),
  )

  const slowly = async (query: () => Promise<unknown>) => {
    await new Promise((done) => setTimeout(done, 30))
    return query()
  }

  for (const fails of ['nothing', 'the call', 'a lock'])
    on(
      `no statement of the second connection runs while production is asked, or later, where ${fails} fails`,
      async (connection) => {
        let [running, locked] = [0, 0]
        const { seen, of } = second(slowly)
        const purging = purgeInBatches(engine, name, {
          ...bucket(),
          size: smallBatches,
          second: of,
          database: (database) => ({
            ...database,
            async transaction(work, options) {
              // The batch's own lock first, then the one of its first row alone.
              if (fails === 'a lock' && seen.running > 0 && locked++ < 2)
                throw new DatabaseTrouble('lock timeout', 'held')
              const result = await database.transaction(work, options)
              running = Math.max(running, seen.running)
              if (fails === 'the call' && running > 0) throw new Error('cut off')
              return result
            },
          }),
          onBatch: () => assert.equal(seen.running, 0),
          permit: async () => (assert.equal(seen.running, 0), alone()),
        })
        if (fails === 'the call') await assert.rejects(purging, /cut off/)
        else await purging
        assert.deepEqual([running, seen.running, seen.closed], [1, 0, 1])
        if (fails === 'a lock') assert.ok(locked >= 2)
        assert.equal((await tokenRows(connection)).length > 0, true)
      },
    )

  on(
    'a row that is held stays, and what was read after its batch is read again',
    async (connection, before) => {
      const left = bucket()
      const holder = await connect(engine, name)
      try {
        await holder.query('START TRANSACTION')
        await holder.query(`SELECT 1 FROM ${tokens} WHERE TOKEN_ID = 't00016' FOR UPDATE`)
        const { seen, of } = second()
        const held = await purgeInBatches(engine, name, { ...left, size: smallBatches, second: of })
        assert.ok(seen.queries > 0 && held.left === 1, String(held.left))
        await holder.query('ROLLBACK')
      } finally {
        await holder.end()
      }
      const ids = (rows: readonly string[]) => rows.map((row) => /"(t\d{5})"/.exec(row)?.[1])
      const still = new Set(ids(await tokenRows(connection)))
      assert.deepEqual([...still].sort(), [...new Set([...ids(living(before)), 't00016'])].sort())
    },
  )

  on("a batch's time counts for the size that it had, with three of them under way", async () => {
    const of: (number | undefined)[] = []
    let given = 7
    const deleting: RangeSize = {
      ...fixedSize(10),
      rows: () => ++given,
      adapt: (_, __, ___, size) => void of.push(size),
    }
    await purgeInBatches(engine, name, {
      size: { ...fixedSize(30), anew: () => ({ ...fixedSize(30), anew: () => deleting }) },
      second: second().of,
    })
    assert.deepEqual(of.slice(0, 4), [8, 9, 10, 11])
  })

  on('there is one connection where no permit lets a second one be', async (connection) => {
    const { seen, of } = second()
    for (const permit of [{ share: 1 }, { share: 0.9, connections: 2 as const }]) {
      await fillTokens(connection, rows)
      await purgeInBatches(engine, name, {
        size: smallBatches,
        second: of,
        permit: async () => ({ go: true, ...permit }),
      })
    }
    assert.equal(seen.opened, 0)
  })
}
