import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs'
import { ecs } from './ecs.ts'

/** Stops all tasks in a cluster of Drydock's own, or only those of one run. */
export async function stopApplications(
  cluster: string,
  reason: string,
  startedBy?: string,
): Promise<void> {
  const { taskArns = [] } = await ecs.send(
    // Without a status ECS lists running tasks; startedBy must be the only filter.
    new ListTasksCommand({ cluster, ...(startedBy !== undefined && { startedBy }) }),
  )
  for (const task of taskArns) await ecs.send(new StopTaskCommand({ cluster, task, reason }))
}
