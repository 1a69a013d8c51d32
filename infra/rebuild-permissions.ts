import type { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { namePrefix } from '../functions/contract/names.ts'
import type { EnvironmentFile } from './environment-file.ts'
import type { RebuildTask } from './rebuild-task.ts'

/** Permissions around the task of long rebuilds; none if the environment has no such task. */
export function rebuildStatements(
  scope: Stack,
  { name }: Pick<EnvironmentFile, 'name'>,
  rebuild: Pick<RebuildTask, 'place' | 'roles'> | undefined,
) {
  if (rebuild === undefined)
    return { startRebuild: [], lookAtRebuild: [], listRebuilds: [], stopRebuild: [] }
  const { place, roles } = rebuild
  const inCluster = { ArnEquals: { 'ecs:cluster': place.cluster } }
  const tasks = scope.formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${namePrefix}-${name}-rebuild/*`,
  })
  return {
    startRebuild: [
      new PolicyStatement({
        actions: ['ecs:RunTask'],
        resources: [place.taskDefinition],
        conditions: inCluster,
      }),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [...roles],
        conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    ],
    lookAtRebuild: [new PolicyStatement({ actions: ['ecs:DescribeTasks'], resources: [tasks] })],
    listRebuilds: [
      new PolicyStatement({ actions: ['ecs:ListTasks'], resources: ['*'], conditions: inCluster }),
    ],
    stopRebuild: [new PolicyStatement({ actions: ['ecs:StopTask'], resources: [tasks] })],
  }
}
