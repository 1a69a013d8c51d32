import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { secretsManager } from './secrets-manager.ts'

export async function writeSecret(
  SecretId: string,
  value: Readonly<Record<string, string>>,
): Promise<void> {
  await secretsManager.send(
    new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) }),
  )
}
