import type { State, States } from '../../infra/workflow-definition.ts'

/** Every state of the machine by name, those inside of Maps too. */
export function allStates({ States }: States): Record<string, State> {
  return Object.assign(
    {},
    States,
    ...Object.values(States).map((state) =>
      state.ItemProcessor ? allStates(state.ItemProcessor) : {},
    ),
  )
}

/** Where a state may go when it succeeds. */
export function successors(state: State): string[] {
  return [state.Next, state.Default, ...(state.Choices ?? []).map(({ Next }) => Next)].filter(
    (next) => next !== undefined,
  )
}

/** Where a state may go when it fails. */
export function catchers(state: State): string[] {
  return (state.Catch ?? []).map(({ Next }) => Next)
}

/**
 * All states that can be reached from one, over success and failure, without passing through those
 * of `without`.
 */
export function reachable(
  machine: States,
  from: string,
  without: readonly string[] = [],
): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name) || without.includes(name)) return
    found.add(name)
    const state = machine.States[name]
    if (state === undefined) throw new Error(`no state ${name}`)
    for (const next of [...successors(state), ...catchers(state)]) visit(next)
  }
  visit(from)
  return found
}
