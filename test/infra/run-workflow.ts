import { StateMachine } from 'aws-local-stepfunctions'
import type { Mode } from '../../functions/contract/environment.ts'
import type { SynthesizedWorkflow } from '../../infra/workflow-definition.ts'
import { refuseAbandoned } from '../../local/abandoned-calls.ts'
import { allStates } from './graph.ts'

type Event = Record<string, any>
export interface Call {
  readonly state: string
  readonly event: Event
}
export interface Outcome {
  readonly calls: readonly Call[]
  /** The names of the called states, in order. */
  readonly states: readonly string[]
  /** Of an execution that succeeded; null otherwise. */
  readonly output: unknown
  readonly error: { readonly name: string; readonly message: string } | null
}

/** An error as a Lambda function's end looks to the state machine. */
export function lambdaError(name: string, message = 'as the test wants it'): Error {
  return Object.assign(new Error(JSON.stringify({ errorType: name, errorMessage: message })), {
    name,
  })
}

/**
 * Answers of the handlers where the test says nothing: two sources, and every step on rows needs
 * three calls.
 */
function answer(state: string, event: Event): unknown {
  if (state === 'PlanRun') {
    const { mode = event.environment.mode } = event.input ?? {}
    const sources = event.environment.sources.map(({ instance }: Event) => ({
      name: instance,
      clone: `clone-of-${instance}`,
    }))
    return {
      run: {
        runId: event.execution.name,
        mode,
        startedAt: event.execution.startTime,
        endsBy: event.execution.startTime,
        archive: event.environment.archive,
        deployment: event.deployment,
      },
      sources,
      noise: 'of PlanRun',
    }
  }
  if (state === 'CheckGates') return { waitSeconds: 0 }
  if (state === 'GatherArchive') return { done: true }
  if (state === 'AskApproval') return { by: 'the test' }
  if (!('target' in event)) return { noise: `of ${state}` }
  const round = (event.progress?.round ?? 0) + 1
  return round < 3
    ? { done: false, progress: { round, of: state } }
    : { done: true, progress: null }
}

/**
 * Runs the synthesized definition in the interpreter with handlers that only answer; `fault` may
 * throw in their place.
 */
export async function runWorkflow(
  workflow: SynthesizedWorkflow,
  input: unknown,
  fault: (call: Call, nth: number) => void = () => {},
): Promise<Outcome> {
  const calls: Call[] = []
  const names = Object.keys(workflow.taskSteps)
  const notAbandoned = refuseAbandoned()
  const handler = (state: string) => async (parameters: Event) => {
    await notAbandoned(state)
    // A task that waits for an answer has its event inside.
    const event: Event = parameters.Payload ?? parameters
    const call = { state, event }
    calls.push(call)
    fault(call, calls.filter((other) => other.state === state).length)
    return answer(state, event)
  }
  const machine = new StateMachine(workflow.definition as never, {
    validationOptions: { noValidate: true },
  })
  const execution = machine.run(input as never, {
    context: { Execution: { Name: 'run-1' }, Task: { Token: 'the token' } } as never,
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        names.map((name) => [name, handler(name)]),
      ) as never,
      waitTimeOverrides: Object.fromEntries(
        Object.entries(allStates(workflow.definition))
          .filter(([, { Type }]) => Type === 'Wait')
          .map(([name]) => [name, 0]),
      ),
      retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
    },
  })
  let output: unknown = null
  const error = await execution.result.then(
    (given) => {
      output = given
      return null
    },
    ({ cause }) => ({ name: cause.name, message: cause.message }),
  )
  return { calls, states: calls.map(({ state }) => state), output, error }
}

export const input = (mode: Mode) => ({ mode })
