import { consoleLinks, placeOf } from '../contract/console.ts'
import { stackName } from '../contract/outputs.ts'
import type { ReportEvent } from '../contract/steps.ts'
import type { Report } from './schema.ts'

/** The run's traces in the console of AWS; none where there is no console, as on a laptop. */
export function linksOf(
  { execution, environment, deployment }: ReportEvent,
  archived: boolean,
): Report['links'] {
  const { reportTopic, evidenceBucket: bucket } = deployment
  const place = placeOf(reportTopic)
  if (place === null) return []
  const { partition, region, account } = place
  const at = consoleLinks(region)
  const runs = stackName(environment.name)
  const execute = `arn:${partition}:states:${region}:${account}:execution:${runs}`
  return [
    { name: 'The execution in Step Functions', url: at.execution(`${execute}:${execution.name}`) },
    { name: 'Logs of the functions', url: at.logGroups(`/aws/lambda/${runs}-`) },
    { name: 'Evidence of each step', url: at.folder(bucket, `runs/${execution.name}/`) },
    ...(archived
      ? [
          {
            name: 'Archive of the deleted rows',
            url: at.folder(bucket, `archive/${execution.name}/`),
          },
        ]
      : []),
  ]
}
