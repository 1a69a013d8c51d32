import assert from 'node:assert/strict'
import { rules } from '../../functions/rules/rules.ts'
import type { Condition, Rule } from '../../functions/rules/rule.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { dialects } from '../engines/dialects.ts'

const ruleOf = (name: string): Rule => rules.find((rule) => rule.name === name) ?? assert.fail(name)

/** Every part of a condition, changed where the function says so. */
function changed(
  condition: Condition,
  change: (one: Condition) => Condition | undefined,
): Condition {
  const other = change(condition)
  if (other !== undefined) return other
  if (condition.is === 'every' || condition.is === 'some')
    return { ...condition, of: condition.of.map((part) => changed(part, change)) }
  if (condition.is === 'not') return { ...condition, of: changed(condition.of, change) }
  if (condition.is === 'row' && condition.where !== undefined)
    return { ...condition, where: changed(condition.where, change) }
  return condition
}
export const dead = (
  name: string,
  change: (one: Condition) => Condition | undefined,
): readonly [string, Partial<Rule>] => [name, { dead: changed(ruleOf(name).dead, change) }]

/**
 * Breaks rules in the very objects that the handlers use, while the work goes on, and the dialect
 * when the work says so: ProveEngine would see it first.
 */
export async function whileBroken<T>(
  {
    rules: broken = [],
    dialect = () => ({}),
  }: {
    readonly rules?: readonly (readonly [string, Partial<Rule>])[]
    readonly dialect?: (whole: Dialect) => Partial<Dialect>
  },
  work: (breakDialect: () => void) => Promise<T>,
): Promise<T> {
  const mariadb = dialects.mariadb ?? assert.fail()
  const whole = broken.map(([name]) => ({ rule: ruleOf(name), was: { ...ruleOf(name) } }))
  const wasDialect = { ...mariadb }
  try {
    for (const [name, change] of broken) Object.assign(ruleOf(name), change)
    return await work(() => void Object.assign(mariadb, dialect(wasDialect)))
  } finally {
    for (const { rule, was } of whole) Object.assign(rule, was)
    Object.assign(mariadb, wasDialect)
  }
}

/**
 * Takes ProveEngine out of the workflow, for rules that it would refuse before the clone's checks
 * are asked.
 */
export function withoutProof(part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  for (const inner of Object.values(part)) withoutProof(inner)
  if (!('States' in part)) return
  const states = part.States as Record<string, { Next?: string }>
  const after = states.ProveEngine?.Next
  if (after === undefined) return
  for (const state of Object.values(states)) if (state.Next === 'ProveEngine') state.Next = after
  delete states.ProveEngine
}
