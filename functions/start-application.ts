import { RunTaskCommand } from '@aws-sdk/client-ecs'
import { createHash } from 'node:crypto'
import { cloneCredentials } from './aws/clone-credentials.ts'
import { ecs } from './aws/ecs.ts'
import { findApplication } from './aws/find-application.ts'
import { writeSecret } from './aws/write-secret.ts'
import { NamedError } from './contract/errors.ts'
import { containerName } from './contract/smoke.ts'
import { planSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { smokeSettings } from './smoke/settings.ts'

/** Starts the application on the clones, or finds that this run has started it. */
export const handler = step(planSchema, async ({ run, sources }) => {
  const { test, place } = smokeSettings(run)
  if (await findApplication(place, run.runId) !== null) return {}
  const { secret, environment } = await cloneCredentials(run, sources)
  await writeSecret(place.credentials, secret)
  const variables = Object.entries({ ...test.environment, ...environment }).map(([name, value]) => ({ name, value }))
  const { failures = [] } = await ecs.send(new RunTaskCommand({
    cluster: place.cluster, taskDefinition: place.taskDefinition, launchType: 'FARGATE', startedBy: run.runId, clientToken: createHash('sha256').update(run.runId).digest('hex'),
    networkConfiguration: { awsvpcConfiguration: { subnets: place.subnets, securityGroups: [place.securityGroup], assignPublicIp: 'DISABLED' } },
    overrides: { containerOverrides: [{ name: containerName, environment: variables }] },
  }))
  if (failures.length > 0) throw new NamedError('SmokeTestFailed', `The application was not started: ${failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(', ')).join('; ')}. Expected Fargate to take it. Mend that (capacity, quota, subnets) and start again.`)
  return {}
})
