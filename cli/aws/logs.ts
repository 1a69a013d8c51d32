import { setTimeout } from 'node:timers/promises'
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { NamedError } from '../../functions/contract/errors.ts'

/** The most that one answer holds: GetQueryResults, "10,000 log events per request". */
const most = 10_000
/** ms between two looks at a query. */
const between = 1_000

/**
 * The lines of these log groups that have this run's ID, in order of time. One query over all
 * groups: a run has twenty, and a line of its own in each.
 * @param run of a form that needs no quoting.
 */
export async function linesOfRun(
  logGroupNames: string[],
  run: string,
  from: Date,
  to: Date,
): Promise<readonly string[]> {
  const client = new CloudWatchLogsClient({})
  const { queryId } = await client.send(
    new StartQueryCommand({
      logGroupNames,
      startTime: Math.floor(from.getTime() / 1000),
      endTime: Math.ceil(to.getTime() / 1000),
      queryString: `fields @message | filter runId = "${run}" | sort @timestamp asc`,
      limit: most,
    }),
  )
  for (;;) {
    const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }))
    if (status === 'Complete')
      return results.flatMap((fields) =>
        fields.flatMap(({ field, value }) => (field === '@message' ? [value ?? ''] : [])),
      )
    if (status !== 'Running' && status !== 'Scheduled')
      throw new NamedError(
        'AwsUnavailable',
        `The query of CloudWatch Logs ended as ${status}. Try again, or open the logs of the ` +
          'functions by the link in the outputs of the stack.',
      )
    await setTimeout(between)
  }
}
