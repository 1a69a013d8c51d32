import { Duration } from 'aws-cdk-lib'
import {
  type CfnDashboard,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { runGraphs } from './run-graphs.ts'

interface OverviewProps {
  readonly name: string
  readonly environmentName: string
  readonly runs: StateMachine
  readonly sweep: StateMachine
  readonly alarms: readonly IAlarm[]
}

/** Runs, alarms and what the reports tell CloudWatch, at a glance. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, props: OverviewProps) {
    super(scope, id)
    const { name, environmentName, runs, sweep, alarms } = props
    const daily = { period: Duration.days(1), statistic: Stats.SUM }
    const ends = (title: string, machine: StateMachine) =>
      new GraphWidget({
        title,
        width: 12,
        left: [
          machine.metricSucceeded(daily),
          machine.metricFailed(daily),
          machine.metricTimedOut(daily),
          machine.metricAborted(daily),
        ],
      })
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: name,
      defaultInterval: Duration.days(90),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms] })],
        [ends('Runs by day', runs), ends('Sweeps by day', sweep)],
        ...runGraphs(environmentName),
      ],
    })
    // Dashboard tags are newer than the resource schemas of cfn-lint 1.51.
    const resource = dashboard.node.defaultChild as CfnDashboard
    resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } })
  }
}
