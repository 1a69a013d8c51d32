import type { Accounts } from './accounts.ts'
import { arn, region } from './arn.ts'
import type { Containers } from './containers.ts'
import type { Executions } from './executions.ts'
import type { FunctionLogs } from './function-logs.ts'
import type { Metrics } from './metrics.ts'
import type { Objects } from './objects.ts'
import type { Parameters } from './parameters.ts'
import { jsonProtocol, queryProtocol, restProtocol, type Protocol } from './replies.ts'
import type { Call } from './request.ts'
import type { Secrets } from './secrets.ts'
import type { Stacks } from './stacks.ts'
import type { Tasks } from './tasks.ts'
import type { Topics } from './topics.ts'

export interface Services {
  readonly accounts: Accounts
  readonly containers: Containers
  readonly executions: Executions
  readonly functionLogs: FunctionLogs
  readonly metrics: Metrics
  readonly objects: Objects
  readonly parameters: Parameters
  readonly secrets: Secrets
  readonly stacks: Stacks
  readonly tasks: Tasks
  readonly topics: Topics
}

/** What a call asks for, of which service, and how it is answered. */
export interface Asked {
  readonly action: string
  /** As in IAM; null for what no role of another account is granted. */
  readonly service: 'rds' | 'secretsmanager' | null
  readonly protocol: Protocol
  readonly work: () => unknown
}

export function askedOf(call: Call, account: string, services: Services): Asked {
  const target = call.headers['x-amz-target']
  if (typeof target === 'string') return inJson(target, call, account, services)
  if (call.method === 'POST' && call.path === '/') return inQuery(call, account, services)
  const action = call.query.has('list-type')
    ? 'ListObjectsV2'
    : call.query.has('delete')
      ? 'DeleteObjects'
      : ({ GET: 'GetObject', PUT: 'PutObject' }[call.method] ?? call.method)
  const work = () => services.objects.call(action, call)
  return { action, service: null, protocol: restProtocol, work }
}

function inJson(target: string, { body }: Call, account: string, services: Services): Asked {
  const { containers, executions, functionLogs, metrics, parameters, secrets, tasks } = services
  const [service = '', action = ''] = target.split('.')
  const asked = JSON.parse(body.toString()) as Readonly<Record<string, string>>
  const json = { action, service: null, protocol: jsonProtocol }
  if (/^(AmazonEC2ContainerService|Logs_)/.test(service))
    return {
      ...json,
      work: () => (/Query/.test(action) ? functionLogs : containers).call(action, asked),
    }
  if (service === 'secretsmanager')
    return { ...json, service, work: () => secrets.call(action, asked, account) }
  if (service.startsWith('GraniteService'))
    return { ...json, work: () => metrics.call(action, asked) }
  if (service === 'AmazonSSM') return { ...json, work: () => parameters.call(action, asked) }
  if (service !== 'AWSStepFunctions') return { ...json, work: () => secrets.call(action, asked) }
  return {
    ...json,
    work: () => (action.startsWith('SendTask') ? tasks : executions).call(action, asked),
  }
}

function inQuery({ body }: Call, account: string, { accounts, stacks, topics }: Services): Asked {
  const asked = new URLSearchParams(body.toString())
  const action = asked.get('Action') ?? ''
  const query = { action, service: null, protocol: queryProtocol }
  if (action === 'GetCallerIdentity') {
    const you = arn('iam', 'user/you').replace(region, '')
    return { ...query, work: () => ({ Arn: you, UserId: 'you', Account: '000000000000' }) }
  }
  if (action === 'DescribeStacks') return { ...query, work: () => stacks.call(asked) }
  if (action === 'AssumeRole') return { ...query, work: () => accounts.assumeRole(asked) }
  if (asked.has('TopicArn')) return { ...query, work: () => topics.call(action, asked) }
  return { ...query, service: 'rds', work: () => accounts.rds(account).call(action, asked) }
}
