import { evidence } from '../aws/evidence.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { stepTimeSchema, timedSteps } from '../contract/times.ts'
import type { Surroundings } from './step.ts'

type TimedEvent = { readonly run: Run } & (
  | { readonly source: SourcePlan; readonly target?: Target }
  | { readonly sources: readonly SourcePlan[] }
)

/**
 * Keeps a step's time as evidence, over all its calls. A step does not fail of its time not being kept: the report then
 * has none.
 */
export function timed<Event extends TimedEvent, Result extends object>(
  step: string,
  work: (event: Event, surroundings: Surroundings) => Promise<Result>,
) {
  return async (event: Event, surroundings: Surroundings): Promise<Result> => {
    const began = new Date().toISOString()
    const name = timedSteps.find(
      (one) =>
        one ===
        (!('target' in event) || event.target === undefined ? step : `${step}-${event.target}`),
    )
    const source = 'source' in event ? event.source.name : event.sources[0]?.name
    const keep = async (done: boolean, error: string | null) => {
      if (name === undefined || source === undefined) return
      try {
        const kept = evidence(event.run)
        const before = stepTimeSchema.safeParse(await kept.get(source, `time-${name}`)).data
        await kept.put(source, `time-${name}`, {
          startedAt: before?.startedAt ?? began,
          endedAt: new Date().toISOString(),
          calls: (before?.calls ?? 0) + 1,
          done,
          error,
        })
      } catch (trouble) {
        surroundings.logger.warn(
          { trouble: trouble instanceof Error ? trouble.name : String(trouble) },
          'the time of the step is not kept',
        )
      }
    }
    try {
      const result = await work(event, surroundings)
      await keep(!('done' in result) || result.done === true, null)
      return result
    } catch (error) {
      const named = error instanceof Error ? error.name : 'Error'
      await keep(false, named === 'NotReady' ? null : named)
      throw error
    }
  }
}
