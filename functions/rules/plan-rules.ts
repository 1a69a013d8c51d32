import {
  durationMilliseconds,
  type RulesSettings,
  type RunEnvironment,
} from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import { didYouMean, firstOf } from '../contract/nearest.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { Rule } from './rule.ts'

/**
 * The enabled rules, each with its cutoff: the run's start minus the safe period minus the rule's
 * retention. Settings of the execution override those of the environment, which override the rule's
 * own.
 * @param start of the run, in epoch ms.
 * @throws NamedError InvalidInput for an unknown rule, an unavailable reading, or a retention that
 * is too short
 */
export function planRules(
  rules: readonly Rule[],
  start: number,
  environment: Pick<RunEnvironment, 'rules' | 'safePeriod'>,
  execution: RulesSettings,
): PlannedRule[] {
  const names = rules.map((one) => one.name)
  const withTwo = rules.flatMap(({ name, upstream }) => (upstream === undefined ? [] : [name]))
  for (const [where, settings] of [
    ['execution', execution],
    ['environment', environment.rules],
  ] as const)
    for (const name of Object.keys(settings)) {
      const rule = rules.find((candidate) => candidate.name === name)
      if (rule === undefined)
        throw new NamedError(
          'InvalidInput',
          `The ${where} has settings for an unknown rule ` +
            `"${name}"${didYouMean(name, names) || '.'} Expected ${firstOf(names)}, which ` +
            'docs/rules.md lists. Correct the name and start again.',
        )
      if (settings[name]?.reading === 'upstream' && rule.upstream === undefined)
        throw new NamedError(
          'InvalidInput',
          `The ${where} sets the upstream reading of "${name}", which has only one reading; ` +
            `rules with two are ${withTwo.join(', ')}. Omit "reading" and start again.`,
        )
      const { retention } = settings[name] ?? {}
      if (
        retention !== undefined &&
        rule.leastRetention !== undefined &&
        durationMilliseconds(retention) < durationMilliseconds(rule.leastRetention)
      )
        throw new NamedError(
          'InvalidInput',
          `The ${where} gives "${name}" a retention of "${retention}"; expected ` +
            `"${rule.leastRetention}" or more: a session that is remembered that long may be in ` +
            'no store. Correct "retention" or omit it, and start again.',
        )
    }
  return rules.flatMap((rule) => {
    const {
      enabled,
      safePeriod,
      retention,
      reading,
      blastRows,
      blastShare = rule.fleeting && 1,
      reclaim,
    } = { ...environment.rules[rule.name], ...execution[rule.name] }
    if (!(enabled ?? rule.enabled ?? true)) return []
    const kept =
      durationMilliseconds(safePeriod ?? environment.safePeriod) +
      durationMilliseconds(retention ?? rule.retention ?? '0m')
    return [
      {
        rule: rule.name,
        cutoff: new Date(start - kept).toISOString(),
        reading: reading ?? 'safe',
        ...(blastRows !== undefined && { blastRows }),
        ...(blastShare !== undefined && { blastShare }),
        ...(reclaim === true && { reclaim }),
      },
    ]
  })
}
