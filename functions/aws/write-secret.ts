import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

const client = new SecretsManagerClient({})

export async function writeSecret(
  SecretId: string,
  value: Readonly<Record<string, string>>,
): Promise<void> {
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) }))
}
