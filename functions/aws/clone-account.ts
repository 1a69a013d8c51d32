import { RDSClient } from '@aws-sdk/client-rds'
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { CloneAccount, CloneUse } from '../contract/clone-account.ts'
import type { Deployment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import { awsClient } from './aws-client.ts'
import { isPassing } from './passing-errors.ts'
import { rds } from './rds.ts'

/** RDS where the clones are: in production's account, or in the one that the environment names. */
export function clonesRds(
  { cloneAccount }: Pick<Deployment, 'cloneAccount'>,
  use: CloneUse,
): RDSClient {
  if (cloneAccount === undefined) return rds
  const role = `${cloneAccount.roles}${use}`
  const known = clients.get(role)
  if (known !== undefined) return known
  const client = awsClient(RDSClient, { credentials: assumed(cloneAccount, use) })
  clients.set(role, client)
  return client
}
/** By role: its credentials are good for an hour, and a function is called again within it. */
const clients = new Map<string, RDSClient>()

type Assumed = ReturnType<typeof fromTemporaryCredentials>

/**
 * Credentials of one role in the clones' account. Those of production never leave its own account.
 * @throws NamedError AccessDenied if the role cannot be assumed
 */
export function assumed({ account, roles, externalId }: CloneAccount, use: CloneUse): Assumed {
  const RoleArn = `${roles}${use}`
  const assume = fromTemporaryCredentials({
    params: { RoleArn, ExternalId: externalId, RoleSessionName: `drydock-${use}` },
  })
  return async (given) => {
    try {
      return await assume(given)
    } catch (error) {
      if (isPassing(error)) throw error
      throw new NamedError(
        'AccessDenied',
        `The role ${RoleArn} cannot be assumed ` +
          `(${error instanceof Error ? error.name : 'unknown'}). Expected the stack ` +
          `for the clones' account to be deployed in ${account}, from the same environment file. ` +
          'Deploy it (docs/configuration.md, "Clones in another account"), then start again.',
      )
    }
  }
}
