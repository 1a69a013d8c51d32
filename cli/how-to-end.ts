/**
 * How a run is ended where it is: by the switch, which lets it finish a batch and report; by the
 * answer that it waits for; by stopping the execution, where nothing of production was touched yet;
 * or not at all, where it is about to end and would leave its clone if it were stopped.
 */
export type HowToEnd = 'switch' | 'answer' | 'stop' | 'leave'

/** The states that read the switch before each range or batch of production. */
const onProduction: readonly string[] = [
  'CountRows',
  'MeasureProduction',
  'RecountProduction',
  'PurgeProduction',
  'VerifyProduction',
  'ReclaimProduction',
]
/** Those that only read: nothing of production has gone, and the run would go on to an approval. */
const onlyReading: readonly string[] = ['CountRows', 'MeasureProduction']

export const readsSwitch = (state: string | null): boolean =>
  state !== null && onProduction.includes(state)

/** Whether rows of production may have gone by then. */
export const mayHaveDeleted = (state: string | null): boolean =>
  state !== null && readsSwitch(state) && !onlyReading.includes(state)

/** Whether a run that was stopped there leaves neither a snapshot nor a clone. */
export const hasMadeNothing = (state: string | null): boolean =>
  state === null || ['PlanRun', 'Preflight', 'CountRows'].includes(state)

/** @param state the Task state that the run entered last; null before the first. */
export function howToEnd(state: string | null): HowToEnd {
  if (mayHaveDeleted(state)) return 'switch'
  if (state === 'AskApproval') return 'answer'
  const isEnding =
    state !== null &&
    /^(?:GatherArchive|ExpireSnapshots|Report|\w+Failure|DeleteCloneAfterRehearsal)$/.test(state)
  return isEnding ? 'leave' : 'stop'
}
