import { Duration } from 'aws-cdk-lib'
import {
  GraphWidget,
  type IWidget,
  Metric,
  SearchExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import {
  metricDimensions,
  metricNamespace,
  type RunMetric,
} from '../functions/contract/run-metrics.ts'

const period = Duration.days(1)

/** What the reports tell CloudWatch, row by row; a point for each day with a run. */
export function runGraphs(environment: string): IWidget[][] {
  const own = (metricName: RunMetric, label: string) =>
    new Metric({
      namespace: metricNamespace,
      metricName,
      label,
      dimensionsMap: { environment },
      statistic: Stats.MAXIMUM,
      period,
    })
  /** A line for each table, or each reason: which there are, only a run knows. */
  const each = (of: 'table' | 'pause', metricName: RunMetric, statistic: string) =>
    new SearchExpression({
      expression:
        `SEARCH('{${[metricNamespace, ...metricDimensions[of]].join(',')}} ` +
        `MetricName="${metricName}" environment="${environment}"', '${statistic}', ` +
        `${period.toSeconds()})`,
      label: '',
      period,
    })
  const graph = (title: string, left: (Metric | SearchExpression)[], right: Metric[] = []) =>
    new GraphWidget({ title, width: 8, left, right })
  const rows = [own('DeadRows', 'dead'), own('GoneRows', 'deleted'), own('LeftRows', 'left')]
  return [
    [
      graph('Rows by run', rows),
      graph('Oldest dead row, days', [own('OldestDeadRow', 'of any table')]),
      graph('Runs in a row that left more', [own('BacklogRises', 'runs')]),
    ],
    [
      graph('Dead rows by table', [each('table', 'DeadRows', 'Maximum')]),
      graph('Deleted rows by table', [each('table', 'GoneRows', 'Sum')]),
      graph('Dead rows left by table', [each('table', 'LeftRows', 'Maximum')]),
    ],
    [
      graph(
        'Pace of the purge',
        [own('RowsPerSecond', 'rows a second')],
        [own('SecondsPerBatch', 'seconds a batch')],
      ),
      graph(
        'Pauses of the purge, seconds',
        [each('pause', 'PausedSeconds', 'Sum')],
        [own('ThrottledShare', 'slowed or paused by load, %')],
      ),
      graph('Clones', [own('CloneHours', 'hours')], [own('CloneCost', 'cost')]),
    ],
  ]
}
