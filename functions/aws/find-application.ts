import { DescribeTasksCommand, paginateListTasks, type Task } from '@aws-sdk/client-ecs'
import type { ApplicationPlace } from '../contract/smoke.ts'
import { ecs } from './ecs.ts'

/** What is known about the application that a run started. */
export interface RunningApplication {
  readonly task: string
  /** The ECS status: PROVISIONING, PENDING, RUNNING, STOPPED and those in between. */
  readonly status: string
  /** null until it has one. */
  readonly address: string | null
  /** ms since the epoch. */
  readonly created: number
  /** Why it stopped; '' while it has not. */
  readonly stopped: string
}

/** The run's application, running or stopped; null if none was started. */
export async function findApplication(
  { cluster }: ApplicationPlace,
  runId: string,
): Promise<RunningApplication | null> {
  // ECS allows startedBy as the only filter and then lists running tasks. Drydock's own cluster has
  // few stopped ones.
  for (const filter of [{ startedBy: runId }, { desiredStatus: 'STOPPED' }] as const)
    for await (const { taskArns = [] } of paginateListTasks(
      { client: ecs },
      { cluster, ...filter },
    )) {
      if (taskArns.length === 0) continue
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))
      const task = tasks.find(({ startedBy }) => startedBy === runId)
      if (task !== undefined) return described(task)
    }
  return null
}

function described({
  taskArn = '',
  lastStatus = '',
  createdAt,
  stoppedReason,
  containers = [],
  attachments = [],
}: Task): RunningApplication {
  const address =
    containers.flatMap(({ networkInterfaces = [] }) => networkInterfaces)[0]?.privateIpv4Address ??
    attachments
      .flatMap(({ details = [] }) => details)
      .find(({ name }) => name === 'privateIPv4Address')?.value
  const exit = containers.find(({ exitCode }) => exitCode !== undefined)?.exitCode
  const why = [
    stoppedReason ?? '',
    ...containers.flatMap(({ reason }) => reason ?? []),
    ...(exit === undefined ? [] : [`exit code ${exit}`]),
  ]
  return {
    task: taskArn,
    status: lastStatus,
    address: address ?? null,
    created: createdAt?.getTime() ?? Date.now(),
    stopped: lastStatus === 'STOPPED' ? why.filter(Boolean).join('; ') : '',
  }
}
