import { randomUUID } from 'node:crypto'
import { arn } from './arn.ts'
import { CloudError } from './request.ts'

/** An execution that has been started, as its state machine sees it. */
export interface Started {
  readonly name: string
  readonly input: unknown
  readonly startTime: Date
  /** Aborted when a person stops it. */
  readonly stop: AbortSignal
  entered(state: string): void
}

/** A state machine: what it says, and how one of its executions is run. */
export interface Machine {
  readonly definition: object
  /** @returns the output. @throws the error that the execution failed with. */
  run(started: Started): Promise<unknown>
}

interface Recorded {
  readonly machine: string
  readonly input: string
  readonly started: number
  readonly states: { readonly name: string; readonly at: number }[]
  readonly stop: AbortController
  ended?: number
  output?: string
  error?: string
  cause?: string
}

interface Asked {
  readonly stateMachineArn?: string
  readonly executionArn?: string
  readonly name?: string
  readonly input?: string
  readonly statusFilter?: string
  readonly maxResults?: number
  readonly reverseOrder?: boolean
  readonly error?: string
  readonly cause?: string
}

const seconds = (milliseconds: number) => milliseconds / 1000
const nameOf = (executionArn: string) => executionArn.split(':').at(-1) ?? ''

/** Step Functions' calls about state machines and their executions. */
export class Executions {
  /** The statuses of executions by name, as Step Functions reports them. */
  readonly statuses = new Map<string, string>()
  /** State machines by name. */
  readonly machines = new Map<string, Machine>()
  /** Called when an execution has ended. */
  ended: (machine: string, name: string, status: string) => void = () => undefined
  readonly #recorded = new Map<string, Recorded>()

  call(action: string, asked: Asked): unknown {
    switch (action) {
      case 'StartExecution':
        return this.#start(asked)
      case 'StopExecution':
        return this.#stop(asked)
      case 'ListExecutions':
        return this.#list(asked)
      case 'DescribeExecution':
        return this.#describe(asked.executionArn ?? '')
      case 'GetExecutionHistory':
        return this.#history(asked)
      case 'DescribeStateMachine': {
        const { definition } = this.#machine(asked.stateMachineArn)
        return {
          stateMachineArn: asked.stateMachineArn,
          name: nameOf(asked.stateMachineArn ?? ''),
          definition: JSON.stringify(definition),
          roleArn: arn('iam', 'role/local'),
          type: 'STANDARD',
          creationDate: 0,
        }
      }
      default:
        throw new CloudError(
          'InvalidAction',
          `The local cloud does not serve ${action} of Step Functions`,
        )
    }
  }

  /**
   * Runs an execution of a state machine; its end is recorded, whatever it is.
   * @param startTime by which its rows are judged.
   * @param clock when it really starts.
   */
  async begin(
    machine: string,
    name: string,
    input: unknown,
    startTime: Date,
    clock = startTime,
  ): Promise<unknown> {
    const stop = new AbortController()
    const recorded: Recorded = {
      machine,
      input: JSON.stringify(input),
      started: clock.getTime(),
      states: [],
      stop,
    }
    this.#recorded.set(name, recorded)
    this.statuses.set(name, 'RUNNING')
    const entered = (state: string) => void recorded.states.push({ name: state, at: Date.now() })
    const end = (status: string, how: Pick<Recorded, 'output' | 'error' | 'cause'>) => {
      // Whoever stops an execution says the error and the cause that it then shows.
      const said = stop.signal.aborted ? {} : how
      Object.assign(recorded, { ended: Date.now(), ...said })
      const ended = stop.signal.aborted ? 'ABORTED' : status
      this.statuses.set(name, ended)
      this.ended(machine, name, ended)
    }
    try {
      const run = this.machines.get(machine)?.run
      const output = await run?.({ name, input, startTime, stop: stop.signal, entered })
      end('SUCCEEDED', { output: JSON.stringify(output ?? {}) })
      return output
    } catch (error) {
      const { name: failed, message } = error instanceof Error ? error : new Error(String(error))
      end('FAILED', { error: failed, cause: message })
      throw error
    }
  }

  #machine(stateMachineArn = ''): Machine {
    const found = this.machines.get(nameOf(stateMachineArn))
    if (found === undefined)
      throw new CloudError(
        'StateMachineDoesNotExist',
        `State Machine Does Not Exist: '${stateMachineArn}'`,
      )
    return found
  }

  #start({ stateMachineArn = '', name = randomUUID(), input = '{}' }: Asked): unknown {
    this.#machine(stateMachineArn)
    if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name))
      throw new CloudError('InvalidName', `Invalid Name: '${name}'`)
    const machine = nameOf(stateMachineArn)
    const given: unknown = JSON.parse(input)
    const before = this.#recorded.get(name)
    const isSame = before?.ended === undefined && before?.input === JSON.stringify(given)
    if (before !== undefined && !isSame)
      throw new CloudError('ExecutionAlreadyExists', `Execution Already Exists: '${name}'`)
    const startTime = new Date(before?.started ?? Date.now())
    // Its failure is in its record.
    if (before === undefined) this.begin(machine, name, given, startTime).catch(() => undefined)
    return {
      executionArn: arn('states', `execution:${machine}:${name}`),
      startDate: seconds(startTime.getTime()),
    }
  }

  #stop({ executionArn = '', error, cause }: Asked): unknown {
    const found = this.#recorded.get(nameOf(executionArn))
    if (found === undefined) throw unknown(executionArn)
    if (found.ended === undefined) {
      Object.assign(found, { error, cause })
      found.stop.abort()
      this.statuses.set(nameOf(executionArn), 'ABORTED')
    }
    return { stopDate: seconds(found.ended ?? Date.now()) }
  }

  #list({ stateMachineArn = '', statusFilter, maxResults = 100 }: Asked): unknown {
    this.#machine(stateMachineArn)
    const executions = [...this.#recorded]
      .filter(([, { machine }]) => machine === nameOf(stateMachineArn))
      .filter(([name]) => statusFilter === undefined || this.statuses.get(name) === statusFilter)
      .sort(([, one], [, other]) => other.started - one.started)
      .slice(0, maxResults)
    return { executions: executions.map(([name, one]) => this.#shown(name, one)) }
  }

  #shown(name: string, { machine, started, ended }: Recorded) {
    return {
      executionArn: arn('states', `execution:${machine}:${name}`),
      stateMachineArn: arn('states', `stateMachine:${machine}`),
      name,
      status: this.statuses.get(name),
      startDate: seconds(started),
      ...(ended !== undefined && { stopDate: seconds(ended) }),
    }
  }

  #describe(executionArn: string): unknown {
    const name = nameOf(executionArn)
    const status = this.statuses.get(name)
    if (status === undefined) throw unknown(executionArn)
    const found = this.#recorded.get(name)
    if (found === undefined) return { executionArn, name, status }
    const { input, output, error, cause } = found
    return { ...this.#shown(name, found), input, output, error, cause }
  }

  #history({ executionArn = '', maxResults = 100, reverseOrder = false }: Asked): unknown {
    const found = this.#recorded.get(nameOf(executionArn))
    if (found === undefined) throw unknown(executionArn)
    const events = found.states.map(({ name, at }, index) => ({
      id: index + 1,
      timestamp: seconds(at),
      type: 'TaskStateEntered',
      stateEnteredEventDetails: { name },
    }))
    return { events: (reverseOrder ? events.reverse() : events).slice(0, maxResults) }
  }
}

const unknown = (executionArn: string) =>
  new CloudError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
