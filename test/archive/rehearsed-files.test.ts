import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archiveName } from '../../functions/contract/archive-name.ts'
import { rehearseUndo } from '../../functions/jobs/rehearse-undo.ts'

/** Too long to be rehearsed, so that no clone is needed. */
const file = (number: number) => ({
  name: archiveName({ number, at: '2026-11-24T07:00:00Z', rule: 'tokens' }, '0'.repeat(64)),
  bytes: Buffer.alloc(0),
  unpacked: 2 ** 24,
})

test('the undo is rehearsed with the file of its batch, though the next one is written by then', async () => {
  const { hold, tried } = rehearseUndo({} as never, {} as never, { ending: undefined } as never)
  const rehearsed = (number: number) => tried({} as never, number, async () => [])
  await assert.rejects(rehearsed(0), /file 0 is not among the last two/)
  for (const number of [0, 1]) hold(file(number))
  for (const number of [0, 1])
    assert.deepEqual(await rehearsed(number), { totals: {}, changed: [] })
  hold(file(2))
  await assert.rejects(rehearsed(0), /file 0 is not among the last two/)
  // The next database counts its files anew.
  hold(file(2))
  hold({ ...file(2), unpacked: 0, bytes: Buffer.from('not zstd') })
  await assert.rejects(rehearsed(2))
})
