import { rowsEventSchema } from './contract/steps.ts'
import { reclaimRun } from './runtime/reclaim-run.ts'
import { step } from './runtime/step.ts'
import { timed } from './runtime/timed.ts'

/** Rebuilds purged tables, so that their disk comes back: on the clone to see what it takes, then where it was asked for. */
export const handler = step(rowsEventSchema, timed('reclaim', reclaimRun))
