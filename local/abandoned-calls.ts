import { setImmediate } from 'node:timers/promises'

/**
 * The interpreter begins the next item of a Map before it sees that one failed, and drops it then; AWS begins none. So
 * each call of a run waits until a failure, if there is one, has come to its own states, whose names end in `Failure`.
 * @returns to be awaited before a state's handler is called; it throws where the run has failed and the call is of what
 * was abandoned.
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
