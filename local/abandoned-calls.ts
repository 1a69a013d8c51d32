import { setImmediate } from 'node:timers/promises'

/**
 * The interpreter starts the next item of a Map before it sees that one failed, and drops it then;
 * AWS starts none. So each call of a run waits until a failure, if there is one, has reached its
 * own states, whose names end in `Failure`.
 * @returns a function to await before a state's handler is called; it throws if the run has failed
 * and the call belongs to an abandoned item.
 */
export function refuseAbandoned(): (state: string) => Promise<void> {
  const isFailureState = (state: string) => state.endsWith('Failure')
  let failed = false
  return async (state) => {
    failed ||= isFailureState(state)
    await setImmediate()
    if (failed && !isFailureState(state)) throw new Error(`${state} was abandoned`)
  }
}
