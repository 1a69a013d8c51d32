import { Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  type IMetric,
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

interface AlarmsProps {
  readonly environmentName: string
  readonly stateMachine: StateMachine
  readonly sweep: StateMachine
  /** The log in which the sweep reports how many clones are left. */
  readonly sweepLogs: ILogGroup
  readonly deadLetters: IQueue
  readonly reportFunction: IFunction
  readonly topic: ITopic
}

/** Alarms for operators. Each names its heading in the runbook. */
export class Alarms extends Construct {
  readonly alarms: Alarm[] = []

  constructor(
    scope: Construct,
    id: string,
    {
      environmentName,
      stateMachine,
      sweep,
      sweepLogs,
      deadLetters,
      reportFunction,
      topic,
    }: AlarmsProps,
  ) {
    super(scope, id)
    const action = new SnsAction(topic)
    const soon = { period: Duration.minutes(5), statistic: Stats.SUM }

    const { stateMachine: at } = consoleLinks(Stack.of(this).region)
    const link = (machine: StateMachine) => at(machine.stateMachineArn)
    const alarm = (
      alarmId: string,
      metric: IMetric,
      says: string,
      heading: string,
      { threshold = 1, machine = stateMachine } = {},
    ) => {
      const created = new Alarm(this, alarmId, {
        alarmName: `drydock-${environmentName}-${heading}`,
        alarmDescription:
          `Drydock ${environmentName}: ${says} Executions: ${link(machine)} What to do: ` +
          `docs/runbook.md#${heading}`,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      created.addAlarmAction(action)
      this.alarms.push(created)
    }
    alarm(
      'RunFailed',
      stateMachine.metricFailed(soon),
      'a run failed; the report says how far production was purged.',
      'a-run-failed',
    )
    alarm(
      'RunTimedOut',
      stateMachine.metricTimedOut(soon),
      'a run timed out and was ended without cleanup; a clone may be left.',
      'a-run-timed-out',
    )
    alarm(
      'RunAborted',
      stateMachine.metricAborted(soon),
      'a run was stopped by hand without cleanup; a clone may be left.',
      'a-run-was-stopped',
    )
    alarm(
      'RunNotStarted',
      deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      'the schedule could not start a run or a sweep.',
      'a-run-was-not-started',
    )

    // A verified purge succeeds even without its report. A single error needs no alarm: the step is
    // retried for long.
    alarm(
      'RunNotReported',
      reportFunction.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      'the report of a run cannot be written or sent.',
      'a-run-was-not-reported',
      { threshold: 10 },
    )

    const cloneLeft = new MetricFilter(this, 'ClonesLeft', {
      logGroup: sweepLogs,
      metricNamespace: 'Drydock',
      metricName: `ClonesLeft-${environmentName}`,
      filterPattern: FilterPattern.numberValue('$.left', '>=', 0),
      metricValue: '$.left',
    })
    alarm(
      'CloneLeft',
      cloneLeft.metric({ period: Duration.hours(1), statistic: Stats.MAXIMUM }),
      'a clone is older than any run, or protected, and costs money.',
      'a-clone-is-left',
      { machine: sweep },
    )
    alarm(
      'SweepFailed',
      new MathExpression({
        // Without FILL, a metric without a value would leave the sum without one.
        expression: 'FILL(failed, 0) + FILL(late, 0)',
        label: 'Unsuccessful sweeps',
        usingMetrics: { failed: sweep.metricFailed(soon), late: sweep.metricTimedOut(soon) },
        period: Duration.minutes(5),
      }),
      'resources that an ended run left behind could not be deleted.',
      'a-sweep-failed',
      { machine: sweep },
    )

    // Seven days is the longest period of an alarm. Calendar days, not the last 168 hours:
    // otherwise a run that ends a minute later than last week's would raise the alarm.
    const overdue = new Alarm(this, 'NoRunSucceeded', {
      alarmName: `drydock-${environmentName}-no-run-succeeded-for-a-week`,
      alarmDescription:
        `Drydock ${environmentName}: no run succeeded in the last seven days; the tables are ` +
        `growing. Executions: ${link(stateMachine)} What to do: ` +
        'docs/runbook.md#no-run-succeeded-for-a-week',
      metric: stateMachine.metricSucceeded({ period: Duration.days(1), statistic: Stats.SUM }),
      threshold: 1,
      evaluationPeriods: 7,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    })
    overdue.addAlarmAction(action)
    this.alarms.push(overdue)
    const resource = overdue.node.defaultChild as CfnAlarm
    resource.evaluationWindow = { wallClockWindow: { timezone: 'UTC' } }
    // Newer than the resource schemas of cfn-lint 1.51.
    resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } })
  }
}
