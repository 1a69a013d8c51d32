import { GetSecretValueCommand, SecretsManagerClient, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager'
import { z } from 'zod'
import { NamedError } from '../contract/errors.ts'

const client = new SecretsManagerClient({})
const schema = z.object({ username: z.string().min(1), password: z.string() })

/**
 * User and password of a database.
 * @throws NamedError AccessDenied when the secret is not there, not readable, or not of that form; the SDK's own error when
 * Secrets Manager does not answer
 */
export async function readCredentials(secret: string): Promise<z.infer<typeof schema>> {
  const unusable = (why: string) => new NamedError('AccessDenied', `The secret ${secret} can not be used: ${why}. Expected JSON with "username" and "password", readable by Drydock's functions.`)
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret })).catch((error: unknown) => {
    throw error instanceof SecretsManagerServiceException && error.$fault === 'client' ? unusable(error.name) : error
  })
  try {
    return schema.parse(JSON.parse(SecretString ?? ''))
  } catch {
    // The cause is left out: it might quote the secret.
    throw unusable('it is not of that form')
  }
}
