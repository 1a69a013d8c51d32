import { CloudError } from './request.ts'

interface Asked {
  readonly taskToken?: string
  readonly output?: string
  readonly error?: string
  readonly cause?: string
}

/** Step Functions' SendTaskSuccess and SendTaskFailure, which answer whoever waits with a token. */
export class Tasks {
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

  call(action: string, { taskToken = '', output = '', error = '', cause = '' }: Asked): unknown {
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
