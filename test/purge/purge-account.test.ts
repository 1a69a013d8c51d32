import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { PurgeAccount } from '../../functions/purge/purge-account.ts'
import type { Batch } from '../../functions/purge/batch.ts'

const rows = Array.from({ length: 20 }, (_, at) => ({ key: [`k${at}`], hash: String(at) }))
const batch = {
  range: { low: null, high: ['k19'] },
  gone: [
    { table: 'CHILD', rows: 3, old: 0, hash: '0' },
    { table: 'T', rows: 20, old: 19, hash: '9007199254740993' },
  ],
  left: 2,
  rows,
} as unknown as Batch
const begin = (from: PurgeProgress | null = null) => {
  const kept: PurgeProgress[] = []
  const account = new PurgeAccount(
    from,
    () => 5,
    async (progress) => void kept.push(progress),
  )
  return { account, kept }
}

test('a batch is recorded as in doubt before its commit: neither counted nor void', async () => {
  const { account, kept } = begin()
  await account.committing(batch, account.nextFile())
  const [before] = kept
  assert.deepEqual([before?.deleted, before?.void, before?.files, before?.low], [[], [], 1, null])
  assert.deepEqual([before?.doubt?.file, before?.doubt?.high, before?.doubt?.left], [0, ['k19'], 2])
  // Those by which it is told are from all over the batch.
  assert.deepEqual(
    before?.doubt?.witnesses.map(({ key }) => key[0]),
    ['k0', 'k2', 'k5', 'k7', 'k10', 'k12', 'k15', 'k17'],
  )
})

test('a batch that went is counted once, exactly, and its file holds', async () => {
  const { account } = begin()
  for (let at = 0; at < 2; at++) {
    await account.committing(batch, account.nextFile())
    account.committed()
    account.committed()
  }
  const { deleted, batches, left, low, doubt, files, void: voided } = account.progress()
  assert.deepEqual(deleted, [
    { table: 'CHILD', rows: 6, old: 0, hash: '0' },
    { table: 'T', rows: 40, old: 38, hash: '18014398509481986' },
  ])
  assert.deepEqual([batches, left, low, doubt, files, voided], [2, 4, ['k19'], undefined, 2, []])
})

test('a batch that was rolled back counts nothing, its file is void, and the walk does not move', async () => {
  const { account } = begin()
  await account.committing(batch, account.nextFile())
  account.rolledBack()
  const { deleted, batches, left, low, doubt, files, void: voided } = account.progress()
  assert.deepEqual(
    [deleted, batches, left, low, doubt, files, voided],
    [[], 0, 0, null, undefined, 1, [0]],
  )
})

test('a file that a call wrote and did not live to account for is void, and no number is given twice', async () => {
  const first = begin()
  await first.account.committing(batch, first.account.nextFile())
  const [before] = first.kept
  const { account } = begin(before ?? null)
  assert.deepEqual(account.progress().void, [1])
  assert.equal(account.nextFile(), 2)
  account.committed()
  const { deleted, void: voided, milliseconds } = account.progress()
  assert.deepEqual([deleted[1]?.rows, voided, milliseconds], [20, [1, 2], 10])
  assert.deepEqual(begin(null).account.progress().void, [])
})

test('the undo is rehearsed with the first rows of each table, and again once twice as many are deleted', async () => {
  const { account } = begin()
  const child = { table: 'CHILD', rows: 3, old: 0, hash: '0' }
  // Two ways lead to the child.
  const gone = [child, child, { table: 'T', rows: 20, old: 19, hash: '1' }]
  const came = (putBack: number) => ({ putBack, present: 0, collided: 0, collisions: [] })
  const tries: number[] = []
  for (let at = 0; at < 9; at++) {
    await account.committing({ ...batch, gone } as unknown as Batch, account.nextFile())
    account.committed()
    if (!account.undoIsDue(gone)) continue
    tries.push(at)
    account.undoTried(gone, { totals: { CHILD: came(6), T: came(20) }, changed: [] })
  }
  assert.deepEqual(tries, [0, 1, 3, 7])
  const progress = account.progress()
  assert.deepEqual(progress.cameBack, [
    { table: 'CHILD', rows: 24, out: 0, keys: [], next: 96 },
    { table: 'T', rows: 80, out: 0, keys: [], next: 320 },
  ])
  // What is known goes on with the next call, and what did not come back is not tried for ever.
  const { account: next } = begin(progress)
  assert.ok(!next.undoIsDue(gone))
  next.undoTried(gone, {
    totals: { T: { ...came(19), collided: 1, collisions: ['k1 (x)'] } },
    changed: ['k2'],
  })
  assert.deepEqual(next.progress().cameBack?.at(-1)?.keys, ['k1 (x)', 'k2'])
  for (let at = 0; at < 99; at++) next.committed()
  assert.ok(!next.undoIsDue(gone.slice(2)))
})

test('a row that was there again before its undo was tried did not come back, and no other try is due', () => {
  const there = { totals: { T: { putBack: 19, present: 1, collided: 0, collisions: [] } } }
  const { account } = begin()
  const gone = [{ table: 'T', rows: 20, old: 19, hash: '1' }]
  assert.ok(account.undoIsDue(gone))
  account.undoTried(gone, { ...there, changed: [] })
  assert.deepEqual(account.progress().cameBack, [
    { table: 'T', rows: 19, out: 1, keys: [], next: 0 },
  ])
  assert.ok(!account.undoIsDue(gone))
})

test('a batch that is recorded ahead is as much in doubt as the one before it, and goes after it', async () => {
  const { account, kept } = begin()
  await account.committing(batch, account.nextFile())
  const later = { ...batch, range: { low: ['k19'], high: ['k39'] }, left: 1 } as unknown as Batch
  await account.committing(later, account.nextFile())
  const before = kept.at(-1)
  assert.deepEqual([before?.doubt?.file, before?.ahead?.file, before?.void], [0, 1, []])
  assert.deepEqual([before?.low, before?.left, account.left], [null, 0, 3])
  await assert.rejects(account.committing(batch, account.nextFile()), /2 batches are in doubt/)
  account.committed()
  const { doubt, ahead, low, deleted } = account.progress()
  assert.deepEqual([doubt?.file, ahead, low, deleted[1]?.rows], [1, undefined, ['k19'], 20])
})

test('with a batch that was rolled back goes the one after it, and none before it', async () => {
  for (const from of [0, 1, 7]) {
    const { account } = begin()
    for (let at = 0; at < 2; at++) await account.committing(batch, account.nextFile())
    account.rolledBack(from)
    const { doubt, ahead, void: voided } = account.progress()
    assert.deepEqual(
      [doubt?.file, ahead?.file, voided],
      [
        [undefined, undefined, [0, 1]],
        [0, undefined, [1]],
        [0, 1, []],
      ][Math.min(from, 2)],
    )
  }
})

/** What may happen to a purge, in any order; each says nothing where it cannot. */
const events = ['keep', 'commit', 'commit, no answer', 'roll back', 'let go', 'lose call'] as const

test('however calls are cut off: every batch that went is counted once, and its file alone is not void', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...events), { maxLength: 60 }), async (happens) => {
      let stored: PurgeProgress | null = null
      /** Files of batches that the server committed, and those that S3 may have. */
      const [went, written] = [new Set<number>(), new Set<number>()]
      const call = () =>
        new PurgeAccount(
          stored,
          () => 0,
          async (progress) => void (stored = structuredClone(progress)),
        )
      /** The next call asks the server about each batch in doubt, in order. */
      const settle = (of: PurgeAccount) => {
        for (let { doubt } = of; doubt !== undefined; { doubt } = of)
          if (went.has(doubt.file)) of.committed()
          else of.rolledBack()
      }
      let account = call()
      let ahead: number[] = []
      for (const what of happens) {
        const [head] = ahead
        if (what === 'keep' && ahead.length < 2) {
          const file = account.nextFile()
          written.add(file)
          ahead.push(file)
          await account.committing(batch, file)
        } else if (what === 'commit' && head !== undefined) {
          went.add(head)
          ahead.shift()
          account.committed()
        } else if (what === 'commit, no answer' && head !== undefined) {
          went.add(head)
          if (ahead[1] !== undefined) account.rolledBack(ahead[1])
          ahead = []
          settle(account)
        } else if (what === 'roll back') {
          ahead = []
          account.rolledBack()
        } else if (what === 'let go' && ahead[1] !== undefined) account.rolledBack(ahead.pop())
        else if (what === 'lose call') {
          // With a file written that the account does not know.
          written.add(account.progress().files)
          ahead = []
          account = call()
          settle(account)
        }
      }
      if (ahead.length > 0) account.rolledBack()
      const { deleted, batches, files, void: voided } = account.progress()
      assert.equal(deleted.at(-1)?.rows ?? 0, 20 * went.size)
      assert.equal(batches, went.size)
      assert.equal(new Set(voided).size, voided.length)
      for (const file of written)
        if (file < files) assert.equal(!voided.includes(file), went.has(file), `file ${file}`)
        else assert.ok(!went.has(file), `file ${file} went, and is unknown`)
    }),
    { numRuns: 2_000 },
  )
})
