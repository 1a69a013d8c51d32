import { RDSServiceException } from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import type { SourceKind } from '../contract/source.ts'
import { accountsOfClusterSnapshot, changeClusterSharing } from './cluster/share-snapshot.ts'
import { accountsOfInstanceSnapshot, changeInstanceSharing } from './instance/share-snapshot.ts'
import { isPassing } from './passing-errors.ts'

/** As RDS takes it: accounts to add, or to remove. */
export type SharingChange =
  | { readonly ValuesToAdd: string[] }
  | { readonly ValuesToRemove: string[] }

const accountsOf = { instance: accountsOfInstanceSnapshot, cluster: accountsOfClusterSnapshot }
const change = { instance: changeInstanceSharing, cluster: changeClusterSharing }

const isShared = async (kind: SourceKind, id: string, account: string): Promise<boolean> =>
  (await accountsOf[kind](id)).includes(account)

/**
 * Lets one account copy a snapshot of production.
 * @throws NamedError RestoreFailed if RDS does not share it
 */
export async function share(kind: SourceKind, id: string, account: string): Promise<void> {
  if (await isShared(kind, id, account)) return
  try {
    await change[kind](id, { ValuesToAdd: [account] })
  } catch (error) {
    if (!(error instanceof RDSServiceException) || error.$fault !== 'client' || isPassing(error))
      throw error
    throw new NamedError(
      'RestoreFailed',
      `RDS does not share the snapshot ${id} with the account ${account} (${error.name}: ` +
        `${error.message}). Expected a source that is not encrypted, or one that is encrypted ` +
        'with a customer-managed key: what the AWS managed key aws/rds encrypts cannot be ' +
        'shared. Encrypt the source with a key of your own, or omit "cloneAccount".',
      { cause: error },
    )
  }
}

/**
 * Ends it.
 * @returns whether it was shared.
 */
export async function unshare(kind: SourceKind, id: string, account: string): Promise<boolean> {
  if (!(await isShared(kind, id, account))) return false
  await change[kind](id, { ValuesToRemove: [account] })
  return true
}
