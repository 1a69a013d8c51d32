import {
  DBClusterSnapshotNotFoundFault,
  DBSnapshotNotFoundFault,
  KMSKeyNotAccessibleFault,
} from '@aws-sdk/client-rds'
import type { CloneAccount } from '../contract/clone-account.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { clonesRds } from './clone-account.ts'
import { copyClusterSnapshot } from './cluster/copy-snapshot.ts'
import { copyInstanceSnapshot } from './instance/copy-snapshot.ts'
import { mustBeOurs, rds, runTags } from './rds.ts'
import { share, unshare } from './share-snapshot.ts'
import { findSnapshot, type Snapshot } from './snapshot.ts'
import { snapshotStatuses, standingOf, told } from './statuses.ts'

const copy = { instance: copyInstanceSnapshot, cluster: copyClusterSnapshot }

/**
 * Copies the run's snapshot into the clones' account, or waits for the copy that this run has
 * begun. A snapshot that is shared and encrypted cannot be restored, so there is always a copy; it
 * is shared for no longer than the copying takes.
 * @throws NamedError NotReady, RestoreFailed, AccessDenied, NotDrydocks
 */
export async function copySnapshot(run: Run, source: SourcePlan): Promise<void> {
  const { cloneAccount } = run.deployment
  // The state exists only where the clones have an account of their own.
  if (cloneAccount === undefined) return
  const { kind, snapshot: id } = source
  const there = await findSnapshot(kind, id, clonesRds(run.deployment, 'copy'))
  if (there === null) {
    await begin(run, source, cloneAccount)
    throw new NamedError('NotReady', `The snapshot ${id} is being copied.`)
  }
  mustBeOurs(id, there.tags, run.environment)
  const standing = standingOf(snapshotStatuses, there.status)
  if (standing === 'passing')
    throw new NamedError(
      'NotReady',
      `The copy of the snapshot ${id} in ${cloneAccount.account} is ` +
        `${told(snapshotStatuses, there.status)} (${there.percent} %).`,
    )
  await unshare(kind, id, cloneAccount.account)
  if (standing === 'final')
    throw new NamedError(
      'RestoreFailed',
      `The copy of the snapshot ${id} in ${cloneAccount.account} is ${there.status}; expected ` +
        'it to become available. Check the events there in RDS, then start again.',
    )
}

async function begin(run: Run, source: SourcePlan, { account, key }: CloneAccount): Promise<void> {
  const { kind, snapshot: id } = source
  const snapshot = await findSnapshot(kind, id, rds)
  if (snapshot === null)
    throw new NamedError(
      'RestoreFailed',
      `The snapshot ${id} no longer exists. Start the run again.`,
    )
  mustBeOurs(id, snapshot.tags, run.environment)
  await share(kind, id, account)
  try {
    const at = clonesRds(run.deployment, 'copy')
    // RDS refuses a key for a cluster's snapshot that is not encrypted.
    await copy[kind](snapshot, snapshot.encrypted ? key : undefined, runTags(run, source), at)
  } catch (error) {
    if (error instanceof KMSKeyNotAccessibleFault) throw noKey(snapshot, account, key)
    // It takes RDS a moment to see what is shared.
    if (error instanceof DBSnapshotNotFoundFault || error instanceof DBClusterSnapshotNotFoundFault)
      throw new NamedError('NotReady', `The snapshot ${id} is not visible in ${account} yet.`)
    throw error
  }
}

const noKey = ({ id }: Snapshot, account: string, key: string): NamedError =>
  new NamedError(
    'AccessDenied',
    `The account ${account} cannot use the key of the snapshot ${id}, or its own key ${key}. ` +
      "Expected the policy of the source's key to let that account use it, and the stack for " +
      "the clones' account to be deployed there. Correct the policy (docs/configuration.md, " +
      '"Clones in another account"), then start again.',
  )
