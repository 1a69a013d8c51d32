import { stopApplications } from './aws/stop-applications.ts'
import { planSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { smokeSettings } from './smoke/settings.ts'

/**
 * Stops all tasks in Drydock's own cluster: this run's application, and one that an aborted run
 * left behind.
 */
export const handler = step(planSchema, async ({ run }) => {
  await stopApplications(
    smokeSettings(run).place.cluster,
    `Drydock: the smoke test of ${run.runId} is over`,
  )
  return {}
})
