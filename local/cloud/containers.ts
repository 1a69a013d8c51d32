import { randomUUID } from 'node:crypto'
import { containerName, suffixOf } from '../../functions/contract/smoke.ts'
import { arn } from './arn.ts'
import { startContainer, type Container } from './container.ts'
import { CloudError } from './request.ts'
import { checkTasks } from './task-rules.ts'
import type { Secrets } from './secrets.ts'

export interface Asked {
  readonly cluster?: string
  readonly taskDefinition?: string
  readonly startedBy?: string
  readonly clientToken?: string
  readonly desiredStatus?: 'RUNNING' | 'STOPPED'
  readonly tasks?: readonly string[]
  readonly task?: string
  readonly reason?: string
  readonly overrides?: {
    readonly containerOverrides?: readonly {
      readonly name?: string
      readonly environment?: readonly { readonly name: string; readonly value: string }[]
    }[]
  }
  readonly logStreamName?: string
  readonly limit?: number
}
/** A task's definition: its container, and the command that is run. */
export interface Definition {
  readonly container: string
  readonly command: readonly string[]
}
interface Task {
  readonly arn: string
  readonly cluster: string
  readonly name: string
  readonly startedBy: string
  readonly clientToken: string
  readonly created: number
  readonly container: Container
  /** The reason given to StopTask; null before that. */
  stopped: string | null
}

/**
 * ECS's RunTask, ListTasks, DescribeTasks and StopTask, and CloudWatch Logs' GetLogEvents: tasks
 * are commands.
 */
export class Containers {
  /** The command that stands in for the image; none if nothing should start. */
  command: readonly string[] = []
  /** The secret with the container's credentials. */
  readonly credentials: string
  readonly #secrets: Secrets
  /** What a container with a task role has in its environment. */
  environment: Readonly<Record<string, string>> = {}
  readonly #definitions = new Map<string, Definition>()
  readonly #tasks = new Map<string, Task>()

  constructor(secrets: Secrets) {
    this.#secrets = secrets
    this.credentials = secrets.add('drydock/laptop/clone', {})
  }

  /** A task that is no application: it has a role, and no credentials of a clone. */
  register(taskDefinition: string, definition: Definition): void {
    this.#definitions.set(taskDefinition, definition)
  }

  call(action: string, asked: Asked): unknown {
    const definition = this.#definitions.get(asked.taskDefinition ?? '')
    checkTasks(action, asked, definition)
    switch (action) {
      case 'RunTask':
        return this.command.length === 0 && definition === undefined
          ? { tasks: [], failures: [{ reason: 'there is no command that stands for the image' }] }
          : { tasks: [described(this.#run(asked))], failures: [] }
      case 'ListTasks': {
        const all = [...this.#tasks.values()].filter(
          ({ startedBy, cluster }) =>
            cluster === (asked.cluster ?? '') &&
            (asked.startedBy === undefined || startedBy === asked.startedBy),
        )
        return {
          taskArns: all
            .filter((task) => desiredOf(task) === (asked.desiredStatus ?? 'RUNNING'))
            .map((task) => task.arn),
        }
      }
      case 'DescribeTasks':
        return {
          tasks: (asked.tasks ?? []).flatMap((id) => this.#tasks.get(id) ?? []).map(described),
        }
      case 'StopTask':
        return this.#stop(asked)
      case 'GetLogEvents':
        return this.#log(asked)
      default:
        throw new CloudError(
          'InvalidAction',
          `The local cloud does not serve ${action} of ECS or CloudWatch Logs`,
        )
    }
  }

  #run(asked: Asked): Task {
    const { startedBy = '', clientToken = '', overrides } = asked
    const before = [...this.#tasks.values()].find((task) => task.clientToken === clientToken)
    if (before !== undefined) return before
    const given = overrides?.containerOverrides?.[0]?.environment ?? []
    const own = Object.fromEntries(given.map(({ name, value }) => [name, value]))
    const definition = this.#definitions.get(asked.taskDefinition ?? '')
    const container =
      definition === undefined
        ? startContainer(this.command, { ...own, ...this.#credentials() })
        : startContainer(definition.command, { ...this.environment, ...own }, 30_000)
    const { cluster = '' } = asked
    const task: Task = {
      arn: arn('ecs', `task/${cluster}/${randomUUID().replaceAll('-', '')}`),
      cluster,
      name: definition?.container ?? containerName,
      startedBy,
      clientToken,
      created: Date.now(),
      container,
      stopped: null,
    }
    this.#tasks.set(task.arn, task)
    return task
  }

  /** As ECS gives them to the application's container. */
  #credentials(): Readonly<Record<string, string>> {
    const { SecretString } = this.#secrets.call('GetSecretValue', {
      SecretId: this.credentials,
    }) as { SecretString: string }
    const secret = JSON.parse(SecretString) as Readonly<Record<string, string>>
    const suffixes = Object.keys(secret)
      .filter((key) => key.startsWith('username'))
      .map((_, at) => suffixOf(at))
    const credentials = suffixes.flatMap((suffix) => [
      [`DRYDOCK_CLONE_USER${suffix}`, secret[`username${suffix}`] ?? ''],
      [`DRYDOCK_CLONE_PASSWORD${suffix}`, secret[`password${suffix}`] ?? ''],
    ])
    return Object.fromEntries(credentials)
  }

  #stop({ task = '', reason = 'Task stopped by user' }: Asked): unknown {
    const found = this.#tasks.get(task)
    if (found === undefined)
      throw new CloudError('InvalidParameterException', 'The referenced task was not found.')
    found.stopped ??= reason
    found.container.end()
    return { task: described(found) }
  }

  #log({ logStreamName = '', limit = 10_000 }: Asked): unknown {
    const found = [...this.#tasks.values()].find(
      ({ arn: id, name }) => logStreamName === `${name}/${name}/${id.split('/').at(-1)}`,
    )
    if (found === undefined)
      throw new CloudError('ResourceNotFoundException', 'The specified log stream does not exist.')
    return {
      events: found.container.lines
        .slice(-limit)
        .map((message) => ({ message, timestamp: Date.now() })),
    }
  }

  /** A task's host is lost: nobody asks its container to end. */
  async lose(task: string): Promise<void> {
    await this.#tasks.get(task)?.container.stop()
  }

  /** The tasks that are still running. */
  get running(): number {
    return [...this.#tasks.values()].filter((task) => statusOf(task) === 'RUNNING').length
  }

  async close(): Promise<void> {
    await Promise.all([...this.#tasks.values()].map(({ container }) => container.stop()))
  }
}

const statusOf = ({ container }: Task): 'RUNNING' | 'STOPPED' =>
  container.exitCode() === undefined ? 'RUNNING' : 'STOPPED'

/** A stopped task keeps running for a while. */
const desiredOf = (task: Task): 'RUNNING' | 'STOPPED' =>
  task.stopped === null ? statusOf(task) : 'STOPPED'

const described = (task: Task): unknown => ({
  taskArn: task.arn,
  lastStatus: statusOf(task),
  desiredStatus: desiredOf(task),
  startedBy: task.startedBy,
  createdAt: task.created / 1000,
  ...(statusOf(task) === 'STOPPED' && {
    stopCode: task.stopped === null ? 'EssentialContainerExited' : 'UserInitiated',
    stoppedReason: task.stopped ?? 'Essential container in task exited',
  }),
  containers: [
    {
      name: task.name,
      networkInterfaces: [{ privateIpv4Address: '127.0.0.1' }],
      ...(task.container.exitCode() !== undefined && { exitCode: task.container.exitCode() }),
    },
  ],
})
