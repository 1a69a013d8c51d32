import type { Mode } from '../../functions/contract/environment.ts'
import type { States } from '../../infra/workflow-definition.ts'

/** A part of a run's way: one state, or those that each source goes through. */
export interface Stage {
  readonly name: string
  readonly states: readonly string[]
}

/**
 * The Task states of a run that succeeds, in order, from the definition that is deployed: the same
 * one that docs/pictures.md draws with all its arrows.
 */
export function wayOf({ StartAt, States }: States, mode: Mode): readonly Stage[] {
  const found: Stage[] = []
  const seen = new Set<string>()
  for (let at: string | undefined = StartAt; at !== undefined && !seen.has(at); ) {
    seen.add(at)
    const state: State | undefined = States[at]
    if (state?.ItemProcessor !== undefined)
      found.push({
        name: at,
        states: wayOf(state.ItemProcessor, mode).flatMap(({ states }) => states),
      })
    else if (state?.Type === 'Task') found.push({ name: at, states: [at] })
    at = state?.Type === 'Choice' ? chosen(state, mode, States, seen) : state?.Next
  }
  return found
}

type State = States['States'][string]

/** By the mode; of a step's loop, what comes once the step is done. */
function chosen(
  { Choices = [], Default }: State,
  mode: Mode,
  states: States['States'],
  seen: ReadonlySet<string>,
): string | undefined {
  const byMode = Choices.filter((one) => 'Variable' in one && one.Variable === '$.plan.run.mode')
  if (byMode.length > 0)
    return byMode.find((one) => 'StringEquals' in one && one.StringEquals === mode)?.Next ?? Default
  return Choices.map(({ Next }) => Next).find((next) => !seen.has(states[next]?.Next ?? ''))
}
