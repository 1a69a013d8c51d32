import { takeSnapshot } from './aws/take-snapshot.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Takes production's snapshot, or waits for the one that this run has started. */
export const handler = step(
  sourceEventSchema,
  timed('take-snapshot', async ({ run, source }) => {
    await takeSnapshot(run, source)
    return {}
  }),
)
