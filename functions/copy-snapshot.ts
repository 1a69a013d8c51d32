import { copySnapshot } from './aws/copy-snapshot.ts'
import { sourceEventSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Copies the snapshot into the clones' own account, or waits for the copy. */
export const handler = step(
  sourceEventSchema,
  timed('copy-snapshot', async ({ run, source }) => {
    await copySnapshot(run, source)
    return {}
  }),
)
