import { App, Stack } from 'aws-cdk-lib'
import { Function } from 'aws-cdk-lib/aws-lambda'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import {
  type Deployment,
  deploymentSchema,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import type { MachineProps } from './states.ts'
import { mapSteps, type Step } from './steps.ts'
import { Sweep } from './sweep.ts'
import { UndoWorkflow } from './undo-workflow.ts'
import { Workflow } from './workflow.ts'

/** The parts of the States Language that readers of the definition need; the rest is left open. */
export interface State {
  readonly Type: string
  readonly Next?: string
  readonly End?: boolean
  readonly Resource?: string
  readonly Parameters?: { readonly FunctionName?: string; readonly [other: string]: unknown }
  readonly TimeoutSeconds?: number
  readonly ResultPath?: string | null
  readonly Retry?: readonly {
    ErrorEquals: readonly string[]
    IntervalSeconds?: number
    MaxAttempts?: number
    MaxDelaySeconds?: number
    BackoffRate?: number
  }[]
  readonly Catch?: readonly {
    ErrorEquals: readonly string[]
    Next: string
    ResultPath?: string | null
  }[]
  readonly Choices?: readonly { Next: string }[]
  readonly Default?: string
  readonly ItemProcessor?: States
  readonly [other: string]: unknown
}
export interface States {
  readonly StartAt: string
  readonly States: Readonly<Record<string, State>>
}
export interface Definition extends States {
  readonly TimeoutSeconds: number
}

export interface SynthesizedWorkflow {
  readonly definition: Definition
  /** Which step each Task state calls, by the state's name. */
  readonly taskSteps: Readonly<Record<string, Step>>
}

const functionArn = (step: string) => `arn:aws:lambda:local:000000000000:function:${step}`

/**
 * The state machine as deployed, for a given environment and deployment: the same workflow.ts
 * through the same library, with names instead of functions. Needs no account and no bundling, and
 * writes nothing to disk.
 */
export const synthesizeDefinition = (
  environment: RunEnvironment,
  deployment: Deployment,
): SynthesizedWorkflow =>
  synthesized(environment, deployment, (stack, props) => new Workflow(stack, 'Workflow', props))

/** The state machine that puts rows back, likewise. */
export const synthesizeUndo = (
  environment: RunEnvironment,
  deployment: Deployment,
): SynthesizedWorkflow =>
  synthesized(environment, deployment, (stack, props) => new UndoWorkflow(stack, 'Undo', props))

/** The state machine that sweeps after the runs of another. @param runsArn that one's ARN. */
export const synthesizeSweep = (
  environment: RunEnvironment,
  deployment: Deployment,
  runsArn: string,
): SynthesizedWorkflow =>
  synthesized(environment, deployment, (stack, props) => {
    const runs = sfn.StateMachine.fromStateMachineArn(stack, 'Runs', runsArn)
    const deadLetters = Queue.fromQueueArn(
      stack,
      'DeadLetters',
      'arn:aws:sqs:local:000000000000:dead',
    )
    return new Sweep(stack, 'Sweep', { ...props, runs, deadLetters })
  })

function synthesized(
  environment: RunEnvironment,
  deployment: Deployment,
  make: (stack: Stack, props: MachineProps) => { readonly stateMachine: sfn.StateMachine },
): SynthesizedWorkflow {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Local')
  const functions = mapSteps((step) => Function.fromFunctionArn(stack, step, functionArn(step)))
  const { stateMachine } = make(stack, {
    functions,
    environment,
    deployment: deploymentSchema.parse(deployment),
  })
  const text: string | { 'Fn::Join': [string, unknown[]] } = stack.resolve(
    (stateMachine.node.defaultChild as CfnStateMachine).definitionString,
  )
  // Only the partition is left to the deployment, in the resource of a task that waits for an
  // answer.
  const definition = JSON.parse(
    typeof text === 'string'
      ? text
      : text['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'aws')).join(''),
  )
  return { definition, taskSteps: taskStepsOf(definition) }
}

function taskStepsOf({ States }: States): Record<string, Step> {
  return Object.assign(
    {},
    ...Object.entries(States).map(([name, state]) => {
      if (state.ItemProcessor) return taskStepsOf(state.ItemProcessor)
      // A task that waits for an answer names its function in its parameters.
      return state.Type === 'Task'
        ? { [name]: (state.Parameters?.FunctionName ?? state.Resource)?.split(':').at(-1) }
        : {}
    }),
  )
}
