import { Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { consoleLinks } from '../functions/contract/console.ts'
import { metricNamespace } from '../functions/contract/run-metrics.ts'
import { alarmsAt } from './alarm.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { runAlarms } from './run-alarms.ts'

interface AlarmsProps {
  readonly file: Pick<EnvironmentFile, 'name' | 'alarmDeadRowDays'>
  readonly runs: StateMachine
  readonly undo: StateMachine
  readonly sweep: StateMachine
  /** The log in which the sweep reports how many clones are left. */
  readonly sweepLogs: ILogGroup
  readonly deadLetters: IQueue
  readonly reportFunction: IFunction
  readonly topic: ITopic
}

const soon = { period: Duration.minutes(5), statistic: Stats.SUM }

/** Alarms for operators. Each names its heading in the runbook. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[]

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    const { file, runs, undo, sweep, sweepLogs, deadLetters, reportFunction, topic } = props
    const add = alarmsAt(this, file.name, topic)
    const cloneLeft = new MetricFilter(this, 'ClonesLeft', {
      logGroup: sweepLogs,
      metricNamespace,
      metricName: `ClonesLeft-${file.name}`,
      filterPattern: FilterPattern.numberValue('$.left', '>=', 0),
      metricValue: '$.left',
    })
    this.alarms = [
      add('RunFailed', runs.metricFailed(soon), {
        says: 'a run failed; the report says how far production was purged.',
        heading: 'a-run-failed',
        machine: runs,
      }),
      add('RunTimedOut', runs.metricTimedOut(soon), {
        says: 'a run timed out and was ended without cleanup; a clone may be left.',
        heading: 'a-run-timed-out',
        machine: runs,
      }),
      add('RunAborted', runs.metricAborted(soon), {
        says: 'a run was stopped by hand without cleanup; a clone may be left.',
        heading: 'a-run-was-stopped',
        machine: runs,
      }),
      add(
        'RunNotStarted',
        deadLetters.metricApproximateNumberOfMessagesVisible({ ...soon, statistic: Stats.MAXIMUM }),
        {
          says: 'the schedule could not start a run or a sweep.',
          heading: 'a-run-was-not-started',
          machine: runs,
        },
      ),
      // A verified purge succeeds even without its report. A single error needs no alarm: the step
      // is retried for long.
      add('RunNotReported', reportFunction.metricErrors({ ...soon, period: Duration.hours(1) }), {
        says: 'the report of a run cannot be written or sent.',
        heading: 'a-run-was-not-reported',
        machine: runs,
        threshold: 10,
      }),
      add('CloneLeft', cloneLeft.metric({ period: Duration.hours(1), statistic: Stats.MAXIMUM }), {
        says: 'a clone is older than any run, or protected, and costs money.',
        heading: 'a-clone-is-left',
        machine: sweep,
      }),
      add('SweepFailed', unsuccessful(sweep, 'sweeps'), {
        says: 'resources that an ended run left behind could not be deleted.',
        heading: 'a-sweep-failed',
        machine: sweep,
      }),
      add('UndoFailed', unsuccessful(undo, 'undos'), {
        says: 'rows could not be put back, or not all of them.',
        heading: 'an-undo-failed',
        machine: undo,
      }),
      ...runAlarms(add, {
        environmentName: file.name,
        runs,
        deadRowDays: file.alarmDeadRowDays,
      }),
      noRunSucceeded(this, file.name, runs, topic),
    ]
  }
}

/** Executions that failed or took too long. */
const unsuccessful = (machine: StateMachine, called: string): MathExpression =>
  new MathExpression({
    // Without FILL, a metric without a value would leave the sum without one.
    expression: 'FILL(failed, 0) + FILL(late, 0)',
    label: `Unsuccessful ${called}`,
    usingMetrics: { failed: machine.metricFailed(soon), late: machine.metricTimedOut(soon) },
    period: Duration.minutes(5),
  })

/**
 * Seven days is the longest period of an alarm. Calendar days, not the last 168 hours: otherwise a
 * run that ends a minute later than last week's would raise the alarm.
 */
function noRunSucceeded(scope: Construct, name: string, runs: StateMachine, topic: ITopic): Alarm {
  const link = consoleLinks(Stack.of(scope).region).stateMachine(runs.stateMachineArn)
  const overdue = new Alarm(scope, 'NoRunSucceeded', {
    alarmName: `drydock-${name}-no-run-succeeded-for-a-week`,
    alarmDescription:
      `Drydock ${name}: no run succeeded in the last seven days; the tables are growing. ` +
      `Executions: ${link} What to do: docs/runbook.md#no-run-succeeded-for-a-week`,
    metric: runs.metricSucceeded({ period: Duration.days(1), statistic: Stats.SUM }),
    threshold: 1,
    evaluationPeriods: 7,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  })
  overdue.addAlarmAction(new SnsAction(topic))
  const resource = overdue.node.defaultChild as CfnAlarm
  resource.evaluationWindow = { wallClockWindow: { timezone: 'UTC' } }
  // Newer than the resource schemas of cfn-lint 1.51.
  resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } })
  return overdue
}
