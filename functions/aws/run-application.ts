import { RunTaskCommand } from '@aws-sdk/client-ecs'
import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import { containerName, type ApplicationPlace } from '../contract/smoke.ts'
import { ecs } from './ecs.ts'

/**
 * Starts the application once per run: a second call for the same run finds the first one's task.
 * @throws NamedError SmokeTestFailed
 */
export async function runApplication(
  { cluster, taskDefinition, subnets, securityGroup }: ApplicationPlace,
  runId: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const { failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster,
      taskDefinition,
      launchType: 'FARGATE',
      startedBy: runId,
      clientToken: createHash('sha256').update(runId).digest('hex'),
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [...subnets],
          securityGroups: [securityGroup],
          assignPublicIp: 'DISABLED',
        },
      },
      overrides: {
        containerOverrides: [
          {
            name: containerName,
            environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
          },
        ],
      },
    }),
  )
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(', '))
  if (reasons.length > 0)
    throw new NamedError(
      'SmokeTestFailed',
      `The application was not started: ${reasons.join('; ')}. ` +
        'Expected Fargate to accept it. Fix the cause (capacity, quota, subnets) and start ' +
        'again.',
    )
}
