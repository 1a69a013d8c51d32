import { controlName } from '../functions/contract/control.ts'
import type { Deployment, RunEnvironment } from '../functions/contract/environment.ts'
import { outputNames, stackName } from '../functions/contract/outputs.ts'
import {
  synthesizeDefinition,
  synthesizeSweep,
  synthesizeUndo,
  type SynthesizedWorkflow,
} from '../infra/workflow-definition.ts'
import { arn } from './cloud/arn.ts'
import type { Started } from './cloud/executions.ts'
import type { Cloud } from './cloud/start-cloud.ts'
import { runExecution, type ExecutionOptions } from './run-execution.ts'

type More = Partial<Pick<ExecutionOptions, 'fail' | 'onFailure' | 'waits' | 'onState'>>

interface Served {
  readonly environment: RunEnvironment
  readonly deployment: Deployment
  /** The runs' state machine, where it is not as synthesized. */
  readonly workflow?: SynthesizedWorkflow
  /** How a run of this name is watched, or made to fail. */
  readonly ofRun?: (name: string) => More
}

/** A call of a stopped run may still be under way; on AWS the sweep waits for minutes. */
const waits = { LetCallsEnd: 2_000 }

/**
 * Gives the local cloud what a deployment makes: the three state machines, and the stack whose
 * outputs name them.
 */
export function serveMachines(
  cloud: Cloud,
  { environment, deployment, workflow, ofRun = () => ({}) }: Served,
): void {
  const runs = stackName(environment.name)
  const arnOf = (machine: string) => arn('states', `stateMachine:${machine}`)
  const serve = (
    name: string,
    machine: SynthesizedWorkflow,
    more: (execution: string) => More = () => ({ waits }),
  ) =>
    cloud.stepFunctions.machines.set(name, {
      definition: machine.definition,
      run: (started) => runOne(cloud, machine, started, more(started.name)),
    })
  serve(runs, workflow ?? synthesizeDefinition(environment, deployment), ofRun)
  serve(`${runs}-undo`, synthesizeUndo(environment, deployment))
  serve(`${runs}-sweep`, synthesizeSweep(environment, deployment, arnOf(runs)))
  cloud.stacks.set(runs, {
    [outputNames.runs]: arnOf(runs),
    [outputNames.undo]: arnOf(`${runs}-undo`),
    [outputNames.sweep]: arnOf(`${runs}-sweep`),
    [outputNames.bucket]: deployment.evidenceBucket,
    [outputNames.control]: controlName(environment.name),
    // Nothing starts runs by itself here.
    [outputNames.schedule]: 'off',
  })
}

/** As EventBridge's rule does: sweeps after each run that did not succeed. */
export function sweepAfterRuns(
  cloud: Cloud,
  environment: string,
  onEnd: () => void = () => undefined,
): void {
  const runs = stackName(environment)
  const { stepFunctions } = cloud
  stepFunctions.ended = (machine, run, status) => {
    if (machine !== runs) return
    onEnd()
    if (status === 'SUCCEEDED') return
    const name = `after-${run}`.slice(0, 80)
    // Its failure is in its record.
    stepFunctions.begin(`${runs}-sweep`, name, { run }, new Date()).catch(() => undefined)
  }
}

/** @returns the output. @throws the error that the execution failed with. */
async function runOne(
  cloud: Cloud,
  machine: SynthesizedWorkflow,
  { name, input, startTime, stop, entered }: Started,
  { onState = () => undefined, fail, ...more }: More,
): Promise<unknown> {
  let output: unknown
  const error = await runExecution(machine, {
    ...more,
    name,
    input,
    startTime,
    stop,
    fail,
    answerTo: cloud.answerTo,
    onOutput: (given) => (output = given),
    onState(state) {
      entered(state)
      return onState(state)
    },
  })
  if (error !== null) throw Object.assign(new Error(error.message), { name: error.name })
  return output
}
