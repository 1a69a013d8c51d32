import { growthRules } from './growth.ts'
import { registryRules } from './registry.ts'
import type { Rule } from './rule.ts'
import { sessionRules } from './sessions.ts'
import { tokenRules } from './tokens.ts'

/**
 * Every rule, by family; to add a table, add an entry to a family's file. The purge runs them in
 * this order, except that a rule that reads another's survivors runs after it.
 */
export const rules: readonly Rule[] = [
  ...tokenRules,
  ...sessionRules,
  ...registryRules,
  ...growthRules,
]
