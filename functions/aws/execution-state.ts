import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn'
import { awsClient } from './aws-client.ts'

const client = awsClient(SFNClient)
const over: readonly (string | undefined)[] = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']

/**
 * Whether an execution of a state machine runs. `unknown` where Step Functions does not know it: it forgets executions 90
 * days after their end.
 */
export async function executionState(
  stateMachine: string,
  name: string,
): Promise<'running' | 'ended' | 'unknown'> {
  const executionArn = `${stateMachine.replace(':stateMachine:', ':execution:')}:${name}`
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }))
    return over.includes(status) ? 'ended' : 'running'
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return 'unknown'
    throw error
  }
}
