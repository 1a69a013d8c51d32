import { App, Stack } from 'aws-cdk-lib'
import { CfnRule } from 'aws-cdk-lib/aws-events'
import { Function } from 'aws-cdk-lib/aws-lambda'
import { CfnMetricFilter, LogGroup } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { Deployment, RunEnvironment } from '../../functions/contract/environment.ts'
import { Alarms } from '../../infra/alarms.ts'
import { Sweep } from '../../infra/sweep.ts'
import { mapSteps } from '../../infra/steps.ts'
import type { SynthesizedWorkflow } from '../../infra/workflow-definition.ts'

export const runsArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock-test'
const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:000000000000:${name}`

interface SweepRule {
  readonly scheduleExpression: string | undefined
  readonly eventPattern:
    | {
        readonly source?: readonly string[]
        readonly 'detail-type'?: readonly string[]
        readonly detail: {
          readonly stateMachineArn?: readonly string[]
          readonly status?: readonly string[]
        }
      }
    | undefined
  readonly target: {
    readonly input?: string
    readonly inputTransformer?: {
      readonly inputPathsMap?: Readonly<Record<string, string>>
      readonly inputTemplate: string
    }
  }
}

/**
 * The sweep's state machine and rules, and what its alarm for a clone that is left counts, as they
 * are deployed.
 */
export function synthesizeSweep(
  environment: RunEnvironment,
  deployment: Deployment,
): { workflow: SynthesizedWorkflow; rules: SweepRule[]; filterPattern: string } {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Sweep', {
    env: { account: '000000000000', region: 'eu-west-1' },
  })
  const functions = mapSteps((step) =>
    Function.fromFunctionArn(stack, step, arn('lambda', `function:${step}`)),
  )
  const deadLetters = Queue.fromQueueArn(stack, 'DeadLetters', arn('sqs', 'dead-letters'))
  const runs = sfn.StateMachine.fromStateMachineArn(stack, 'Runs', runsArn)
  const { stateMachine: sweep } = new Sweep(stack, 'Sweep', {
    functions,
    environment,
    deployment,
    runs,
    deadLetters,
  })
  const alarms = new Alarms(stack, 'Alarms', {
    file: { name: environment.name, alarmDeadRowDays: 28 },
    runs: sweep,
    undo: sweep,
    sweep,
    sweepLogs: LogGroup.fromLogGroupName(stack, 'Logs', 'sweep'),
    deadLetters,
    reportFunction: functions.reportRun,
    topic: Topic.fromTopicArn(stack, 'Topic', arn('sns', 'reports')),
  })
  const filter = alarms.node
    .findAll()
    .find((one): one is CfnMetricFilter => one instanceof CfnMetricFilter)
  const rules = stack.node
    .findAll()
    .filter((one): one is CfnRule => one instanceof CfnRule)
    .map(({ scheduleExpression, eventPattern, targets }) => ({
      scheduleExpression,
      eventPattern: stack.resolve(eventPattern),
      target: stack.resolve(targets)[0],
    }))
  const text = stack.resolve((sweep.node.defaultChild as CfnStateMachine).definitionString)
  return {
    workflow: {
      definition: JSON.parse(text),
      taskSteps: { Sweep: 'sweep', GatherArchive: 'gatherArchive' },
    },
    rules,
    filterPattern: filter?.filterPattern ?? '',
  }
}

const comparisons: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  '=': (value, than) => value === than,
  '>': (value, than) => value > than,
  '>=': (value, than) => value >= than,
}

/**
 * Whether CloudWatch Logs would take a line for a metric: it has to be JSON whose property is a
 * number, and compares so. Of its patterns this knows the one form that is used here.
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const [, property = '', operator = '', than] =
    /^\{ \$\.(\w+) (=|>=?) (-?[\d.]+) \}$/.exec(pattern) ?? []
  const compare = comparisons[operator]
  if (compare === undefined) throw new Error(`The pattern ${pattern} is of a form unknown here.`)
  const value: unknown = JSON.parse(line)[property]
  return typeof value === 'number' && compare(value, Number(than))
}
