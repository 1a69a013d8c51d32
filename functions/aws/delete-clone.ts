import type { RDSClient } from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import { cloneOf, type Run, type SourcePlan } from '../contract/steps.ts'
import { removeCluster } from './cluster/remove.ts'
import { removeInstance } from './instance/remove.ts'
import { clonesRds } from './clone-account.ts'
import { removeSnapshot } from './remove-snapshot.ts'
import { unshare } from './share-snapshot.ts'
import { findSnapshot } from './snapshot.ts'
import { mustBeOurs } from './rds.ts'
import { findServer } from './server.ts'
import { snapshotStatuses, standingOf } from './statuses.ts'

const remove = { instance: removeInstance, cluster: removeCluster }

/**
 * Deletes the run's clone and waits until it no longer exists; with it, what was made for a clone
 * in another account: the permission to copy the snapshot, and the copy.
 * @throws NamedError NotReady, NotDrydocks, CloneProtected
 */
export async function deleteClone(run: Run, source: SourcePlan): Promise<void> {
  const { cloneAccount } = run.deployment
  if (cloneAccount !== undefined) await unshare(source.kind, source.snapshot, cloneAccount.account)
  const at = clonesRds(run.deployment, 'delete')
  const { kind, name } = cloneOf(source)
  const clone = await findServer(kind, name, at)
  if (clone !== null) {
    mustBeOurs(source.clone, clone.tags, run.environment)
    if (clone.status !== 'deleting') await remove[kind](name, at, run.environment)
    throw new NamedError('NotReady', `The clone ${source.clone} is being deleted.`)
  }
  if (cloneAccount !== undefined) await removeCopy(run, source, at)
}

/** @throws NamedError NotReady while it is being copied, NotDrydocks */
async function removeCopy(run: Run, source: SourcePlan, at: RDSClient): Promise<void> {
  const { kind, snapshot: id } = source
  const copy = await findSnapshot(kind, id, at)
  if (copy === null || copy.status === 'deleting') return
  mustBeOurs(id, copy.tags, run.environment)
  if (standingOf(snapshotStatuses, copy.status) === 'passing')
    throw new NamedError(
      'NotReady',
      `The copy of the snapshot ${id} is ${copy.status}: it can be deleted once that has ended.`,
    )
  await removeSnapshot(kind, id, at)
}
