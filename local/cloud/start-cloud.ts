import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Accounts, type OtherAccount } from './accounts.ts'
import { home } from './arn.ts'
import { chaos, CutOff, meet, type Chaos } from './chaos.ts'
import { Containers } from './containers.ts'
import { Executions } from './executions.ts'
import { Metrics } from './metrics.ts'
import { Faults, type Fault } from './faults.ts'
import { FunctionLogs } from './function-logs.ts'
import { Objects } from './objects.ts'
import type { Rds } from './rds.ts'
import { Parameters } from './parameters.ts'
import { CloudError, readCall, type Call, type Reply } from './request.ts'
import { forgetAwsSettings, sdkEnvironment } from './sdk-environment.ts'
import { ofRole, roleCredentials, roleEnvironment } from './task-role.ts'
import { Secrets } from './secrets.ts'
import { askedOf, type Services } from './services.ts'
import { Stacks } from './stacks.ts'
import { Tasks } from './tasks.ts'
import { Topics } from './topics.ts'

export interface Cloud {
  /** Variables that make the unmodified SDK use this cloud. */
  readonly environment: Readonly<Record<string, string>>
  /** Production's account. */
  readonly rds: Rds
  /** KMS keys of all accounts, by ARN. */
  readonly keys: Accounts['keys']
  /** An account for clones, with its own RDS. */
  addAccount(other: OtherAccount): Rds
  readonly secrets: Secrets
  /** SSM's parameters, by name. */
  readonly parameters: Parameters['values']
  readonly metrics: Metrics
  /** ECS's containers and their logs. */
  readonly containers: Containers
  /** Published messages, in order. */
  readonly messages: Topics['messages']
  /** Of the one topic. */
  readonly subscribers: Topics['subscribers']
  onMessage(listener: Topics['heard']): void
  /** Waits until a task's token is answered. */
  answerTo: Tasks['answerTo']
  /** Answers a task: yes, by somebody, or an error. */
  answer(token: string, answer: Answer): void
  /** Statuses of executions, by name. */
  readonly executions: Executions['statuses']
  /** State machines, and what was started of them. */
  readonly stepFunctions: Executions
  /** Outputs of CloudFormation's stacks, by the stack's name. */
  readonly stacks: Stacks['outputs']
  /** Makes the next calls of an action fail. */
  refuse(fault: Fault): void
  /** From now on, fails a share of all calls; null ends it. */
  beUnwell(how: Chaos | null): void
  /** Called before each call is answered; replaces the previous listener. */
  watch(listener: Watcher): void
  close(): Promise<void>
}

type Answer = { readonly by: string } | { readonly error: string; readonly cause: string }
type Watcher = (action: string, account: string) => void | Promise<void>

/**
 * A small AWS on loopback: RDS, CloudWatch, ECS, Secrets Manager, SSM, S3 and SNS, as far as the
 * handlers use them, and the parts of Step Functions, CloudFormation and STS that an operator
 * needs. The person's own AWS settings are removed from this process, so that no call can go
 * anywhere else.
 * @param scratch for snapshots and restored data.
 * @param buckets for objects, stored as files.
 */
export async function startCloud(scratch: string, buckets: string): Promise<Cloud> {
  forgetAwsSettings(process.env)
  const [secrets, parameters, tasks, executions, stacks, objects, topics, faults] = [
    new Secrets(),
    new Parameters(),
    new Tasks(),
    new Executions(),
    new Stacks(),
    new Objects(buckets),
    new Topics(),
    new Faults(),
  ]
  let watcher: Watcher = () => undefined
  let unwell: ReturnType<typeof chaos> = () => null
  const metrics = new Metrics()
  const containers = new Containers(secrets)
  const functionLogs = new FunctionLogs()
  const accounts = new Accounts(secrets, scratch)
  const services: Services = {
    accounts,
    containers,
    executions,
    functionLogs,
    metrics,
    objects,
    parameters,
    secrets,
    stacks,
    tasks,
    topics,
  }
  const answer = async (call: Call): Promise<Reply> => {
    // Of a task's role, which its container asks for without credentials.
    if (call.path === roleCredentials) return { ...ofRole }
    const caller = accounts.callerOf(call.headers.authorization)
    const { action, service, protocol, work } = askedOf(call, caller.account, services)
    const trouble = unwell()
    try {
      await watcher(action, caller.account)
      accounts.check(caller, service ?? 'other', action)
      faults.check(action)
      meet(trouble, protocol.throttling)
      const answered = protocol.answer(action, await work())
      if (trouble === 'answer lost') throw new CutOff()
      return answered
    } catch (error) {
      if (error instanceof CutOff) throw error
      return protocol.refuse(
        error instanceof CloudError ? error : new CloudError('InternalFailure', String(error), 500),
      )
    }
  }
  const server = createServer((request, response) => {
    void readCall(request)
      .then(answer)
      .then(
        ({ status, type, body, headers }) =>
          response
            .writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'local', ...headers })
            .end(body),
        // The caller has disconnected.
        () => response.destroy(),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  containers.environment = roleEnvironment(endpoint)
  return {
    environment: sdkEnvironment(endpoint),
    rds: accounts.rds(home),
    keys: accounts.keys,
    addAccount: (other) => accounts.add(other),
    secrets,
    metrics,
    containers,
    parameters: parameters.values,
    messages: topics.messages,
    subscribers: topics.subscribers,
    onMessage: (listener) => void (topics.heard = listener),
    answerTo: (token) => tasks.answerTo(token),
    answer: (taskToken, how) =>
      void ('by' in how
        ? tasks.call('SendTaskSuccess', { taskToken, output: JSON.stringify(how) })
        : tasks.call('SendTaskFailure', { taskToken, ...how })),
    executions: executions.statuses,
    stepFunctions: executions,
    stacks: stacks.outputs,
    refuse: (fault) => faults.add(fault),
    beUnwell: (how) => void (unwell = how === null ? () => null : chaos(how)),
    watch: (listener) => void (watcher = listener),
    async close() {
      server.closeAllConnections()
      server.close()
      await containers.close()
      await accounts.close()
    },
  }
}
