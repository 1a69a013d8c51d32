import { PutParameterCommand } from '@aws-sdk/client-ssm'
import { NamedError } from '../contract/errors.ts'
import { ssm } from './ssm.ts'

/**
 * Stores a token for those who may decrypt the parameter. A later token of the same run replaces
 * it.
 */
export async function keepToken(Name: string, token: string): Promise<void> {
  await ssm
    .send(new PutParameterCommand({ Name, Value: token, Type: 'SecureString', Overwrite: true }))
    .catch((error: unknown) => {
      if (error instanceof NamedError) throw error
      // Reports an SSM error by name. Its cause and message are left out: they might quote the
      // token.
      throw Object.assign(
        new Error(
          `The approval token could not be stored in ${Name}. Check the role of AskApproval ` +
            'and the SSM quotas, then start again.',
        ),
        { name: error instanceof Error ? error.name : 'Error', $fault: 'client' },
      )
    })
}
