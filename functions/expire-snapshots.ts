import { expireSnapshots } from './aws/expire-snapshots.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'

/** Marks this run's snapshot as succeeded and deletes those past their retention. */
export const handler = step(sourceEventSchema, async ({ run, source }) => {
  await expireSnapshots(run, source)
  return {}
})
