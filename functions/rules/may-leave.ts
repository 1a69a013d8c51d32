import { looksAt } from '../engines/expression.ts'
import type { BoundRule, BoundRules } from './bind.ts'

/**
 * Whether a dead row may stay behind for a while because somebody holds it. Not where rows are judged by it as gone: a
 * logout that went before the session it ends would bring that back, and a link that lost its resource's expiry would never
 * go. There the batch waits, and the run ends where it waits in vain.
 */
export function mayLeave({ rules }: BoundRules, { rule, table, dead }: BoundRule): boolean {
  if (rule.mayStay === true) return true
  return !looksAt(dead, table.name) && !rules.some((other) => looksAt(other.dead, table.name))
}
