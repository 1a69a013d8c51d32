import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch'
import { stackName } from '../../functions/contract/outputs.ts'

export interface RaisedAlarm {
  readonly name: string
  /** It ends in what to do. */
  readonly description: string
}

/** The alarms of an environment that are raised now. */
export async function raisedAlarms(environment: string): Promise<readonly RaisedAlarm[]> {
  const client = new CloudWatchClient({})
  const asked = { AlarmNamePrefix: `${stackName(environment)}-`, StateValue: 'ALARM' } as const
  const found: RaisedAlarm[] = []
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, asked))
    for (const { AlarmName: name = '', AlarmDescription: description = '' } of MetricAlarms)
      found.push({ name, description })
  return found
}
