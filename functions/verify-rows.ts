import { rowsEventSchema } from './contract/steps.ts'
import { keptProgress } from './jobs/kept-progress.ts'
import { timed } from './jobs/timed.ts'
import { verifyRun } from './jobs/verify-run.ts'
import { step } from './runtime/step.ts'

/** Measures again and judges: any failed check ends the run. */
export const handler = step(
  rowsEventSchema,
  timed('verify', (event, surroundings) =>
    keptProgress(event, 'verify', (progress) => verifyRun({ ...event, progress }, surroundings)),
  ),
)
