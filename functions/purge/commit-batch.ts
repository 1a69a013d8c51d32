import { DatabaseTrouble } from '../engines/database.ts'
import { heldRows } from './held-rows.ts'
import type { Batch } from './batch.ts'
import type { Kept } from './keep-batch.ts'
import type { Attempt, RuleWork } from './rule-work.ts'
import { takeBatch } from './take-batch.ts'
import { Conflict, type BatchTaking } from './taking.ts'

/**
 * Deletes a batch whose rows are archived and which the account has as in doubt; then the account
 * knows whether it went.
 * @returns the ms under locks, or the rows that stay.
 */
export async function commitBatch(
  { take, account, leaving }: RuleWork,
  { batch, session }: Kept,
  { stopped }: Attempt,
): Promise<number | Conflict> {
  const { clock } = take.along
  const locking = clock.now()
  try {
    await takeBatch(take, batch, session)
  } catch (error) {
    // Only a lost connection leaves a commit in doubt; all other errors roll back.
    if (!(error instanceof DatabaseTrouble && error.kind === 'connection lost'))
      account.rolledBack()
    const conflict = await conflictOf(error, take, batch, stopped)
    if (conflict === null) throw error
    if (leaving) return conflict
    throw new DatabaseTrouble('lock timeout', conflict.message, { cause: error })
  }
  account.committed()
  return clock.now() - locking
}

/** A server that cannot skip locked rows waits in vain: finds the locked rows one by one. */
async function conflictOf(
  error: unknown,
  take: BatchTaking,
  batch: Batch,
  stopped: () => Promise<boolean>,
): Promise<Conflict | null> {
  if (error instanceof Conflict) return error
  if (!(error instanceof DatabaseTrouble && error.kind === 'lock timeout')) return null
  const held = await heldRows(take, batch.rows, stopped)
  return held.size > 0 ? new Conflict(held) : null
}
