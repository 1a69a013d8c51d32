import { evidence } from '../aws/evidence.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { stepTimeSchema, timedSteps, type PaceNote, type TimedWork } from '../contract/times.ts'
import { addPaceNote } from '../throttle/pace-notes.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { tellNote } from './watch-ranges.ts'

type TimedEvent = { readonly run: Run } & (
  | { readonly source: SourcePlan; readonly target?: Target; readonly again?: boolean | undefined }
  | { readonly sources: readonly SourcePlan[] }
)

export interface TimedSurroundings extends Surroundings {
  /** Notes what a step waited for or retried, for the report. */
  readonly note: (
    what: PaceNote['what'],
    at: number,
    seconds: number,
    ...reasons: readonly string[]
  ) => void
}

/**
 * Keeps a step's time as evidence, over all its calls. A step does not fail if its time cannot be
 * stored: the report then lacks it.
 */
export function timed<Event extends TimedEvent, Result extends object>(
  step: TimedWork,
  work: (event: Event, surroundings: TimedSurroundings) => Promise<Result>,
) {
  return async (event: Event, surroundings: Surroundings): Promise<Result> => {
    const began = new Date().toISOString()
    const name = timedSteps.find(
      (one) =>
        one ===
        (!('target' in event) || event.target === undefined
          ? step
          : `${'again' in event && event.again === true ? 'recount' : step}-${event.target}`),
    )
    let notes: readonly PaceNote[] = []
    const note: TimedSurroundings['note'] = (what, at, seconds, ...reasons) => {
      const one = { at: new Date(at).toISOString(), what, seconds, reasons }
      notes = addPaceNote(notes, one)
      tellNote(one)
    }
    const source = 'source' in event ? event.source.name : event.sources[0]?.name
    const keep = async (done: boolean, error: string | null) => {
      if (name === undefined || source === undefined) return
      try {
        const kept = evidence(event.run)
        const before = stepTimeSchema.safeParse(await kept.get(source, `time-${name}`)).data
        let all = before?.notes ?? []
        // The state machine retried a failed call: nothing worked between the two.
        if (before?.error != null) {
          const one: PaceNote = {
            at: before.endedAt,
            what: 'retry',
            seconds: Math.max(0, Date.parse(began) - Date.parse(before.endedAt)) / 1000,
            reasons: [`${before.error}: the step was called again`],
          }
          all = addPaceNote(all, one)
          tellNote(one)
        }
        for (const one of notes) all = addPaceNote(all, one)
        await kept.put(source, `time-${name}`, {
          startedAt: before?.startedAt ?? began,
          endedAt: new Date().toISOString(),
          calls: (before?.calls ?? 0) + 1,
          done,
          error,
          ...(all.length > 0 && { notes: all }),
        })
      } catch (trouble) {
        surroundings.logger.warn(
          { trouble: trouble instanceof Error ? trouble.name : String(trouble) },
          'the time of the step could not be stored',
        )
      }
    }
    try {
      const result = await work(event, { ...surroundings, note })
      await keep(!('done' in result) || result.done === true, null)
      return result
    } catch (error) {
      const named = error instanceof Error ? error.name : 'Error'
      await keep(false, named === 'NotReady' ? null : named)
      throw error
    }
  }
}
