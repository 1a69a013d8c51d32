import type { Deleted } from '../contract/evidence.ts'
import type { Key } from '../engines/dialect.ts'
import { ask, DatabaseTrouble, givenUp } from '../engines/database.ts'
import { stayingWithOthers, wholeGroups } from './left-rows.ts'
import { named, rowAsRead } from './named.ts'
import { notAsRead } from './not-as-read.ts'
import type { PurgeAccount } from './purge-account.ts'
import { takePlace } from './purge-place.ts'
import { keepAndReadOn, readNext, type Going, type Reader } from './read-ahead.ts'
import type { Batch } from './read-batch.ts'
import { Conflict, heldRows, takeBatch, type BatchTaking } from './take-batch.ts'
import type { TryUndo } from './purge.ts'
import { persist, type Walk } from '../walk/walk.ts'

/** The state of a rule's purge from batch to batch. */
export interface RuleWork extends Reader {
  readonly take: BatchTaking
  readonly account: PurgeAccount
  readonly undo: TryUndo | null
}

interface Gone {
  readonly high: Key | null
  /** Including child rows. */
  readonly deleted: number
  /** That the database worked. */
  readonly milliseconds: number
}

/**
 * One range, or its start: reads the dead rows, archives them, deletes them. Before each further
 * attempt it asks whether it may continue, since a batch that was rolled back is not in flight.
 * Null where it may not.
 */
export async function nextBatch(work: RuleWork, given: Going): Promise<Gone | null> {
  const { along } = work.read
  const without = new Set(work.account.staying)
  let [permit, asked, tries]: [Going, number, number] = [given, 0, 0]
  const stopped = async (): Promise<boolean> => {
    if (along.spent()) return true
    const next = await along.permit?.()
    if (next?.go === true) permit = next
    return next?.go === false
  }
  const shrinking: Walk = {
    ...along,
    size: {
      ...along.size,
      shrink() {
        along.size.shrink()
        work.deleting.shrink()
      },
    },
  }
  for (;;) {
    const outcome = await persist(shrinking, async () => {
      // A commit in doubt must be settled first.
      if (asked++ > 0 && work.account.doubt === undefined && (await stopped())) return null
      return tryBatch(work, without, permit, stopped)
    })
    if (!(outcome instanceof Conflict)) return outcome
    // Waits for short locks; a row that stays locked is kept until the next run.
    if (outcome.staying || tries++ > 0) await leave(work, outcome.rows, without)
    await along.clock.sleep(along.clock.random() * 500)
  }
}

/** Maximum rows to keep because of their group, such as a session: they are listed by key. */
const mostStaying = 10_000

/** Leaves rows to the next run, each with its group, in later batches too. */
async function leave(
  { take, account }: RuleWork,
  rows: ReadonlySet<string>,
  without: Set<string>,
): Promise<void> {
  const all = await persist(take.along, () => wholeGroups(take, rows, mostStaying))
  for (const id of all) without.add(id)
  if (take.rule.rule.together === undefined) return
  for (const id of all) account.staying.add(id)
  if (account.staying.size > mostStaying)
    throw givenUp(
      new DatabaseTrouble(
        'lock timeout',
        `more than ${mostStaying} rows of ${take.rule.table.name} belong to groups with ` +
          'locked rows',
      ),
      1,
    )
}

async function tryBatch(
  work: RuleWork,
  without: ReadonlySet<string>,
  permit: Going,
  stopped: () => Promise<boolean>,
): Promise<Gone | Conflict> {
  const { read, take, account, deleting, leaving } = work
  const { along } = read
  await takePlace(along.database, along.dialect, read.bound.database)
  const doubted = rowsOf(account.doubt?.gone ?? [])
  if (account.doubt !== undefined && (await settle(work)))
    return { high: account.low, deleted: doubted, milliseconds: 0 }
  const { ahead } = work
  work.ahead = null
  const { batch, milliseconds } =
    ahead !== null && ahead.low === account.low
      ? await ahead.reading
      : await readNext(work, account.low, without, permit)
  const { high } = batch.range
  if (batch.rows.length === 0) {
    account.passed(high, batch.left)
    return { high, deleted: 0, milliseconds }
  }
  const staying = account.left > 0 ? await stayingWithOthers(take, batch.rows) : new Set<string>()
  if (staying.size > 0) return new Conflict(staying, true)
  const file = account.nextFile()
  await keepAndReadOn(work, batch, file, permit)
  await account.committing(batch, file)
  const locking = along.clock.now()
  try {
    await takeBatch(take, batch)
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
  const locked = along.clock.now() - locking
  deleting.adapt(locked, permit.batchMilliseconds, batch.full)
  const { undo } = work
  if (undo !== null && account.undoIsDue(batch.gone))
    account.undoTried(
      batch.gone,
      await persist(along, () => undo(file, (within) => notAsRead(take, within, batch))),
    )
  return { high, deleted: rowsOf(batch.gone), milliseconds: milliseconds + locked }
}

const rowsOf = (gone: readonly Deleted[]): number => gone.reduce((sum, { rows }) => sum + rows, 0)

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

/**
 * Finds out whether the batch in doubt was committed, as a whole or not at all. Meanwhile others
 * may have deleted one of the witness rows, or inserted another with the same key, or the same row:
 * the majority decides.
 */
async function settle({ read: { along, rule }, account }: RuleWork): Promise<boolean> {
  const witnesses = account.doubt?.witnesses ?? []
  const { table } = rule
  const rows = await ask(along.database, along.dialect.rows.find(named(table, witnesses), null))
  const there = new Set(rows.map(rowAsRead))
  const same = witnesses.filter((one) => there.has(rowAsRead(one))).length
  const undone = same > 0 && same >= witnesses.length / 2
  if (undone) account.rolledBack()
  else account.committed()
  return !undone
}
