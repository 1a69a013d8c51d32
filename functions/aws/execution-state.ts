import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn'
import { awsClient } from './aws-client.ts'

const client = awsClient(SFNClient)
const over: readonly (string | undefined)[] = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']

/**
 * Whether an execution of a state machine is running. `unknown` if Step Functions does not know it:
 * it deletes the history of an execution 90 days after its end.
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
