import type { Shown } from './instance.ts'
import { CloudError } from './request.ts'

/** A KMS key, by what other accounts may do with it. */
export interface LocalKey {
  /** `aws/rds`: nobody may share what it encrypts. */
  readonly managedByAws?: true
  /** Accounts besides its own that its policy lets use it. */
  readonly usableBy?: readonly string[]
}
/** By ARN; a key that is not in it is a customer-managed one for its own account alone. */
export type LocalKeys = Map<string, LocalKey>

export const isEncrypted = (shown: Shown): boolean => shown.KmsKeyId !== undefined

/** What a restore takes over from its snapshot. */
export const encryption = (origin: Shown): Shown =>
  isEncrypted(origin) ? { StorageEncrypted: true, KmsKeyId: origin.KmsKeyId } : {}

/** @throws CloudError for a snapshot that no other account may see */
export function checkShareable(keys: LocalKeys, { KmsKeyId }: Shown): void {
  if (keys.get(String(KmsKeyId))?.managedByAws)
    throw new CloudError(
      'InvalidParameterValue',
      "You can't share a snapshot that is encrypted with the default KMS key of its account.",
    )
}

/** @throws CloudError unless the account may use the key */
export function checkUsable(keys: LocalKeys, { KmsKeyId }: Shown, account: string): void {
  if (KmsKeyId === undefined || String(KmsKeyId).split(':')[4] === account) return
  if (!keys.get(String(KmsKeyId))?.usableBy?.includes(account))
    throw new CloudError(
      'KMSKeyNotAccessibleFault',
      `The specified KMS key [${String(KmsKeyId)}] does not exist, is not enabled or you do not ` +
        'have permissions to access it.',
    )
}
