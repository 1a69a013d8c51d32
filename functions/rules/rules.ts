import { growthRules } from './growth.ts'
import { registryRules } from './registry.ts'
import type { Rule } from './rule.ts'
import { sessionRules } from './sessions.ts'
import { tokenRules } from './tokens.ts'

/**
 * Every rule, by family; adding a table is adding an entry to a family's file. The purge goes through them in this order,
 * but a rule that looks at another's survivors goes after it.
 */
export const rules: readonly Rule[] = [
  ...tokenRules,
  ...sessionRules,
  ...registryRules,
  ...growthRules,
]
