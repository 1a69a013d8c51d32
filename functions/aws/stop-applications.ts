import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs'
import { ecs } from './ecs.ts'

/** Stops whatever runs in Drydock's own cluster, or what one run started there. */
export async function stopApplications(
  cluster: string,
  reason: string,
  startedBy?: string,
): Promise<void> {
  const { taskArns = [] } = await ecs.send(
    // Lists what is to run where no status is asked for; startedBy is the only filter that ECS takes beside none.
    new ListTasksCommand({ cluster, ...(startedBy !== undefined && { startedBy }) }),
  )
  for (const task of taskArns) await ecs.send(new StopTaskCommand({ cluster, task, reason }))
}
