import { planEventSchema } from './contract/steps.ts'
import { planRun } from './jobs/plan-run.ts'
import { step } from './runtime/step.ts'

/** Decides all names, the cutoff and the statements' hash before anything is created. */
export const handler = step(planEventSchema, planRun)
