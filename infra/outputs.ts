import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { consoleLinks } from '../functions/contract/console.ts'
import { controlName } from '../functions/contract/control.ts'
import { outputNames, type Outputs } from '../functions/contract/outputs.ts'
import type { EnvironmentFile } from './environment-file.ts'

interface Places {
  readonly file: Pick<EnvironmentFile, 'name' | 'region' | 'schedule'>
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
  { file: { name: environmentName, region, schedule }, ...places }: Places,
): void {
  const { runs, undo, sweep, bucket, topic, dashboard } = places
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
  const { enabled, day, time } = schedule
  const weekly = enabled ? `${day} ${time} UTC` : 'off'
  const names: Outputs = { runs, undo, sweep, bucket, control, schedule: weekly }
  for (const name of Object.keys(outputNames) as (keyof Outputs)[])
    new CfnOutput(stack, outputNames[name], { value: names[name] })
}
