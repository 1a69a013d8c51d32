import type { PlannedRule } from '../contract/steps.ts'
import { same, type Schema } from '../engines/schema.ts'
import type { Rule } from './rule.ts'

/**
 * Whether a database has tables of the catalogue, but none of a rule that is on: a run of a few
 * rules has nothing to do there. A database without any such table is another one than was meant.
 */
export function isOfOtherRules(
  rules: readonly Rule[],
  planned: readonly Pick<PlannedRule, 'rule'>[],
  { tables }: Pick<Schema, 'tables'>,
): boolean {
  const there = rules.filter(({ table }) => tables.some(({ name }) => same(name, table)))
  return there.length > 0 && !there.some(({ name }) => planned.some(({ rule }) => rule === name))
}
