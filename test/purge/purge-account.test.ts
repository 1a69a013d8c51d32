import assert from 'node:assert/strict'
import { test } from 'node:test'
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
