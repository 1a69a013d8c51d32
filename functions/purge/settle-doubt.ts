import { ask } from '../engines/database.ts'
import { named, rowAsRead } from './named.ts'
import { rowsOf, type Gone, type RuleWork } from './rule-work.ts'

/**
 * What the batches in doubt deleted, of a call that was cut off or a commit without an answer; null
 * without one, and if they were rolled back. They go in order: after one that did not go, none did.
 */
export async function settleDoubt(work: RuleWork): Promise<Gone | null> {
  const { account } = work
  let deleted = 0
  for (let { doubt } = account; doubt !== undefined; { doubt } = account)
    if (await settle(work)) deleted += rowsOf(doubt.gone)
  return deleted === 0 ? null : { high: account.low, deleted, milliseconds: 0 }
}

/**
 * Finds out whether the first batch in doubt was committed, as a whole or not at all. Meanwhile
 * others may have deleted one of the witness rows, or inserted another with the same key, or the
 * same row: the majority decides.
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
