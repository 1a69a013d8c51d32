import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { Deployment } from '../contract/environment.ts'
import { awsClient } from './aws-client.ts'
import { assumed } from './clone-account.ts'
import { secretsManager } from './secrets-manager.ts'

const clients = new Map<string, SecretsManagerClient>()

/** Secrets Manager where RDS keeps the clones' passwords. */
export function clonesSecrets({
  cloneAccount,
}: Pick<Deployment, 'cloneAccount'>): SecretsManagerClient {
  if (cloneAccount === undefined) return secretsManager
  const known = clients.get(cloneAccount.roles)
  if (known !== undefined) return known
  const client = awsClient(SecretsManagerClient, { credentials: assumed(cloneAccount, 'connect') })
  clients.set(cloneAccount.roles, client)
  return client
}
