import { ask } from '../engines/database.ts'
import { named, rowAsRead } from './named.ts'
import { rowsOf, type Gone, type RuleWork } from './rule-work.ts'

/** What the batch in doubt deleted; null without one, and if it was rolled back. */
export async function settleDoubt(work: RuleWork): Promise<Gone | null> {
  const { account } = work
  const doubted = rowsOf(account.doubt?.gone ?? [])
  if (account.doubt !== undefined && (await settle(work)))
    return { high: account.low, deleted: doubted, milliseconds: 0 }
  return null
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
