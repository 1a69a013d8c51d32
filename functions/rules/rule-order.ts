import { looksInto } from './resolve.ts'
import type { Rule } from './rule.ts'

/**
 * The rules in execution order: each after those that it names and those whose survivors it reads.
 * @throws TypeError for a rule that depends on itself or on an unknown one
 */
export function orderRules(rules: readonly Rule[]): Rule[] {
  const ordered: Rule[] = []
  const place = (rule: Rule, waiting: readonly string[]): void => {
    if (ordered.includes(rule)) return
    if (waiting.includes(rule.name))
      throw new TypeError(`rules depend on each other: ${[...waiting, rule.name].join(' > ')}`)
    for (const name of waitsOn(rule)) {
      const other = rules.find((candidate) => candidate.name === name)
      if (other === undefined)
        throw new TypeError(`rule ${rule.name} depends on an unknown rule ${name}`)
      place(other, [...waiting, rule.name])
    }
    ordered.push(rule)
  }
  for (const rule of rules) place(rule, [])
  return ordered
}

/** Whether the rule depends on the rows that the other keeps. */
export const goesBy = (rule: Rule, other: string): boolean => waitsOn(rule).includes(other)

const waitsOn = (rule: Rule): readonly string[] => [
  ...(rule.after ?? []),
  ...looksInto(rule.dead).rules,
]
