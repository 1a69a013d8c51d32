import {
  DBClusterAlreadyExistsFault,
  DBInstanceAlreadyExistsFault,
  InvalidDBClusterStateFault,
  InvalidDBInstanceStateFault,
  type DBInstance,
  type MasterUserSecret,
} from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import { secretStatuses, standingOf, told } from './statuses.ts'

/** Makes RDS keep a master password that only its own secret knows. */
export const ownPassword = { ManageMasterUserPassword: true, ApplyImmediately: true } as const

export const notReady = (message: string): NamedError => new NamedError('NotReady', message)

/** @throws NamedError NotReady while it is on its way, RestoreFailed where waiting is in vain */
export function mustBeUsable(
  id: string,
  status: string | undefined,
  statuses: Parameters<typeof standingOf>[0],
  progress = '',
): void {
  const standing = standingOf(statuses, status ?? 'unknown')
  if (standing === 'final')
    throw new NamedError(
      'RestoreFailed',
      `The clone ${id} is ${status}; expected it to become available. See its events in RDS, mend the cause (parameter group, capacity, key), then start again.`,
    )
  if (standing === 'passing')
    throw notReady(`The clone ${id} is ${told(statuses, status ?? 'unknown')}${progress}.`)
}

/**
 * The password of its own is in force. Right after it was asked for a clone still shows the status it had: only the pending
 * value tells that the old password is still the one.
 * @throws NamedError NotReady
 */
export function mustHaveOwnPassword(
  id: string,
  secret: MasterUserSecret | undefined,
  pending: { readonly MasterUserPassword?: string | undefined } | undefined,
): void {
  const status = secret?.SecretStatus ?? 'not there yet'
  if (standingOf(secretStatuses, status) !== 'usable')
    throw notReady(`The secret of the clone ${id} is ${status}.`)
  if (pending?.MasterUserPassword !== undefined)
    throw notReady(`The password of the clone ${id} is being changed.`)
}

/** What an earlier try has begun, whose answer was lost, is looked at when asked again; what cannot begin yet, too. */
export async function begin(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (
      !(
        error instanceof DBClusterAlreadyExistsFault ||
        error instanceof DBInstanceAlreadyExistsFault ||
        error instanceof InvalidDBClusterStateFault ||
        error instanceof InvalidDBInstanceStateFault
      )
    )
      throw error
  }
}

/** How far the storage of an instance is loaded or rebuilt, as far as RDS tells; '' where nothing of it is under way. */
export function storageProgress({
  StorageOperationStatus: operation,
  StorageOperationPercentProgress: percent,
  PercentProgress: older,
}: DBInstance): string {
  const done = percent ?? older
  if (operation === undefined && done === undefined) return ''
  return ` (storage ${operation ?? 'in work'}${done === undefined ? '' : `, ${done} % done`})`
}
