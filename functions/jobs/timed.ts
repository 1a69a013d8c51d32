import { evidence } from '../aws/evidence.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { stepTimeSchema, timedSteps, type TimedStep, type TimedWork } from '../contract/times.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { Notes, type Note } from './notes.ts'
import { timeOfCalls, type Call } from './time-of-calls.ts'

type TimedEvent = { readonly run: Run } & (
  | { readonly source: SourcePlan; readonly target?: Target; readonly again?: boolean | undefined }
  | { readonly sources: readonly SourcePlan[] }
)

export interface TimedSurroundings extends Surroundings {
  readonly note: Note
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
    const [began, notes] = [new Date().toISOString(), new Notes()]
    const ended = (done: boolean, error: string | null) =>
      keepTime(nameOf(step, event), event, { began, done, error, notes: notes.all }).catch(
        (trouble: unknown) =>
          surroundings.logger.warn(
            { trouble: trouble instanceof Error ? trouble.name : String(trouble) },
            'the time of the step could not be stored',
          ),
      )
    try {
      const result = await work(event, { ...surroundings, note: notes.note })
      await ended(!('done' in result) || result.done === true, null)
      return result
    } catch (error) {
      const named = error instanceof Error ? error.name : 'Error'
      await ended(false, named === 'NotReady' ? null : named)
      throw error
    }
  }
}

/** Under which name the time of a call is kept, if at all. */
function nameOf(step: TimedWork, event: TimedEvent): TimedStep | undefined {
  if (!('target' in event) || event.target === undefined)
    return timedSteps.find((one) => one === step)
  const { target, again = false } = event
  return timedSteps.find((one) => one === `${again ? 'recount' : step}-${target}`)
}

async function keepTime(
  name: TimedStep | undefined,
  event: TimedEvent,
  call: Omit<Call, 'ended'>,
): Promise<void> {
  const source = 'source' in event ? event.source.name : event.sources[0]?.name
  if (name === undefined || source === undefined) return
  const kept = evidence(event.run)
  const before = stepTimeSchema.safeParse(await kept.get(source, `time-${name}`)).data
  const ended = new Date().toISOString()
  await kept.put(source, `time-${name}`, timeOfCalls(before, { ...call, ended }))
}
