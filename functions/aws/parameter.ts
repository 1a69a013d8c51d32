import { GetParameterCommand } from '@aws-sdk/client-ssm'
import { ssm } from './ssm.ts'

/** @param milliseconds until a missing answer is an error, retries included. */
export async function readParameter(Name: string, milliseconds: number): Promise<string> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name }), {
    abortSignal: AbortSignal.timeout(milliseconds),
  })
  return Parameter?.Value ?? ''
}
