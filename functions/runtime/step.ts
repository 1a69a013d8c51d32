import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { z } from 'zod'
import { isLate } from '../contract/bounds.ts'
import { NamedError } from '../contract/errors.ts'
import { DatabaseTrouble, givenUp } from '../engines/database.ts'
import { clock } from './clock.ts'
import { logger } from './logger.ts'
import { newWait } from './new-wait.ts'
import { outOfTime } from './out-of-time.ts'
import type { Surroundings } from './surroundings.ts'
import { nameError, placesOf } from './unexpected.ts'

const isNewWait = newWait()
const named = z
  .object({ run: z.object({ runId: z.string() }) })
  .or(z.object({ runId: z.string() }))
  .or(z.object({ execution: z.object({ name: z.string() }) }))

const sourceName = z.string().or(z.object({ name: z.string() }).transform(({ name }) => name))

/** The part of an event that states when the run ends. */
const bounded = z.object({ run: z.object({ endsBy: z.string() }) })

/**
 * A call that runs out of time ends in Lambda's Sandbox.Timedout, which the state machine knows,
 * not in middy's error.
 */
const untimed = { timeoutEarlyInMillis: 0 }

/**
 * A Lambda function's handler around one step's work.
 * @throws NamedError InvalidInput if the event does not have the step's form, Unexpected for errors
 * without a name that the state machine knows, and whatever else the work throws
 */
export function step<Event, Result>(
  schema: z.ZodType<Event>,
  work: (event: Event, surroundings: Surroundings) => Promise<Result>,
) {
  return middy(async (event: unknown, context: Context): Promise<Result> => {
    const parsed = schema.safeParse(event)
    if (!parsed.success)
      throw new NamedError(
        'InvalidInput',
        `The step was called with an invalid event: ${z.prettifyError(parsed.error)}. Start ` +
          'executions of the state machine, not its functions.',
      )
    const whole = context.getRemainingTimeInMillis()
    const spent = () => context.getRemainingTimeInMillis() < Math.min(60_000, whole * 0.3)
    const ending = AbortSignal.timeout(
      Math.max(0, Math.floor(whole - Math.min(15_000, whole * 0.1))),
    )
    const began = clock.now()
    const surroundings = { clock, logger: logger.child({ runId: runIdOf(event) }), spent, ending }
    const result = await work(parsed.data, surroundings).catch((error: unknown) => {
      // Database errors outside a walk: a walk retries by itself, these are retried by the state
      // machine.
      if (error instanceof DatabaseTrouble) throw givenUp(error, 1)
      const { data: late } = bounded.safeParse(event)
      if (
        error instanceof NamedError &&
        error.name === 'NotReady' &&
        late &&
        isLate(late.run, Date.now())
      )
        throw outOfTime(late.run, `it stops waiting: ${error.message}`)
      const named = nameError(error)
      if (named !== error)
        logger.error({ runId: runIdOf(event), at: placesOf(error) }, 'something unexpected')
      throw named
    })
    logger.info(
      {
        runId: runIdOf(event),
        function: context.functionName,
        ...placeOf(event),
        milliseconds: Math.round(clock.now() - began),
        ...doneOf(result),
      },
      'The call has ended.',
    )
    return result
  }, untimed).onError(({ error, event }) => {
    const { name, message } =
      error instanceof Error ? error : { name: 'Error', message: String(error) }
    // Waiting is not an error: the step is called again.
    if (name === 'NotReady' && !isNewWait(`${runIdOf(event)} ${message}`, clock.now())) return
    if (name === 'NotReady') logger.info({ runId: runIdOf(event) }, message)
    else logger.error({ runId: runIdOf(event), error: name }, message)
  })
}

/** Which server a call worked on, of a step that works on one. */
function placeOf(event: unknown): { target?: string; source?: string } {
  const target = z.object({ target: z.string() }).safeParse(event).data?.target
  const { source } = z.object({ source: sourceName }).safeParse(event).data ?? {}
  return { ...(target && { target }), ...(source && { source }) }
}

/** Whether a step that works for several calls has finished. */
function doneOf(result: unknown): { done?: boolean } {
  return z.object({ done: z.boolean() }).safeParse(result).data ?? {}
}

function runIdOf(event: unknown): string | null {
  const { data } = named.safeParse(event)
  if (data === undefined) return null
  return 'run' in data ? data.run.runId : 'runId' in data ? data.runId : data.execution.name
}
