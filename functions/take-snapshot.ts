import { takeSnapshot } from './aws/take-snapshot.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './runtime/timed.ts'

/** Takes production's snapshot, or waits for the one this run has begun. */
export const handler = step(
  sourceEventSchema,
  timed('take-snapshot', async ({ run, source }) => {
    await takeSnapshot(run, source)
    return {}
  }),
)
