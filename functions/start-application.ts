import { cloneCredentials } from './aws/clone-credentials.ts'
import { findApplication } from './aws/find-application.ts'
import { runApplication } from './aws/run-application.ts'
import { writeSecret } from './aws/write-secret.ts'
import { planSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { smokeSettings } from './smoke/settings.ts'

/** Starts the application on the clones, or finds the one that this run has started. */
export const handler = step(planSchema, async ({ run, sources }) => {
  const { test, place } = smokeSettings(run)
  if ((await findApplication(place, run.runId)) !== null) return {}
  const { secret, environment } = await cloneCredentials(run, sources)
  await writeSecret(place.credentials, secret)
  await runApplication(place, run.runId, { ...test.environment, ...environment })
  return {}
})
