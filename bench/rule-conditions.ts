import { durationMilliseconds, runEnvironmentSchema } from '../functions/contract/environment.ts'
import type { Expression } from '../functions/engines/expression.ts'
import { resolve, type Surroundings } from '../functions/rules/resolve.ts'
import { rules } from '../functions/rules/rules.ts'

/** That of an environment which says nothing of it. */
export const safePeriod = runEnvironmentSchema.shape.safePeriod.parse(undefined)

/**
 * Drydock's own conditions for tokens and codes, which the other contenders are given too: all do
 * the same work.
 * @param start of the run, in epoch ms.
 */
export function ruleConditions(
  start: number,
): readonly { readonly table: string; readonly dead: Expression }[] {
  const cutoff = new Date(start - durationMilliseconds(safePeriod))
  const rule = (name: string) => {
    const found = rules.find((candidate) => candidate.name === name)
    if (found === undefined) throw new Error(`there is no rule ${name}`)
    return found
  }
  const around: Surroundings = {
    cutoff,
    wall: cutoff,
    zeroPeriods: 'never lapse',
    table: (name) => name,
    ruled: (name) => ({ table: rule(name).table, dead: resolve(rule(name).dead, around) }),
  }
  return ['tokens', 'codes'].map((name) => {
    const { table, dead } = rule(name)
    return { table, dead: resolve(dead, around) }
  })
}
