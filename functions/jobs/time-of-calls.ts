import type { PaceNote, StepTime } from '../contract/times.ts'
import { Notes } from './notes.ts'

export interface Call {
  readonly began: string
  readonly ended: string
  readonly done: boolean
  readonly error: string | null
  readonly notes: readonly PaceNote[]
}

/**
 * A step's time with one more call. A call that finds the work done already, as that of a deletion
 * in a run that fails later, makes it no longer.
 */
export function timeOfCalls(
  before: StepTime | undefined,
  { began, ended, done, error, notes }: Call,
): StepTime {
  const all = new Notes(before?.notes)
  // The state machine retried a failed call: nothing worked between the two.
  if (before?.error != null) {
    const [from, to] = [Date.parse(before.endedAt), Date.parse(began)]
    const reason = `${before.error}: the step was called again`
    all.note('retry', from, Math.max(0, to - from) / 1000, reason)
  }
  all.add(notes)
  return {
    startedAt: before?.startedAt ?? began,
    endedAt: before?.done === true && done ? before.endedAt : ended,
    calls: (before?.calls ?? 0) + 1,
    done,
    error,
    ...(all.all.length > 0 && { notes: all.all }),
  }
}
