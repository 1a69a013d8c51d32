import type { Batch } from './batch.ts'
import type { Reading } from './read-ahead.ts'
import type { RuleWork } from './rule-work.ts'

/** A batch that is being written to the archive and recorded in the account as in doubt. */
export interface Kept {
  /** Without its values. */
  readonly batch: Batch
  /** Rows that it might have had. */
  readonly limit: number
  /** Number of its archive file. */
  readonly file: number
  /** ms for which the database read it. */
  readonly milliseconds: number
  /** The session that holds the purge's place meanwhile. */
  readonly session: number
  /** Resolves once both are confirmed: until then no row of the batch may be locked. */
  readonly confirmed: Promise<void>
}

/**
 * Begins to write a batch to the archive, and to the account as in doubt: at once, since either
 * takes tens of milliseconds. A call that is cut off here has deleted nothing of it: the rows are
 * there, by which the next one tells, and the file is void whether or not it was written.
 */
export function keepBatch(
  { account, read }: RuleWork,
  { batch, limit, milliseconds }: Reading,
  session: number,
): Kept {
  const file = account.nextFile()
  const confirmed = Promise.allSettled([
    read.keep?.write(read.rule, file, batch.tables),
    account.committing(batch, file),
  ]).then(([archived, accounted]) => {
    if (archived.status === 'rejected') {
      account.rolledBack(file)
      throw archived.reason
    }
    if (accounted.status === 'rejected') throw accounted.reason
  })
  // Whoever waits for it meets its failure; until then nobody does.
  confirmed.catch(() => undefined)
  // The values are the archive's by now, and most of a batch's memory.
  return { batch: { ...batch, tables: [] }, limit, file, milliseconds, session, confirmed }
}

/**
 * Forgets the batch that was kept ahead: it has not begun to go, and its file is void. Both writes
 * are waited for, since the account's next one would meet it.
 * @throws what the writes failed with
 */
export async function letGo(work: RuleWork): Promise<void> {
  const { kept } = work
  work.kept = null
  if (kept === null) return
  try {
    await kept.confirmed
  } finally {
    work.account.rolledBack(kept.file)
  }
}
