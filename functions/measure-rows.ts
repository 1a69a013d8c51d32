import { rowsEventSchema } from './contract/steps.ts'
import { keptProgress } from './jobs/kept-progress.ts'
import { measureRun } from './jobs/measure-run.ts'
import { timed } from './jobs/timed.ts'
import { step } from './runtime/step.ts'

/** Counts and hashes rows by class, and what the application finds, before anything is deleted. */
export const handler = step(
  rowsEventSchema,
  timed('measure', (event, surroundings) =>
    keptProgress(event, event.again ? 'recount' : 'measure', (progress) =>
      measureRun({ ...event, progress }, surroundings),
    ),
  ),
)
