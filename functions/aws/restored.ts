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

/** Makes RDS manage the master password in its own secret. */
export const ownPassword = { ManageMasterUserPassword: true, ApplyImmediately: true } as const

export const notReady = (message: string): NamedError => new NamedError('NotReady', message)

/** @throws NamedError NotReady while it is in progress, RestoreFailed if waiting cannot help */
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
      `The clone ${id} is ${status}; expected it to become available. Check its events in ` +
        'RDS, fix the cause (parameter group, capacity, key), then start again.',
    )
  if (standing === 'passing')
    throw notReady(`The clone ${id} is ${told(statuses, status ?? 'unknown')}${progress}.`)
}

/**
 * Begins a piece of the restore; the next call looks at what became of it.
 * @throws NamedError NotReady
 */
export async function start(what: string, work: () => Promise<unknown>): Promise<never> {
  await begin(work)
  throw notReady(what)
}

/**
 * Gives the clone its own password, and waits until it is in effect. A restored clone has its
 * source's password, but of the one engine whose restore makes another (restore-input.ts). Right
 * after the request the clone still shows its old status: only the pending value shows that the
 * old password still applies.
 * @throws NamedError NotReady
 */
export async function mustHaveOwnPassword(
  id: string,
  {
    MasterUserSecret: secret,
    PendingModifiedValues: pending,
  }: {
    readonly MasterUserSecret?: MasterUserSecret | undefined
    readonly PendingModifiedValues?:
      | { readonly MasterUserPassword?: string | undefined }
      | undefined
  },
  give: () => Promise<unknown>,
): Promise<void> {
  if (secret === undefined) await start(`The clone ${id} is getting its own password.`, give)
  const status = secret?.SecretStatus ?? 'not created yet'
  if (standingOf(secretStatuses, status) !== 'usable')
    throw notReady(`The secret of the clone ${id} is ${status}.`)
  if (pending?.MasterUserPassword !== undefined)
    throw notReady(`The password of the clone ${id} is being changed.`)
}

/**
 * What an earlier attempt with a lost response has started, or what cannot start yet: the next call
 * looks again.
 */
async function begin(work: () => Promise<unknown>): Promise<void> {
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

/**
 * Progress of an instance's storage loading or rebuild, if RDS reports any; '' if none is in
 * progress.
 */
export function storageProgress({
  StorageOperationStatus: operation,
  StorageOperationPercentProgress: percent,
  PercentProgress: older,
}: DBInstance): string {
  const done = percent ?? older
  if (operation === undefined && done === undefined) return ''
  return ` (storage ${operation ?? 'in work'}${done === undefined ? '' : `, ${done} % done`})`
}
