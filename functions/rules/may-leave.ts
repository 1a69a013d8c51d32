import { looksAt } from '../engines/expression.ts'
import type { BoundRule, BoundRules } from './bind.ts'

/**
 * Whether a dead row may stay behind for a while because somebody holds it. Not where rows are judged by it as gone, unless
 * the rule says that no harm is done. There the batch waits, and the run ends where it waits in vain.
 */
export function mayLeave({ rules }: BoundRules, { rule, table, dead }: BoundRule): boolean {
  if (rule.together !== undefined) return table.unique && table.key.every(isPlain)
  if (rule.mayStay === true) return true
  return !looksAt(dead, table.name) && !rules.some((other) => looksAt(other.dead, table.name))
}

/** Whether a key's value reads the same wherever it is asked for. */
const isPlain = ({ kind, collation }: BoundRule['table']['key'][number]): boolean =>
  kind === 'integer' || kind === 'unsigned' || (kind === 'text' && collation === undefined)
