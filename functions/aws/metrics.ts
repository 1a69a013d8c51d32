import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { awsClient } from './aws-client.ts'

// A subnet without a way to CloudWatch must not hold a run up: what is not told soon is not known.
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

/** The newest value of each metric of the last quarter of an hour, in order, null where there is none; null where CloudWatch does not answer. */
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

/** The same, where no answer and no value mean the same. */
export const newestValues = async (
  metrics: readonly InstanceMetric[],
): Promise<(number | null)[]> => (await readMetrics(metrics)) ?? metrics.map(() => null)
