import type { RulesSettings } from '../../functions/contract/environment.ts'
import type { PlannedRule } from '../../functions/contract/steps.ts'
import { planRules } from '../../functions/rules/plan-rules.ts'
import { rules } from '../../functions/rules/rules.ts'

/** The rules as a run plans them whose start, less its safe period, is the instant. */
export const planned = (cutoff: Date, settings: RulesSettings = {}): PlannedRule[] =>
  planRules(rules, cutoff.getTime(), { rules: {}, safePeriod: '0m' }, settings)
