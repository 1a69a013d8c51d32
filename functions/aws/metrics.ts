import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { awsClient } from './aws-client.ts'

// A subnet without a route to CloudWatch must not delay a run: a metric without a quick answer
// counts as unknown.
const client = awsClient(CloudWatchClient, { maxAttempts: 2, requestTimeout: 10_000 })
const minutes = 15

export interface InstanceMetric {
  readonly instance: string
  readonly name:
    | 'FreeStorageSpace'
    | 'ReplicaLag'
    | 'AuroraReplicaLag'
    | 'CPUUtilization'
    | 'DiskQueueDepth'
    | 'BurstBalance'
    | 'EBSIOBalance%'
    | 'EBSByteBalance%'
    | 'CPUCreditBalance'
}

/**
 * Each metric's newest value in the last 15 minutes, in order, or null; null for all if CloudWatch
 * does not answer.
 */
export async function readMetrics(
  metrics: readonly InstanceMetric[],
): Promise<(number | null)[] | null> {
  if (metrics.length === 0) return []
  const now = Date.now()
  const MetricDataQueries = metrics.map(({ instance, name }, at) => ({
    Id: `m${at}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/RDS',
        MetricName: name,
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: instance }],
      },
      Period: 60,
      Stat: 'Average',
    },
  }))
  const answer = await client
    .send(
      new GetMetricDataCommand({
        StartTime: new Date(now - minutes * 60_000),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries,
      }),
    )
    .catch(() => null)
  return (
    answer &&
    metrics.map(
      (_, at) => answer.MetricDataResults?.find(({ Id }) => Id === `m${at}`)?.Values?.[0] ?? null,
    )
  )
}

/** The same for callers to whom no answer and no value mean the same. */
export const newestValues = async (
  metrics: readonly InstanceMetric[],
): Promise<(number | null)[]> => (await readMetrics(metrics)) ?? metrics.map(() => null)
