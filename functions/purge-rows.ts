import { rowsEventSchema } from './contract/steps.ts'
import { purgeRun } from './runtime/purge-run.ts'
import { step } from './runtime/step.ts'
import { timed } from './runtime/timed.ts'

/** Deletes the dead rows of a clone or of production: the same statements, another target. */
export const handler = step(rowsEventSchema, timed('purge', purgeRun))
