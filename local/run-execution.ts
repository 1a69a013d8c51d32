import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { StateMachine } from 'aws-local-stepfunctions'
import { steps, type Step } from '../infra/steps.ts'
import type { State, States, SynthesizedWorkflow } from '../infra/workflow-definition.ts'
import { refuseAbandoned } from './abandoned-calls.ts'

/**
 * ms that a Lambda function has here before it is called again; as on AWS where a call starts over,
 * which would never end on a slow computer.
 */
const callTime = (step: Step) => (step === 'proveEngine' ? 900_000 : 60_000)

export type Handler = (
  event: unknown,
  context: { readonly functionName: string; getRemainingTimeInMillis(): number },
) => Promise<unknown>
export interface ExecutionOptions {
  readonly name: string
  readonly startTime: Date
  readonly input: unknown
  /** A state that should fail. */
  readonly fail: string | undefined
  /** Awaited before the state's first call. */
  readonly onState: (state: string) => void | Promise<void>
  /** Called for each failed call, even if it is retried; waiting is not a failure. */
  readonly onFailure?: (state: string, error: string) => void
  /** Waits for the answer to a task's token. */
  readonly answerTo: (token: string) => Promise<unknown>
  /** Wraps each function call: the state machine sees the errors that it throws. */
  readonly around?: (state: string, call: () => Promise<unknown>) => Promise<unknown>
  /** Called with the output of an execution that succeeded. */
  readonly onOutput?: (output: unknown) => void
  /** Where the execution's status is recorded. */
  readonly executions?: Map<string, string>
  /** Stops the execution, like a person. */
  readonly stop?: AbortSignal
  /** Loads a step's handler; from its source by default. */
  readonly load?: (step: Step) => Promise<Handler>
  /** Overrides the ms of Wait states. */
  readonly waits?: Readonly<Record<string, number>>
}

/**
 * Runs the synthesized state machine with the deployed handlers.
 * @returns the error it failed with, or null.
 */
export async function runExecution(
  { definition, taskSteps }: SynthesizedWorkflow,
  options: ExecutionOptions,
): Promise<{ name: string; message: string } | null> {
  const handlers = new Map<Step, Handler>()
  const load = options.load ?? loadSource
  for (const step of new Set(Object.values(taskSteps))) handlers.set(step, await load(step))
  const notAbandoned = refuseAbandoned()
  let last = ''
  const token = randomUUID()
  const invoke = async (state: string, step: Step, event: unknown) => {
    const ends = performance.now() + callTime(step)
    try {
      if (state === options.fail)
        throw Object.assign(new Error(`the state ${state} was told to fail`), {
          name: 'InjectedFailure',
        })
      const called = async () =>
        handlers.get(step)?.(step === 'reportRun' ? event : atStart(event, options.startTime), {
          functionName: step,
          getRemainingTimeInMillis: () => ends - performance.now(),
        })
      return await (options.around?.(state, called) ?? called())
    } catch (error) {
      // As Lambda returns it to the state machine.
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      if (name !== 'NotReady') options.onFailure?.(state, name)
      throw Object.assign(new Error(JSON.stringify({ errorType: name, errorMessage: message })), {
        name,
      })
    }
  }
  const call = (state: string, step: Step) => async (event: unknown) => {
    await notAbandoned(state)
    if (state !== last) await options.onState((last = state))
    if (!waitsForAnswer(event)) return invoke(state, step, event)
    const answer = options.answerTo(token)
    // It may come after the deadline, when nothing waits any longer.
    answer.catch(() => undefined)
    await invoke(state, step, event.Payload)
    return answer
  }
  const states = Object.entries(taskSteps)
  const execution = new StateMachine(definition as never, {
    validationOptions: { noValidate: true },
  }).run(options.input as never, {
    context: {
      Execution: {
        Name: options.name,
        StartTime: options.startTime.toISOString(),
        Input: options.input,
      },
      Task: { Token: token },
    } as never,
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        states.map(([state, step]) => [state, call(state, step)]),
      ) as never,
      // Waits as on AWS, only shorter: a clone is ready in seconds, and a crashed server restarts
      // in seconds.
      retryIntervalOverrides: Object.fromEntries(
        tasksOf(definition).map(([state, { Retry = [] }]) => [
          state,
          Retry.map(({ ErrorEquals }) =>
            ErrorEquals.includes('DatabaseUnreachable') ? 2000 : 200,
          ),
        ]),
      ),
      ...(options.waits && { waitTimeOverrides: { ...options.waits } }),
    },
  })
  options.executions?.set(options.name, 'RUNNING')
  options.stop?.addEventListener('abort', () => execution.abort())
  const ended = (status: string) =>
    options.executions?.set(options.name, options.stop?.aborted === true ? 'ABORTED' : status)
  return execution.result.then(
    (output: unknown) => {
      ended('SUCCEEDED')
      options.onOutput?.(output)
      return null
    },
    (error: Error & { cause?: { name?: string; message?: string } }) => {
      ended('FAILED')
      return {
        name: error.cause?.name ?? error.name,
        message: error.cause?.message ?? error.message,
      }
    },
  )
}

async function loadSource(step: Step): Promise<Handler> {
  const path = join(import.meta.dirname, '..', steps[step].file)
  const { handler } = (await import(path)) as { readonly handler: Handler }
  return handler
}

/** The parameters of a task that waits for an answer hold the function's event. */
const waitsForAnswer = (parameters: unknown): parameters is { readonly Payload: unknown } =>
  typeof parameters === 'object' &&
  parameters !== null &&
  'FunctionName' in parameters &&
  'Payload' in parameters

/**
 * The interpreter puts its own clock into $$.Execution.StartTime; the caller decides the instant by
 * which rows are judged. The report tells how long the run took, so it sees the clock.
 */
function atStart(event: unknown, startTime: Date): unknown {
  if (typeof event !== 'object' || event === null || !('execution' in event)) return event
  return {
    ...event,
    execution: { ...(event.execution as object), startTime: startTime.toISOString() },
  }
}

const tasksOf = ({ States }: States): [string, State][] =>
  Object.entries(States).flatMap(([name, state]) =>
    state.ItemProcessor === undefined
      ? [[name, state] as [string, State]]
      : tasksOf(state.ItemProcessor),
  )
