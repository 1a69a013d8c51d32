import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { everyEngine, inDatabase, one } from '../seed/engines.ts'
import { tokens } from './batch-scene.ts'
import { purgeInBatches, rowsGone } from './batches.ts'
import { seedTokens, tokenRows } from './interrupted-purge.ts'
import { assertWhole, bucket, name, rows } from './kept-scene.ts'

for (const engine of everyEngine.filter(one))
  test(
    `${engine.name}: a batch that was kept while nobody was there is let go once others are, and read again at their pace`,
    {
      skip: engine.skip,
    },
    () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, rows)
        const before = await tokenRows(connection)
        const left = bucket()
        let most = 10
        const deleting = {
          ...fixedSize(10),
          rows: () => most,
          aim: (ms = 250) => void (most = ms / 25),
        }
        const [gone, writing]: [number[], number[]] = [[], []]
        let batches = 0
        const progress = await purgeInBatches(engine, name, {
          ...left,
          size: { ...fixedSize(30), anew: () => ({ ...fixedSize(30), anew: () => deleting }) },
          onBatch: (_, now) => void gone.push(rowsGone(now, tokens) ?? 0),
          async writing(file, text) {
            writing.push(batches)
            await left.writing(file, text)
          },
          permit: async () =>
            ++batches < 3
              ? { go: true, share: 1 }
              : { go: true, share: 0.25, batchMilliseconds: 125 },
        })
        await assertWhole(connection, before, left, progress)
        // The third batch, file 2, was written while the second one went.
        assert.deepEqual([writing[2], progress.void], [2, [2]])
        assert.deepEqual(gone.slice(0, 5), [10, 20, 25, 30, 35])
      }),
  )
