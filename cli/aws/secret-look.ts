import {
  DecryptionFailure,
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { credentialsSchema } from '../../functions/aws/secrets.ts'
import { inOurWords } from './trouble.ts'
import { NamedError } from '../../functions/contract/errors.ts'

/** What a look at a secret shows; never its value. */
export interface SecretLook {
  /**
   * `hidden`: it exists, and the caller may not read it. `wrong`: it has another form. `locked`:
   * its key does not decrypt it.
   */
  readonly form: 'right' | 'wrong' | 'hidden' | 'locked' | 'deleted' | 'missing'
  /** The customer-managed key that encrypts it, by its ID, ARN or alias ARN. */
  readonly key: string | null
}

/** Whether a secret is there and has the user and password of a database. */
export async function lookAtSecret(SecretId: string): Promise<SecretLook> {
  const client = new SecretsManagerClient({})
  const found = await client.send(new DescribeSecretCommand({ SecretId })).catch((error) => {
    if (error instanceof ResourceNotFoundException) return null
    throw error
  })
  if (found === null) return { form: 'missing', key: null }
  const key = found.KmsKeyId ?? null
  if (found.DeletedDate !== undefined) return { form: 'deleted', key }
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }))
    return { form: hasCredentials(SecretString) ? 'right' : 'wrong', key }
  } catch (error) {
    // It has no value yet.
    if (error instanceof ResourceNotFoundException) return { form: 'wrong', key }
    if (error instanceof DecryptionFailure) return { form: 'locked', key }
    if (error instanceof InvalidRequestException) return { form: 'deleted', key }
    const said = inOurWords(error)
    if (said instanceof NamedError && said.name === 'AccessDenied') return { form: 'hidden', key }
    throw error
  }
}

function hasCredentials(text: string): boolean {
  try {
    return credentialsSchema.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
