import { App, Stack } from 'aws-cdk-lib'
import type { EnvironmentFile } from '../../infra/environment-file.ts'
import { statementsOf } from '../../infra/permissions.ts'
import { type Step, stepNames, steps } from '../../infra/steps.ts'

/**
 * What each service is to Drydock, by the prefix of its IAM actions, in the order of the table's
 * columns.
 */
const services: Readonly<Record<string, string>> = {
  rds: 'RDS',
  secretsmanager: 'Secrets Manager',
  cloudwatch: 'CloudWatch',
  s3: 'S3',
  ssm: 'SSM',
  sns: 'SNS',
  states: 'Step Functions',
  ecs: 'ECS',
  kms: 'KMS',
  logs: 'Logs',
  iam: 'IAM',
}

/**
 * What the stack makes, and who talks to whom: the boxes, then a table made from the roles of the
 * functions.
 */
export function awsPicture(file: EnvironmentFile): string {
  const inside = stepNames.filter((step) => steps[step].database)
  const outside = stepNames.filter((step) => !steps[step].database)
  const names = (list: readonly Step[]) => list.join('<br>')
  return `\`\`\`mermaid
flowchart LR
  schedule[EventBridge<br>rules] -->|weekly| machine[Step Functions<br>the workflow]
  schedule -->|daily, and after a run that fails| sweep[Step Functions<br>the sweep]
  person((operator)) -->|starts a run, answers| machine
  person -->|names the run to undo| undo[Step Functions<br>the undo]
  person -->|stops, pauses| control[SSM parameter<br>the switch]
  machine --> outside
  machine --> inside
  sweep -->|sweep| outside
  undo -->|undoRows| inside
  outside[Lambda functions outside the VPC<br>${names(outside)}]
  subgraph vpc[your VPC]
    inside[Lambda functions<br>${names(inside)}]
    production[(production<br>RDS or Aurora)]
    clone[(clone<br>own security group)]
    application[ECS task<br>API Manager, optional]
    inside -->|SQL over TLS| production
    inside -->|SQL over TLS| clone
    inside -->|HTTPS| application
    application -->|SQL| clone
  end
  outside -->|snapshot, restore, delete| rds[RDS API]
  rds -.-> clone
  inside --> control
  inside -->|evidence, archive| bucket[(S3 bucket<br>KMS key)]
  outside -->|report| bucket
  outside --> topic[SNS topic<br>report, question]
  topic -->|email| person
  outside -->|metrics of the run, by its log| alarms[CloudWatch alarms<br>dashboard]
  alarms --> topic
\`\`\`

What each function can call, by its role. \`infra/steps.ts\` and \`infra/permissions.ts\` list the
actions; each is limited to named resources.

${serviceTable(file)}
`
}

function serviceTable(file: EnvironmentFile): string {
  const used = servicesByStep(file)
  const columns = Object.keys(services).filter((service) =>
    [...used.values()].some((its) => its.has(service)),
  )
  const cells = (first: string, rest: readonly string[]) => `| ${[first, ...rest].join(' | ')} |`
  const lines = [
    cells(
      'function',
      columns.map((service) => services[service] ?? service),
    ),
    cells(
      '---',
      columns.map(() => ':-:'),
    ),
  ]
  for (const [step, its] of used)
    lines.push(
      cells(
        step,
        columns.map((service) => (its.has(service) ? 'x' : '')),
      ),
    )
  return lines.join('\n')
}

function servicesByStep(file: EnvironmentFile): ReadonlyMap<Step, ReadonlySet<string>> {
  const place = {
    cluster: 'cluster',
    taskDefinition: 'task',
    credentials: 'credentials',
    container: 'container',
    subnets: [],
    securityGroup: 'group',
    logGroup: 'logs',
  }
  const statements = statementsOf(new Stack(new App({ analyticsReporting: false }), 'Picture'), {
    file,
    bucketArn: 'bucket',
    topicArn: 'topic',
    keyArn: 'key',
    application: { place, executionRole: 'role' },
    rebuild: { place: { ...place, securityGroups: [] }, roles: ['role', 'role'] },
  })
  const found = new Map<Step, Set<string>>()
  for (const step of stepNames) {
    const its = new Set<string>()
    for (const permission of steps[step].may)
      for (const { actions } of statements[permission])
        for (const action of actions) its.add(action.split(':')[0] ?? action)
    found.set(step, its)
  }
  return found
}
