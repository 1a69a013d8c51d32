import { DeleteParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm'
import { ssm } from './ssm.ts'

/** Deletes the token of a run that has ended; often there is none. */
export async function forgetToken(Name: string): Promise<void> {
  await ssm.send(new DeleteParameterCommand({ Name })).catch((error: unknown) => {
    if (!(error instanceof ParameterNotFound)) throw error
  })
}
