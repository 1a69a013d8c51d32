import { deleteClone } from './aws/delete-clone.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Deletes the run's clone and waits until it no longer exists. */
export const handler = step(
  sourceEventSchema,
  timed('delete-clone', async ({ run, source }) => {
    await deleteClone(run, source)
    return {}
  }),
)
