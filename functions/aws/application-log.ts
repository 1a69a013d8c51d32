import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs'
import { containerName, type ApplicationPlace } from '../contract/smoke.ts'
import { awsClient } from './aws-client.ts'

const client = awsClient(CloudWatchLogsClient)

/** The last lines that the application wrote; none where it wrote none. */
export async function applicationLog(
  { logGroup }: ApplicationPlace,
  task: string,
  lines: number,
): Promise<string[]> {
  try {
    const logStreamName = `${containerName}/${containerName}/${task.split('/').at(-1) ?? ''}`
    const { events = [] } = await client.send(
      new GetLogEventsCommand({
        logGroupName: logGroup,
        logStreamName,
        limit: lines,
        startFromHead: false,
      }),
    )
    return events.map(({ message }) => message ?? '')
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return []
    throw error
  }
}
