import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { z } from 'zod'
import { NamedError } from '../contract/errors.ts'

const client = new SecretsManagerClient({})
const schema = z.object({ username: z.string().min(1), password: z.string() })

/**
 * User and password of a database.
 * @throws NamedError AccessDenied when the secret is not there, not readable, or not of that form
 */
export async function readCredentials(secret: string): Promise<z.infer<typeof schema>> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }))
    return schema.parse(JSON.parse(SecretString ?? ''))
  } catch (error) {
    // The cause is left out: it might quote the secret.
    const why = error instanceof Error && error.name.endsWith('Exception') ? error.name : 'not JSON with "username" and "password"'
    throw new NamedError('AccessDenied', `The secret ${secret} can not be used: ${why}. Expected JSON with "username" and "password", readable by Drydock's functions.`)
  }
}
