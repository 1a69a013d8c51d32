import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { consoleLinks } from '../functions/contract/console.ts'
import { controlName } from '../functions/contract/control.ts'
import { outputNames, type Outputs } from '../functions/contract/outputs.ts'

interface Places {
  readonly environmentName: string
  readonly region: string
  readonly runs: string
  readonly undo: string
  readonly sweep: string
  readonly bucket: string
  readonly topic: string
  readonly dashboard: string
}

/** Outputs for people, links to the console; and the names that the operator's tool needs. */
export function outputs(
  stack: Stack,
  { environmentName, region, runs, undo, sweep, bucket, topic, dashboard }: Places,
): void {
  const at = consoleLinks(region)
  const control = controlName(environmentName)
  for (const [id, description, value] of [
    ['Runs', 'The runs: start one here, or see how it ended', at.stateMachine(runs)],
    ['Undo', 'To put deleted rows back', at.stateMachine(undo)],
    ['Sweeps', 'What ended runs left behind; {"dryRun": true} shows it', at.stateMachine(sweep)],
    ['Reports', 'Evidence and reports, one folder per run', at.folder(bucket, 'runs/')],
    ['ReportTopic', 'Subscribers to reports and alarms', at.topic(topic)],
    ['DashboardLink', 'Runs and alarms at a glance', at.dashboard(dashboard)],
    [
      'FunctionLogs',
      'Logs of the functions',
      at.logGroups(`/aws/lambda/drydock-${environmentName}-`),
    ],
    [
      'RunLogs',
      'Logs of the runs',
      at.logGroups(`/aws/vendedlogs/states/drydock-${environmentName}`),
    ],
    ['Control', `The switch ${control} that stops, pauses or slows a purge`, at.parameter(control)],
  ] as const)
    new CfnOutput(stack, `Link${id}`, { description, value })
  const names: Outputs = { runs, undo, sweep, bucket, control }
  for (const name of Object.keys(outputNames) as (keyof Outputs)[])
    new CfnOutput(stack, outputNames[name], { value: names[name] })
}
