import { reportEventSchema } from './contract/steps.ts'
import { reportRun } from './jobs/report-run.ts'
import { step } from './runtime/step.ts'

/** Writes report.json and report.html from the steps' evidence, and publishes the verdict. */
export const handler = step(reportEventSchema, reportRun)
