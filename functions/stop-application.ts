import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs'
import { ecs } from './aws/ecs.ts'
import { planSchema } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { smokeSettings } from './smoke/settings.ts'

/** Stops whatever runs in Drydock's own cluster: this run's application, and one that an aborted run left behind. */
export const handler = step(planSchema, async ({ run }) => {
  const { place: { cluster } } = smokeSettings(run)
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, desiredStatus: 'RUNNING' }))
  for (const task of taskArns) await ecs.send(new StopTaskCommand({ cluster, task, reason: `Drydock: the smoke test of ${run.runId} is over` }))
  return {}
})
