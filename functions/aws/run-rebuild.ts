import { DescribeTasksCommand, RunTaskCommand } from '@aws-sdk/client-ecs'
import { createHash } from 'node:crypto'
import { rebuildContainer, type RebuildPlace, type RebuildTask } from '../contract/rebuilds.ts'
import { ecs } from './ecs.ts'

/** Starts the task of a source's long rebuilds, or finds it: the ARN, or why there is none. */
export async function runRebuild(
  { cluster, taskDefinition, subnets, securityGroups }: RebuildPlace,
  told: RebuildTask,
): Promise<{ readonly task: string } | { readonly failed: string }> {
  const { runId, source, target } = told
  const { tasks = [], failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster,
      taskDefinition,
      launchType: 'FARGATE',
      startedBy: runId,
      // A repeated call gets the same task.
      clientToken: createHash('sha256').update(`${runId}/${source}/${target}`).digest('hex'),
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [...subnets],
          securityGroups: [...securityGroups],
          assignPublicIp: 'DISABLED',
        },
      },
      overrides: {
        containerOverrides: [
          {
            name: rebuildContainer,
            environment: [{ name: 'DRYDOCK_EVENT', value: JSON.stringify(told) }],
          },
        ],
      },
    }),
  )
  const task = tasks[0]?.taskArn
  if (task !== undefined) return { task }
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(', '))
  return { failed: reasons.join('; ') || 'ECS answered neither a task nor a failure' }
}

/** Why the task has ended; null while it has not. */
export async function whyEnded(
  { cluster }: Pick<RebuildPlace, 'cluster'>,
  task: string,
): Promise<string | null> {
  const { tasks: [found] = [] } = await ecs.send(
    new DescribeTasksCommand({ cluster, tasks: [task] }),
  )
  if (found === undefined) return 'ECS does not know it any more'
  const { lastStatus, stoppedReason, containers = [] } = found
  if (lastStatus !== 'STOPPED') return null
  const codes = containers.flatMap(({ exitCode, reason }) => [
    ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
    ...(reason === undefined ? [] : [reason]),
  ])
  return [stoppedReason ?? 'stopped', ...codes].join('; ')
}
