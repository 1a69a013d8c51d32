import { rowsEventSchema } from './contract/steps.ts'
import { reclaimRun } from './jobs/reclaim-run.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/**
 * Rebuilds purged tables to reclaim disk space: on the clone to measure it, then on production if
 * enabled.
 */
export const handler = step(rowsEventSchema, timed('reclaim', reclaimRun))
