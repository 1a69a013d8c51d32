import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidName,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn'
import { NamedError } from '../../functions/contract/errors.ts'

let made: SFNClient | undefined
// Made at the first call: --profile, --region and --local are known by then.
const client = (): SFNClient => (made ??= new SFNClient({}))

export interface Execution {
  readonly name: string
  readonly arn: string
  readonly status: string
  readonly startedAt: string
  /** null while it runs. */
  readonly endedAt: string | null
}
/** With what only a look at one execution tells; texts of JSON. */
export interface WholeExecution extends Execution {
  readonly input: string
  readonly output: string | null
  readonly error: string | null
  readonly cause: string | null
}

export const isRunning = ({ status }: Pick<Execution, 'status'>): boolean =>
  status === 'RUNNING' || status === 'PENDING_REDRIVE'

/** The last executions of a state machine, newest first. */
export async function listExecutions(
  stateMachineArn: string,
  maxResults: number,
  statusFilter?: ExecutionStatus,
): Promise<readonly Execution[]> {
  const { executions = [] } = await client().send(
    new ListExecutionsCommand({
      stateMachineArn,
      maxResults,
      ...(statusFilter !== undefined && { statusFilter }),
    }),
  )
  return executions.map((one) => ({
    name: one.name ?? '',
    arn: one.executionArn ?? '',
    status: one.status ?? '',
    startedAt: one.startDate?.toISOString() ?? '',
    endedAt: one.stopDate?.toISOString() ?? null,
  }))
}

export const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`

/** null if Step Functions does not know it. */
export async function readExecution(
  stateMachineArn: string,
  name: string,
): Promise<WholeExecution | null> {
  const arn = executionArn(stateMachineArn, name)
  try {
    const one = await client().send(new DescribeExecutionCommand({ executionArn: arn }))
    return {
      name,
      arn,
      status: one.status ?? '',
      startedAt: one.startDate?.toISOString() ?? '',
      endedAt: one.stopDate?.toISOString() ?? null,
      input: one.input ?? '{}',
      output: one.output ?? null,
      error: one.error ?? null,
      cause: one.cause ?? null,
    }
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return null
    throw error
  }
}

/** The Task state that an execution entered last; null before the first. */
export async function currentState(arn: string): Promise<string | null> {
  const asked = { executionArn: arn, reverseOrder: true, includeExecutionData: false }
  for await (const { events = [] } of paginateGetExecutionHistory({ client: client() }, asked))
    for (const { type, stateEnteredEventDetails: entered } of events)
      if (type === 'TaskStateEntered') return entered?.name ?? null
  return null
}

/** The States Language of a state machine, as it is deployed. */
export async function readDefinition(stateMachineArn: string): Promise<unknown> {
  const { definition = 'null' } = await client().send(
    new DescribeStateMachineCommand({ stateMachineArn }),
  )
  return JSON.parse(definition)
}

/** @throws NamedError InvalidInput if the name is taken, or is none */
export async function startExecution(
  stateMachineArn: string,
  name: string,
  input: object,
): Promise<void> {
  const asked = { stateMachineArn, name, input: JSON.stringify(input) }
  await client()
    .send(new StartExecutionCommand(asked))
    .catch((error: unknown) => {
      if (error instanceof ExecutionAlreadyExists || error instanceof InvalidName)
        throw new NamedError(
          'InvalidInput',
          `Nothing can be started under the name "${name}" (${error.name}). Use another name: ` +
            'letters, digits, "-" and "_", at most 80, and not one of the last 90 days.',
        )
      throw error
    })
}

export async function stopExecution(arn: string, cause: string): Promise<void> {
  await client().send(new StopExecutionCommand({ executionArn: arn, error: 'Cancelled', cause }))
}
