import { restoreClone } from './aws/restore-clone.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Restores the clone from the run's snapshot, or waits for a restore that this run has started. */
export const handler = step(
  sourceEventSchema,
  timed('restore-clone', async ({ run, source }, { logger }) => {
    const progress = await restoreClone(run, source)
    if (progress !== '')
      logger.info(
        { clone: source.clone },
        `the clone answers while RDS still works on it${progress}`,
      )
    return {}
  }),
)
