import type { z } from 'zod'
import { clock } from './clock.ts'
import { logger } from './logger.ts'
import type { Surroundings } from './surroundings.ts'
import { nameError, placesOf } from './unexpected.ts'

/** ms after SIGTERM in which the work must end: ECS kills the container 30 s after it. */
const grace = 22_000

/**
 * A container's program around its work, which ends as soon as `spent` says so.
 * @returns the exit code.
 */
export function task<Event extends { readonly runId: string }>(
  schema: z.ZodType<Event>,
  work: (event: Event, surroundings: Surroundings) => Promise<void>,
) {
  return async (text: string): Promise<number> => {
    const ending = new AbortController()
    let spent = false
    process.once('SIGTERM', () => {
      spent = true
      setTimeout(() => ending.abort(), grace).unref()
    })
    try {
      const event = schema.parse(JSON.parse(text))
      const own = logger.child({ runId: event.runId })
      own.info('The task has begun.')
      await work(event, { clock, logger: own, spent: () => spent, ending: ending.signal })
      own.info('The task has ended.')
      return 0
    } catch (error) {
      const named = nameError(error)
      const { name, message } =
        named instanceof Error ? named : { name: 'Error', message: String(named) }
      logger.error({ error: name, at: placesOf(error) }, message)
      return 1
    }
  }
}
