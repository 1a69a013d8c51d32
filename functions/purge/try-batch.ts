import { persist } from '../walk/walk.ts'
import { commitBatch } from './commit-batch.ts'
import { stayingWithOthers } from './left-rows.ts'
import { notAsRead } from './not-as-read.ts'
import { takePlace } from './purge-place.ts'
import { readNext, readOn, type Going } from './read-ahead.ts'
import type { Batch } from './batch.ts'
import { rowsOf, type Attempt, type Gone, type RuleWork } from './rule-work.ts'
import { settleDoubt } from './settle-doubt.ts'
import { Conflict } from './taking.ts'

/** One attempt at a batch, step by step: settle, read, archive, delete, try the undo. */
export async function tryBatch(work: RuleWork, attempt: Attempt): Promise<Gone | Conflict> {
  const { read, take, account } = work
  await takePlace(read.along.database, read.along.dialect, read.bound.database)
  const settled = await settleDoubt(work)
  if (settled !== null) return settled
  const { batch, milliseconds } = await readNext(work, account.low, attempt)
  const { high } = batch.range
  if (batch.rows.length === 0) {
    account.passed(high, batch.left)
    return { high, deleted: 0, milliseconds }
  }
  const staying = account.left > 0 ? await stayingWithOthers(take, batch.rows) : new Set<string>()
  if (staying.size > 0) return new Conflict(staying, true)
  const file = account.nextFile()
  await keepBatch(work, batch, file, attempt.permit)
  const locked = await commitBatch(work, batch, attempt)
  if (locked instanceof Conflict) return locked
  work.deleting.adapt(locked, attempt.permit.batchMilliseconds, batch.full)
  await rehearseUndo(work, batch, file)
  return { high, deleted: rowsOf(batch.gone), milliseconds: milliseconds + locked }
}

/**
 * Writes a batch to the archive, and to the account as in doubt: at once, since either takes tens
 * of milliseconds, and both before a row is locked. The next batch is read meanwhile. A call that
 * is cut off here has deleted nothing: the rows are there, by which the next one tells, and the
 * file is void whether or not it was written.
 */
export async function keepBatch(
  work: RuleWork,
  batch: Batch,
  file: number,
  permit: Going,
): Promise<void> {
  const { account, read } = work
  const ahead = readOn(work, batch, permit)
  const [archived, accounted] = await Promise.allSettled([
    read.keep?.write(read.rule, file, batch.tables),
    account.committing(batch, file),
    ahead?.reading,
  ])
  if (archived.status === 'rejected') {
    account.rolledBack()
    throw archived.reason
  }
  if (accounted.status === 'rejected') throw accounted.reason
  work.ahead = ahead
}

/** On a clone, now and then, the batch that has just gone is put back from its file. */
async function rehearseUndo(
  { take, account, undo }: RuleWork,
  batch: Batch,
  file: number,
): Promise<void> {
  if (undo === null || !account.undoIsDue(batch.gone)) return
  const came = await persist(take.along, () =>
    undo(file, (within) => notAsRead(take, within, batch)),
  )
  account.undoTried(batch.gone, came)
}
