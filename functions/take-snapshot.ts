import { takeSnapshot } from './aws/take-snapshot.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'

/** Takes production's snapshot, or waits for the one this run has begun. */
export const handler = step(sourceEventSchema, async ({ run, source }) => {
  await takeSnapshot(run, source)
  return {}
})
