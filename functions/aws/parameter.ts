import { GetParameterCommand } from '@aws-sdk/client-ssm'
import { ssm } from './ssm.ts'

/** @param milliseconds after which no answer is an error, tries again included. */
export async function readParameter(Name: string, milliseconds: number): Promise<string> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name }), {
    abortSignal: AbortSignal.timeout(milliseconds),
  })
  return Parameter?.Value ?? ''
}
