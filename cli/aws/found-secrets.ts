import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

export interface FoundSecret {
  readonly name: string
  readonly arn: string
  /** The ARN of the customer-managed key that encrypts it. */
  readonly key: string | null
}

/** The secrets of this account and region, by their names alone. */
export async function findSecrets(): Promise<readonly FoundSecret[]> {
  const client = new SecretsManagerClient({})
  const found: FoundSecret[] = []
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {}))
    for (const { Name: name = '', ARN: arn = '', KmsKeyId: key = null } of SecretList)
      found.push({ name, arn, key })
  return found
}
