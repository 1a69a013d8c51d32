import assert from 'node:assert/strict'
import { everyEngine, one } from '../seed/engines.ts'
import { purgeInBatches } from './batches.ts'
import { fillTokens } from './interrupted-purge.ts'
import { assertWhole, bucket, name, rows, smallBatches, withTokens } from './kept-scene.ts'
import { secondOn, type Asked } from './second-scene.ts'

for (const engine of everyEngine.filter(one)) {
  const on = withTokens(engine)
  const second = (asked?: Asked) => secondOn(engine, asked)

  on(
    'goes on with one connection where the second does not open, or fails',
    async (connection, before) => {
      const failing = second((query, number) =>
        number === 7 ? Promise.reject(new Error('no more')) : query(),
      )
      const closed = second()
      const never = {
        seen: closed.seen,
        of: { ...closed.of, open: () => Promise.reject(new Error('no more')) },
      }
      for (const { seen, of } of [failing, never]) {
        await fillTokens(connection, rows)
        const left = bucket()
        let open = 0
        const progress = await purgeInBatches(engine, name, {
          ...left,
          size: smallBatches,
          second: of,
          onBatch: () => void (open = seen.failures.length * (seen.opened - seen.closed)),
        })
        await assertWhole(connection, before, left, progress)
        assert.deepEqual(seen.failures, ['Error: no more'])
        assert.equal(open, 0)
      }
      assert.equal(failing.seen.queries, 7)
    },
  )

  on(
    'a second connection that falls silent is given up, and the purge goes on',
    async (connection, before) => {
      for (const silent of ['open', 'query']) {
        await fillTokens(connection, rows)
        const [left, { seen, of }] = [
          bucket(),
          second((query, number) => (number === 7 ? new Promise(() => undefined) : query())),
        ]
        const open = silent === 'open' ? () => new Promise<never>(() => undefined) : of.open
        const began = performance.now()
        const progress = await purgeInBatches(engine, name, {
          ...left,
          size: smallBatches,
          second: { ...of, open, longest: 500 },
        })
        await assertWhole(connection, before, left, progress)
        assert.ok(performance.now() - began < 30_000)
        assert.match(seen.failures.join(), /^DatabaseTrouble: the second connection did not answer/)
      }
    },
  )

  on(
    'a second connection that answers once it is given up is asked nothing more, and is closed',
    async (connection, before) => {
      for (const late of ['open', 'query']) {
        await fillTokens(connection, rows)
        const answers = Promise.withResolvers<void>()
        const left = bucket()
        const { seen, of } = second(async (query, number) => {
          const answer = await query()
          if (late === 'query' && number === 7) await answers.promise
          return answer
        })
        const open = async () => {
          if (late === 'open') await answers.promise
          return of.open()
        }
        const progress = await purgeInBatches(engine, name, {
          ...left,
          size: smallBatches,
          second: { ...of, open, longest: 1_000 },
        })
        await assertWhole(connection, before, left, progress)
        const asked = seen.queries
        assert.equal(seen.failures.length, 1)
        answers.resolve()
        await new Promise((done) => setTimeout(done, 200))
        assert.deepEqual([seen.queries, seen.opened, seen.closed], [asked, 1, 1], late)
      }
    },
  )
}
