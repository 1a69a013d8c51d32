import { Duration } from 'aws-cdk-lib'
import { type Alarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { metricNamespace, type RunMetric } from '../functions/contract/run-metrics.ts'
import type { AddAlarm } from './alarm.ts'

interface Bounds {
  readonly environmentName: string
  readonly runs: IStateMachine
  /** See alarmDeadRowDays. */
  readonly deadRowDays: number
}

/** Runs in a row: one that leaves more than the last may be a long transaction's doing. */
const rises = 3
/** Percent of a purge's time. */
const throttled = 50

/** Alarms on runs that succeed and yet do not get on: by what their reports tell CloudWatch. */
export function runAlarms(
  add: AddAlarm,
  { environmentName, runs: machine, deadRowDays }: Bounds,
): Alarm[] {
  const metric = (metricName: RunMetric) =>
    new Metric({
      namespace: metricNamespace,
      metricName,
      dimensionsMap: { environment: environmentName },
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    })
  const onceARun = { machine, onceARun: true } as const
  return [
    add('BacklogRising', metric('BacklogRises'), {
      ...onceARun,
      says: `${rises} runs in a row left more dead rows than the one before.`,
      heading: 'the-backlog-is-rising',
      threshold: rises,
    }),
    add('DeadRowsLeft', metric('OldestDeadRow'), {
      ...onceARun,
      says: `dead rows of a table have been left for ${deadRowDays} days or more.`,
      heading: 'dead-rows-are-left-for-long',
      threshold: deadRowDays,
    }),
    add('Throttled', metric('ThrottledShare'), {
      ...onceARun,
      says: `production's load slowed or paused a purge for ${throttled} % of its time or more.`,
      heading: 'a-purge-was-slowed-for-long',
      threshold: throttled,
    }),
    add('ChainBroken', metric('ChainFaults'), {
      ...onceARun,
      says: 'an earlier report is missing or altered.',
      heading: 'the-chain-of-reports-is-broken',
    }),
  ]
}
