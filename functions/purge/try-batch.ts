import type { Batch } from './batch.ts'
import { DatabaseTrouble } from '../engines/database.ts'
import { persist } from '../walk/walk.ts'
import { commitBatch } from './commit-batch.ts'
import { keepBatch, letGo, type Kept } from './keep-batch.ts'
import { stayingWithOthers } from './left-rows.ts'
import { notAsRead } from './not-as-read.ts'
import { takePlace } from './purge-place.ts'
import { readNext, readOn, type Reading } from './read-ahead.ts'
import { rowsOf, type Attempt, type Gone, type RuleWork } from './rule-work.ts'
import { settleDoubt } from './settle-doubt.ts'
import { Conflict } from './taking.ts'

/**
 * One attempt at a batch, step by step: settle, read, archive, delete, try the undo. The next batch
 * is read while this one is archived, and archived while this one is deleted; either is over before
 * a row of its own is locked. A second connection reads the one after that while this one is
 * deleted.
 */
export async function tryBatch(work: RuleWork, attempt: Attempt): Promise<Gone | Conflict> {
  const { read } = work
  await takePlace(read.along.database, read.along.dialect, read.bound.database)
  const session = read.along.database.sessions()
  // Whoever had the purge's place in between may have written the account. And a batch that was
  // read while production let all of the time go is too large where others are there by now.
  if (work.kept !== null && (work.kept.session !== session || attempt.permit.share < 1))
    await letGo(work)
  if (work.kept === null) {
    const settled = await settleDoubt(work)
    if (settled !== null) return settled
  }
  const kept = work.kept ?? (await keepNext(work, attempt, session))
  if (!('file' in kept)) return kept
  work.kept = null
  const { batch, limit, milliseconds } = kept
  await keepAhead(work, kept, attempt)
  const beside = readBeside(work, attempt)
  // Whatever becomes of the batch, no statement of the purge runs on once production is asked.
  const stopped = () => beside.then(attempt.stopped)
  const locked = await deleteKept(work, kept, { ...attempt, stopped }).finally(() => beside)
  if (locked instanceof Conflict) return locked
  work.deleting.adapt(locked, attempt.permit.batchMilliseconds, batch.full, limit)
  await rehearseUndo(work, kept)
  return {
    high: batch.range.high,
    deleted: rowsOf(batch.gone),
    milliseconds: milliseconds + locked,
  }
}

/** Reads the next batch, and begins to keep it unless it has nothing to delete, or must not go. */
async function keepNext(
  work: RuleWork,
  attempt: Attempt,
  session: number,
): Promise<Kept | Gone | Conflict> {
  const { account } = work
  const reading = await readNext(work, account.low, attempt)
  const { batch, milliseconds } = reading
  const { high } = batch.range
  if (batch.rows.length === 0) {
    account.passed(high, batch.left)
    return { high, deleted: 0, milliseconds }
  }
  const staying = await stayingIn(work, batch)
  return staying.size > 0 ? new Conflict(staying, true) : keepBatch(work, reading, session)
}

const stayingIn = async ({ take, account }: RuleWork, { rows }: Batch) =>
  account.left > 0 ? stayingWithOthers(take, rows) : new Set<string>()

/**
 * Reads the next batch until this one is confirmed, and begins to keep it: of its values nothing is
 * left here while this one is deleted.
 */
async function keepAhead(work: RuleWork, kept: Kept, attempt: Attempt): Promise<void> {
  const next = await readAhead(work, kept.batch, attempt)
  await kept.confirmed
  if (next !== null) work.kept = keepBatch(work, next, kept.session)
}

/**
 * The batch after this one, if it can be kept ahead. Whatever keeps it from being read is met again
 * once it is its turn: this one is on its way.
 */
async function readAhead(
  work: RuleWork,
  batch: Batch,
  { permit }: Attempt,
): Promise<Reading | null> {
  try {
    const ahead = await readOn(work, batch, permit)
    if (ahead === null) return null
    const { rows } = ahead.reading.batch
    const goes = rows.length > 0 && (await stayingIn(work, ahead.reading.batch)).size === 0
    work.ahead = goes ? null : ahead
    return goes ? ahead.reading : null
  } catch {
    return null
  }
}

/**
 * Reads the batch after the one that is kept ahead, on the second connection while this one is
 * deleted. It never throws: what is not read here is read later.
 */
async function readBeside(work: RuleWork, { permit }: Attempt): Promise<void> {
  const { kept, second } = work
  if (kept === null || kept.batch.range.high === null) return
  if (second === null || permit.connections !== 2) return
  const next = await second.read((database) => readOn(work, kept.batch, permit, database))
  if (next !== null) work.ahead = next
}

/** Deletes a batch that is confirmed. If it stays, so does the one that was kept ahead. */
async function deleteKept(
  work: RuleWork,
  kept: Kept,
  attempt: Attempt,
): Promise<number | Conflict> {
  try {
    const locked = await commitBatch(work, kept, attempt)
    if (locked instanceof Conflict) await letGo(work)
    return locked
  } catch (error) {
    const failed: unknown = await letGo(work).then(
      () => null,
      (why: unknown) => why,
    )
    // What passes is retried, which is no use without the account; all else must be told.
    throw error instanceof DatabaseTrouble && failed !== null ? failed : error
  }
}

/** On a clone, now and then, the batch that has just gone is put back from its file. */
async function rehearseUndo(
  { take, account, undo }: RuleWork,
  { batch, file }: Kept,
): Promise<void> {
  if (undo === null || !account.undoIsDue(batch.gone)) return
  const came = await persist(take.along, () =>
    undo(file, (within) => notAsRead(take, within, batch)),
  )
  account.undoTried(batch.gone, came)
}
