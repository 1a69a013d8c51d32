import { shownCount } from '../contract/quantity.ts'
import { DatabaseTrouble, givenUp } from '../engines/database.ts'
import { persist, type Walk } from '../walk/walk.ts'
import { wholeGroups } from './left-rows.ts'
import type { Attempt, Gone, RuleWork } from './rule-work.ts'
import type { Going } from './read-ahead.ts'
import { Conflict } from './taking.ts'
import { tryBatch } from './try-batch.ts'

/**
 * One range, or its start: attempts a batch until it has gone, leaving rows that others hold.
 * Before each further attempt it asks whether it may continue, since a batch that was rolled back
 * is not in flight. Null where it may not.
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
      const settled = work.account.doubt === undefined || work.kept !== null
      if (asked++ > 0 && settled && (await stopped())) return null
      return tryBatch(work, { permit, without, stopped } satisfies Attempt)
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
        `more than ${shownCount(mostStaying)} rows of ${take.rule.table.name} belong to groups ` +
          'with locked rows',
      ),
      1,
    )
}
