import { z } from 'zod'
import { NamedError } from './contract/errors.ts'
import { sweepEventSchema, sweepInputSchema } from './contract/sweep.ts'
import { step } from './runtime/step.ts'
import { sweepRun } from './jobs/sweep-run.ts'

/**
 * Deletes what ended runs left behind because they could not clean up themselves, and says which of
 * their archives are to be gathered.
 */
export const handler = step(sweepEventSchema, async (event, surroundings) => {
  const typed = sweepInputSchema.safeParse(event.input ?? {})
  if (!typed.success)
    throw new NamedError(
      'InvalidInput',
      `The sweep accepts {} or {"dryRun": true}: ${z.prettifyError(typed.error)}. Start it ` +
        'again with one of them.',
    )
  return sweepRun(event, typed.data, surroundings)
})
