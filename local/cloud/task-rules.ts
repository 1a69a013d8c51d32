import type { Asked, Definition } from './containers.ts'
import { CloudError } from './request.ts'

/**
 * Parameters that ECS and CloudWatch Logs reject (local/cloud/beliefs/ecs.ts).
 * @throws CloudError
 */
export function checkTasks(action: string, asked: Asked, definition: Definition | undefined): void {
  const refuse = (message: string) => {
    throw new CloudError('InvalidParameterException', message)
  }
  const { startedBy, clientToken, desiredStatus, overrides, tasks = [], limit = 1 } = asked
  if (action === 'RunTask' && startedBy !== undefined && !/^[\w/-]{1,128}$/.test(startedBy))
    refuse('startedBy: expected up to 128 letters, numbers, hyphens, slashes and underscores.')
  if (action === 'RunTask' && clientToken !== undefined && !/^[!-~]{1,64}$/.test(clientToken))
    refuse('clientToken: expected up to 64 characters of 33 to 126.')
  if (action === 'RunTask' && JSON.stringify(overrides ?? {}).length > 8192)
    refuse('Container Overrides length must be at most 8192')
  for (const { name } of overrides?.containerOverrides ?? [])
    if (action === 'RunTask' && definition !== undefined && name !== definition.container)
      refuse(`Override for container named ${name} is not a container in the TaskDefinition.`)
  if (action === 'ListTasks' && startedBy !== undefined && desiredStatus !== undefined)
    refuse('startedBy must be the only filter.')
  if (action === 'DescribeTasks' && (tasks.length === 0 || tasks.length > 100))
    refuse('tasks: expected 1 to 100.')
  if (action === 'GetLogEvents' && !(limit >= 1 && limit <= 10_000))
    refuse('limit: expected 1 to 10000.')
}
