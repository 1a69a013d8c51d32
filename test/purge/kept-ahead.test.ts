import assert from 'node:assert/strict'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import type { Database } from '../../functions/engines/database.ts'
import { everyEngine, one } from '../seed/engines.ts'
import { tokens } from './batch-scene.ts'
import { goneBy, purgeInBatches, rowsGone } from './batches.ts'
import { fillTokens } from './interrupted-purge.ts'
import { assertWhole, bucket, name, rows, smallBatches, withTokens } from './kept-scene.ts'

const cutOff = () => new Error('cut off')

/** Calls `work` in place of the purge's transaction of this number, which it may run. */
const atTransaction =
  (number: number, work: (run: () => Promise<unknown>) => Promise<void>) =>
  (database: Database): Database => {
    let transactions = 0
    return {
      ...database,
      async transaction(inside, options) {
        const run = () => database.transaction(inside, options)
        if (++transactions !== number) return run()
        let result: unknown
        await work(async () => (result = await run()))
        return result as never
      },
    }
  }

/** Calls back at each transaction. */
const atEach = (database: Database, told: () => void): Database => ({
  ...database,
  transaction: (work, options) => (told(), database.transaction(work, options)),
})

for (const engine of everyEngine.filter(one)) {
  const on = withTokens(engine)

  on(
    'a call that is cut off while one batch goes and the next is kept: every row is counted once, and in one file',
    async (connection, before) => {
      for (const [went, filed, accounted] of everyWay(3)) {
        await fillTokens(connection, rows)
        const left = bucket()
        const ended = Promise.withResolvers<never>()
        ended.promise.catch(() => undefined)
        // The third batch has file 2; the one after it, file 3, is being kept meanwhile.
        await assert.rejects(
          purgeInBatches(engine, name, {
            size: smallBatches,
            database: atTransaction(3, async (run) => {
              if (went === true) await run()
              ended.reject(cutOff())
              throw cutOff()
            }),
            async writing(file, text) {
              if (file === 3 && filed === false) await ended.promise
              await left.writing(file, text)
            },
            async checkpoint(progress) {
              if (progress.ahead?.file === 3 && accounted === false) await ended.promise
              await left.checkpoint(progress)
            },
          }),
          /cut off/,
        )
        const from = left.kept.progress
        const way = `${went} ${filed} ${accounted}`
        assert.deepEqual([from?.doubt?.file, from?.ahead?.file], accounted ? [2, 3] : [1, 2], way)
        assert.equal(left.files.has(3), filed, way)
        const progress = await purgeInBatches(engine, name, { ...left, from, size: smallBatches })
        await assertWhole(connection, before, left, progress)
        assert.equal(goneBy(name, progress).includes(2), went, way)
        assert.ok(!goneBy(name, progress).includes(3), way)
      }
    },
  )

  on(
    'a call that is cut off before its account knows of two commits: both are settled, in order',
    async (connection, before) => {
      const left = bucket()
      const ended = Promise.withResolvers<never>()
      ended.promise.catch(() => undefined)
      await assert.rejects(
        purgeInBatches(engine, name, {
          size: smallBatches,
          writing: left.writing,
          // The entry of file 4 does not arrive any more, while file 3's batch goes.
          checkpoint: (progress) =>
            progress.ahead?.file === 4 ? ended.promise : left.checkpoint(progress),
          database: atTransaction(4, async (run) => {
            await run()
            ended.reject(cutOff())
            throw cutOff()
          }),
        }),
        /cut off/,
      )
      const from = left.kept.progress ?? assert.fail('no account')
      assert.deepEqual([from.doubt?.file, from.ahead?.file], [2, 3])
      assert.equal(rowsGone(from, tokens), 20)
      const told: PurgeProgress[] = []
      const progress = await purgeInBatches(engine, name, {
        ...left,
        from,
        size: smallBatches,
        onBatch: (_, now) => void told.push(now),
      })
      await assertWhole(connection, before, left, progress)
      assert.deepEqual(goneBy(name, progress).slice(0, 4), [0, 1, 2, 3])
      // Once a batch is told of, the call may end: nothing is in doubt any more.
      assert.equal(told[0]?.doubt, undefined)
    },
  )

  on(
    'a batch that has to be read again takes the one that was kept after it along',
    async (connection, before) => {
      const left = bucket()
      const progress = await purgeInBatches(engine, name, {
        ...left,
        size: smallBatches,
        async writing(file, text) {
          await left.writing(file, text)
          // Of the second batch, which waits for its turn while the third one is written.
          if (file === 2)
            await connection.query(
              `UPDATE ${tokens} SET AUTHZ_USER = 'x' WHERE TOKEN_ID = 't00016'`,
            )
        },
        // The first batch goes only once that is done.
        database: atTransaction(2, async (run) => {
          while (!left.files.has(2)) await new Promise((done) => setTimeout(done, 5))
          await new Promise((done) => setTimeout(done, 50))
          await run()
        }),
      })
      await assertWhole(connection, before, left, progress)
      assert.deepEqual(goneBy(name, progress).slice(0, 3), [0, 3, 4])
    },
  )

  on(
    'a batch whose file or entry fails while the one before it goes is not deleted, and that one is counted',
    async (connection, before) => {
      for (const fails of ['file', 'entry']) {
        await fillTokens(connection, rows)
        const left = bucket()
        await assert.rejects(
          purgeInBatches(engine, name, {
            size: smallBatches,
            async writing(file, text) {
              if (file === 3 && fails === 'file') throw cutOff()
              await left.writing(file, text)
            },
            async checkpoint(progress) {
              if (progress.ahead?.file === 3 && fails === 'entry') throw cutOff()
              await left.checkpoint(progress)
            },
            failed: (progress) => void (left.kept.progress = structuredClone(progress)),
          }),
          /cut off/,
        )
        const from = left.kept.progress ?? assert.fail('no account')
        assert.equal(rowsGone(from, tokens), 30, fails)
        const progress = await purgeInBatches(engine, name, { ...left, from, size: smallBatches })
        await assertWhole(connection, before, left, progress)
        assert.ok(!goneBy(name, progress).includes(3), fails)
      }
    },
  )

  on('a batch that was kept when the call had to end stays, and its file is void', async () => {
    const left = bucket()
    let batches = 0
    const progress = await purgeInBatches(engine, name, {
      ...left,
      size: smallBatches,
      permit: async () => (++batches > 2 ? { go: false } : { go: true, share: 1 }),
    })
    assert.deepEqual([progress.doubt, progress.ahead, progress.void], [undefined, undefined, [2]])
    assert.deepEqual([rowsGone(progress, tokens), left.files.has(2)], [20, true])
  })

  on(
    'a batch that was kept before the session was lost is not deleted: another call may have been here',
    async (connection, before) => {
      const left = bucket()
      const held: { database: Database | null; fence: string | null } = {
        database: null,
        fence: null,
      }
      let [batches, deletes] = [0, 0]
      await assert.rejects(
        purgeInBatches(engine, name, {
          size: smallBatches,
          writing: left.writing,
          async checkpoint(progress) {
            if (held.fence !== null) throw new NamedError('PurgeRunning', held.fence)
            await left.checkpoint(progress)
          },
          database: (database) => {
            held.database = database
            return atEach(database, () => void deletes++)
          },
          async permit() {
            if (++batches !== 3) return { go: true, share: 1 }
            // The session ends in a pause, and another call comes, and ends before its first batch.
            await held.database?.close()
            const from = left.kept.progress
            assert.deepEqual([from?.doubt?.file, from?.ahead?.file], [1, 2])
            left.kept.progress = await purgeInBatches(engine, name, {
              ...left,
              from,
              size: smallBatches,
              permit: async () => (batches++ < 4 ? { go: true, share: 1 } : { go: false }),
            })
            held.fence = 'another call wrote the account'
            return { go: true, share: 1 }
          },
        }),
        /another call wrote the account/,
      )
      assert.equal(deletes, 2)
      const from = left.kept.progress ?? assert.fail('no account')
      assert.ok(from.void.includes(2), from.void.join())
      const progress = await purgeInBatches(engine, name, { ...left, from, size: smallBatches })
      await assertWhole(connection, before, left, progress)
    },
  )
}

const everyWay = (switches: number): boolean[][] =>
  Array.from({ length: 2 ** switches }, (_, number) =>
    Array.from({ length: switches }, (_, at) => ((number >> at) & 1) === 1),
  )
