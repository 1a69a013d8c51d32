import {
  GetSecretValueCommand,
  type SecretsManagerClient,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { NamedError } from '../contract/errors.ts'
import { secretsManager } from './secrets-manager.ts'

export const credentialsSchema = z.object({ username: z.string().min(1), password: z.string() })

/**
 * User and password of a database.
 * @throws NamedError AccessDenied if the secret does not exist, is not readable, or has another
 * format; AwsUnavailable if Secrets Manager does not answer
 */
export const readCredentials = (
  secret: string,
  at: SecretsManagerClient,
): Promise<z.infer<typeof credentialsSchema>> =>
  readSecret(secret, credentialsSchema, '"username" and "password"', at)

/**
 * @param words the form in words, for the error message.
 * @param at production's account, unless told otherwise.
 * @throws NamedError AccessDenied, as readCredentials
 */
export async function readSecret<T>(
  secret: string,
  form: z.ZodType<T>,
  words: string,
  at: SecretsManagerClient = secretsManager,
): Promise<T> {
  const unusable = (why: string) =>
    new NamedError(
      'AccessDenied',
      `The secret ${secret} cannot be used: ${why}. Expected JSON with ${words}, readable by ` +
        "Drydock's functions.",
    )
  const { SecretString } = await at
    .send(new GetSecretValueCommand({ SecretId: secret }))
    .catch((error: unknown) => {
      throw error instanceof SecretsManagerServiceException && error.$fault === 'client'
        ? unusable(error.name)
        : error
    })
  try {
    return form.parse(JSON.parse(SecretString ?? ''))
  } catch {
    // The cause is left out: it might quote the secret.
    throw unusable('it has another format')
  }
}

/**
 * As a session takes them, and as it gets them again where they are refused. @throws as
 * readCredentials
 */
export const loginOf = async (secret: string, at: SecretsManagerClient) => ({
  ...(await credentialsOf(secret, at)),
  renew: (refused: string) => renewed(secret, at, refused),
})

const credentialsOf = async (secret: string, at: SecretsManagerClient) => {
  const { username: user, password } = await readCredentials(secret, at)
  return { user, password }
}

/**
 * A rotation changes the password on the server first, and seconds later in the secret (AWS,
 * "Lambda function rotation strategies"; "Managed rotation" typically takes less than a minute).
 */
const rotation = { reads: 11, pause: 3_000 }

/**
 * Reads a secret until it has another password than the refused one. Nobody logs in meanwhile: an
 * account may be locked after some attempts.
 * @returns those refused if the secret does not change. @throws as readCredentials
 */
export async function renewed(
  secret: string,
  at: SecretsManagerClient,
  refused: string,
  { reads, pause } = rotation,
) {
  for (let read = 1; ; read++) {
    const found = await credentialsOf(secret, at)
    if (found.password !== refused || read === reads) return found
    await setTimeout(pause)
  }
}
