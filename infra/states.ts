import { Duration, JsonNull } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'
import {
  durationMilliseconds,
  type Deployment,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import type { Target } from '../functions/contract/steps.ts'
import { anything, retries, unavailable, waiting } from './retries.ts'
import { type Step, steps } from './steps.ts'

/** A minute more than the function's own timeout, so that the function's own error is seen. */
const taskTimeout = (step: Step) => Duration.minutes(steps[step].minutes + 1)

/** How long an environment's steps wait for RDS. */
export const rdsWaitOf = ({ limits }: RunEnvironment): Duration =>
  Duration.millis(durationMilliseconds(limits.rdsWait))

/** The execution, as a handler's event names it. */
export const execution = {
  name: sfn.JsonPath.stringAt('$$.Execution.Name'),
  startTime: sfn.JsonPath.stringAt('$$.Execution.StartTime'),
}
/** Event of the steps that look at all sources at once. */
export const wholePlan = {
  run: sfn.JsonPath.objectAt('$.plan.run'),
  sources: sfn.JsonPath.objectAt('$.plan.sources'),
}
/** Event of the steps that look at one source. */
export const forSource = {
  run: sfn.JsonPath.objectAt('$.run'),
  source: sfn.JsonPath.objectAt('$.source'),
}

/** What each state machine is made of. */
export interface MachineProps
  extends Omit<sfn.StateMachineProps, 'definitionBody' | 'timeout' | 'stateMachineType'> {
  readonly functions: Readonly<Record<Step, IFunction>>
  readonly environment: RunEnvironment
  readonly deployment: Deployment
}

/** The vocabulary of workflow.ts. */
export class States {
  readonly #scope: Construct
  readonly #functions: Readonly<Record<Step, IFunction>>
  readonly #waiting: sfn.RetryProps

  /** @param rdsWait how long to wait for RDS. */
  constructor(scope: Construct, functions: Readonly<Record<Step, IFunction>>, rdsWait: Duration) {
    this.#scope = scope
    this.#functions = functions
    this.#waiting = waiting(rdsWait)
  }

  /**
   * One call of a step's function, with all retries it may need: each step can be repeated without
   * harm.
   */
  call(
    name: string,
    step: Step,
    event: Record<string, unknown>,
    result: { resultPath?: string; resultSelector?: Record<string, unknown> },
  ): LambdaInvoke {
    return this.#retried(
      step,
      new LambdaInvoke(this.#scope, name, {
        ...result,
        lambdaFunction: this.#functions[step],
        payload: sfn.TaskInput.fromObject(event),
        // The function's ARN as Resource and the event as Parameters: the same event locally and on
        // AWS, no envelope.
        payloadResponseOnly: true,
        taskTimeout: sfn.Timeout.duration(taskTimeout(step)),
        // The list below, which covers throttling, replaces the library's own.
        retryOnServiceExceptions: false,
      }),
    )
  }

  /** Calls a step with a token and waits until somebody answers with it or the deadline passes. */
  ask(
    name: string,
    step: Step,
    event: Record<string, unknown>,
    { deadline, resultPath }: { deadline: Duration; resultPath: string },
  ): LambdaInvoke {
    return this.#retried(
      step,
      new LambdaInvoke(this.#scope, name, {
        lambdaFunction: this.#functions[step],
        integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        payload: sfn.TaskInput.fromObject({ ...event, token: sfn.JsonPath.taskToken }),
        taskTimeout: sfn.Timeout.duration(deadline),
        resultPath,
        retryOnServiceExceptions: false,
      }),
    )
  }

  /** A step that acts on the source's snapshot or clone and returns nothing. */
  sourceStep(name: string, step: Step): LambdaInvoke {
    return this.call(name, step, forSource, { resultPath: sfn.JsonPath.DISCARD })
  }

  /**
   * Calls a step that works on rows with the progress of its last answer until it returns done. A
   * step that pauses returns for how many seconds.
   */
  rowsLoop(
    name: string,
    step: Step,
    target: Target,
    { pauses = false, ...event }: { pauses?: boolean; again?: true } = {},
  ): sfn.Chain {
    const progress = sfn.JsonPath.objectAt('$.rows.progress')
    const task = this.call(
      name,
      step,
      { ...forSource, target, progress, ...event },
      { resultPath: '$.rows' },
    )
    const { chain, choice } = this.#untilDone(task, '$.rows.done')
    if (pauses) {
      const seconds = '$.rows.waitSeconds'
      const wait = new sfn.Wait(this.#scope, `${name}Pauses`, {
        time: sfn.WaitTime.secondsPath(seconds),
      })
      choice.when(
        sfn.Condition.and(
          sfn.Condition.isPresent(seconds),
          sfn.Condition.numberGreaterThan(seconds, 0),
        ),
        wait.next(task),
      )
    }
    return chain
  }

  /**
   * Gathers an archive, over as many calls as needed.
   * @param left goes on where it fails, with `$.failure`
   */
  gatherLoop(name: string, event: Record<string, unknown>, left?: sfn.IChainable): sfn.Chain {
    const task = this.call(name, 'gatherArchive', event, { resultPath: '$.gathered' })
    if (left) task.addCatch(left, { resultPath: '$.failure' })
    return this.#untilDone(task, '$.gathered.done').chain
  }

  /** The end of one source's part of a Map, with its result; not the end of a run. */
  sourceDone(name: string, result?: Record<string, unknown>): sfn.Pass {
    return new sfn.Pass(this.#scope, name, result && { parameters: result })
  }

  /** The end of one source's part whose step failed: which source, and with what. */
  sourceLeft(name: string): sfn.Pass {
    return this.sourceDone(name, {
      source: sfn.JsonPath.stringAt('$.source.name'),
      failure: sfn.JsonPath.objectAt('$.failure'),
    })
  }

  /**
   * Runs `steps` for one source after the other. One at a time, since a failure abandons the
   * others: no call for another source may still be creating a clone while the cleanup runs.
   */
  eachSource(
    name: string,
    steps: sfn.IChainable,
    resultPath: string = sfn.JsonPath.DISCARD,
    more: Record<string, unknown> = {},
  ): sfn.Map {
    const map = new sfn.Map(this.#scope, name, {
      itemsPath: '$.plan.sources',
      maxConcurrency: 1,
      itemSelector: {
        run: sfn.JsonPath.objectAt('$.plan.run'),
        ...more,
        source: sfn.JsonPath.objectAt('$$.Map.Item.Value'),
        rows: { done: false, progress: JsonNull.INSTANCE },
      },
      // The plan is passed on unchanged: findings are in the evidence bucket, not in the
      // execution's history.
      resultPath,
    })
    return map.itemProcessor(steps)
  }

  /**
   * Only an explicit "done" continues; any other answer causes another round, limited by the
   * machine's timeout.
   */
  #untilDone(
    task: LambdaInvoke,
    done: string,
  ): { readonly chain: sfn.Chain; readonly choice: sfn.Choice } {
    const choice = new sfn.Choice(this.#scope, `${task.id}Done`).otherwise(task)
    const whenDone: sfn.INextable = {
      next: (next) => {
        choice.when(sfn.Condition.booleanEquals(done, true), next.startState)
        return sfn.Chain.sequence(task, next)
      },
    }
    return { chain: sfn.Chain.custom(task.next(choice).startState, [whenDone], choice), choice }
  }

  #retried(step: Step, task: LambdaInvoke): LambdaInvoke {
    const { insist } = steps[step]
    for (const retry of [
      this.#waiting,
      unavailable(insist ? 64 : 19),
      ...retries,
      ...(insist ? [anything] : []),
    ])
      task.addRetry(retry)
    return task
  }
}
