import { CloudError } from './request.ts'

interface Asked {
  readonly taskToken?: string
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  readonly executionArn?: string
}

/**
 * Step Functions' SendTaskSuccess and SendTaskFailure, which answer whoever waits with a token; and
 * DescribeExecution, for what the interpreter runs.
 */
export class Tasks {
  /** The statuses of executions by name, as Step Functions reports them. */
  readonly executions = new Map<string, string>()
  /** Tokens that have been answered. */
  readonly #closed = new Set<string>()
  readonly #waiting = new Map<string, PromiseWithResolvers<unknown>>()

  /** @returns the answer; throws if it is a failure. */
  answerTo(token: string): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(token, waiting)
    this.#closed.delete(token)
    return waiting.promise
  }

  call(
    action: string,
    { taskToken = '', output = '', error = '', cause = '', executionArn = '' }: Asked,
  ): unknown {
    if (action === 'DescribeExecution') {
      const name = executionArn.split(':').at(-1) ?? ''
      const status = this.executions.get(name)
      if (status === undefined)
        throw new CloudError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
      return { executionArn, name, status }
    }
    const waiting = this.#waiting.get(taskToken)
    if (this.#closed.has(taskToken))
      throw new CloudError('TaskTimedOut', 'Task Timed Out: the task has already been closed')
    if (waiting === undefined) throw new CloudError('InvalidToken', 'Invalid Token')
    switch (action) {
      case 'SendTaskSuccess':
        waiting.resolve(parsed(output))
        break
      case 'SendTaskFailure':
        waiting.reject(Object.assign(new Error(cause), { name: error }))
        break
      default:
        throw new CloudError(
          'InvalidAction',
          `The local cloud does not serve ${action} of Step Functions`,
        )
    }
    this.#waiting.delete(taskToken)
    this.#closed.add(taskToken)
    return {}
  }
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output)
  } catch {
    throw new CloudError('InvalidOutput', 'Invalid State Output: expected JSON')
  }
}
