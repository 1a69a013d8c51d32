import { PutParameterCommand } from '@aws-sdk/client-ssm'
import { NamedError } from '../contract/errors.ts'
import { ssm } from './ssm.ts'

/** Keeps a token where those may read it who may decrypt the parameter. A later one of the same run takes its place. */
export async function keepToken(Name: string, token: string): Promise<void> {
  await ssm
    .send(new PutParameterCommand({ Name, Value: token, Type: 'SecureString', Overwrite: true }))
    .catch((error: unknown) => {
      if (error instanceof NamedError) throw error
      // A fault of SSM's by its name. The cause is left out, and so is its message: it might quote the token.
      throw Object.assign(
        new Error(
          `The token of the approval could not be kept in ${Name}. Look at the role of AskApproval and at the limits of SSM, then start again.`,
        ),
        { name: error instanceof Error ? error.name : 'Error', $fault: 'client' },
      )
    })
}
