import { sourceEventSchema } from './contract/steps.ts'
import { proveRun } from './jobs/prove-run.ts'
import { timed } from './jobs/timed.ts'
import { step } from './runtime/step.ts'

/**
 * Proves on the clone, on rows of Drydock's own, that the server does what the plan means. Its
 * event names no target: there is no way to say production.
 */
export const handler = step(sourceEventSchema, timed('prove-engine', proveRun))
