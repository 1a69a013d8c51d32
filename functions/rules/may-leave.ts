import { looksAt } from '../engines/expression.ts'
import type { BoundRule, BoundRules } from './bound.ts'

/**
 * Whether a locked dead row may be left behind for a while. Not if other rows depend on its
 * deletion, unless the rule states that this does no harm: the batch then waits, and the run ends
 * if the lock remains.
 */
export function mayLeave({ rules }: BoundRules, { rule, table, dead }: BoundRule): boolean {
  if (rule.together !== undefined) return table.unique && table.key.every(isPlain)
  if (rule.mayStay === true) return true
  return !looksAt(dead, table.name) && !rules.some((other) => looksAt(other.dead, table.name))
}

/** Whether a key's value is returned identically in every query. */
const isPlain = ({ kind, collation }: BoundRule['table']['key'][number]): boolean =>
  kind === 'integer' || kind === 'unsigned' || (kind === 'text' && collation === undefined)
