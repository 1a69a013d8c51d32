import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { consoleLinks } from '../functions/contract/console.ts'
import { controlName } from '../functions/contract/control.ts'

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

/** Tells whoever deploys where things are; all of them are links into the console. */
export function outputs(
  stack: Stack,
  { environmentName, region, runs, undo, sweep, bucket, topic, dashboard }: Places,
): void {
  const at = consoleLinks(region)
  const control = controlName(environmentName)
  for (const [id, description, value] of [
    ['Runs', 'The runs: start one here, or see how one ended', at.stateMachine(runs)],
    ['Undo', 'To put deleted rows back', at.stateMachine(undo)],
    ['Sweeps', 'What ended runs left behind; {"dryRun": true} shows it', at.stateMachine(sweep)],
    ['Reports', 'Evidence and reports, a folder a run', at.folder(bucket, 'runs/')],
    ['ReportTopic', 'Who is subscribed to reports and alarms', at.topic(topic)],
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
    ['Control', `The switch ${control} that stops, holds or slows a purge`, at.parameter(control)],
  ] as const)
    new CfnOutput(stack, `Link${id}`, { description, value })
}
