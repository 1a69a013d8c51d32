import { rowsEventSchema } from './contract/steps.ts'
import { keptProgress } from './jobs/kept-progress.ts'
import { purgeRun } from './jobs/purge-run.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Deletes the dead rows of a clone or of production, with the same statements. */
export const handler = step(
  rowsEventSchema,
  timed('purge', (event, surroundings) =>
    keptProgress(event, 'purge', (progress) => purgeRun({ ...event, progress }, surroundings)),
  ),
)
