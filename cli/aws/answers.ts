import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { NamedError } from '../../functions/contract/errors.ts'

/** Answers a task that waits with this token. @throws NamedError NotApproved if none does */
export async function answerTask(
  taskToken: string,
  answer: { readonly by: string } | { readonly error: string; readonly cause: string },
): Promise<void> {
  const client = new SFNClient({})
  try {
    if ('by' in answer)
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) }))
    else await client.send(new SendTaskFailureCommand({ taskToken, ...answer }))
  } catch (error) {
    const isLate =
      error instanceof TaskTimedOut ||
      error instanceof TaskDoesNotExist ||
      error instanceof InvalidToken
    if (!isLate) throw error
    // The SDK's own message may quote the token.
    throw new NamedError(
      'NotApproved',
      'The run no longer waits for an answer: its deadline is over, or somebody else has ' +
        'answered. drydock show says which.',
    )
  }
}
