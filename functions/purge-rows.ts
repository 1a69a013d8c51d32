import { rowsEventSchema } from './contract/steps.ts'
import { keptProgress } from './runtime/kept-progress.ts'
import { purgeRun } from './runtime/purge-run.ts'
import { step } from './runtime/step.ts'
import { timed } from './runtime/timed.ts'

/** Deletes the dead rows of a clone or of production, with the same statements. */
export const handler = step(
  rowsEventSchema,
  timed('purge', (event, surroundings) =>
    keptProgress(event, 'purge', (progress) => purgeRun({ ...event, progress }, surroundings)),
  ),
)
