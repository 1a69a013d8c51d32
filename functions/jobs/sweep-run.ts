import type { z } from 'zod'
import { leftArchives, type LeftArchive } from '../aws/left-archives.ts'
import { executionState } from '../aws/execution-state.ts'
import { forgetToken } from '../aws/forget-token.ts'
import { leftBehind, removeClone, type LeftBehind } from '../aws/left-behind.ts'
import { removeSnapshot } from '../aws/remove-snapshot.ts'
import { unshare } from '../aws/share-snapshot.ts'
import { stopApplications } from '../aws/stop-applications.ts'
import { approvalName } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { sweepEventSchema, sweepInputSchema, Swept } from '../contract/sweep.ts'
import { beyond } from '../preflight/snapshot-retention.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

type Snapshots = LeftBehind['snapshots']
type SweepEvent = z.infer<typeof sweepEventSchema>

/**
 * Deletes what ended runs left behind: clones, copies and excess snapshots, approval tokens,
 * applications, tasks of rebuilds, which end their statement as they are stopped.
 * Resources of a running run are kept, however old. If one cannot be deleted, the others still are.
 * @throws NamedError NotReady until the clones are deleted
 */
export async function sweepRun(
  event: SweepEvent,
  { dryRun, run }: z.infer<typeof sweepInputSchema>,
  { logger }: Surroundings,
): Promise<Swept> {
  const { deployment, environment } = event
  const { clones, snapshots, copies, unseen } = await leftBehind(environment.name, deployment)
  const failed = snapshots.filter(({ succeeded }) => !succeeded)
  const states = await statesOf(event.stateMachine, [
    run ?? '',
    ...[...clones, ...failed, ...copies].map(({ runId }) => runId),
  ])
  const left = clones.filter(({ runId, deleteAfter }) => {
    const state = states.get(runId) ?? 'unknown'
    return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))
  })
  const isOver = ({ runId }: { readonly runId: string }) => states.get(runId) !== 'running'
  const isDeletable = ({ status }: { readonly status: string }) =>
    status === 'available' || status === 'failed'
  const excess = beyond(failed.filter(isOver), environment.keepFailedSnapshots).filter(isDeletable)
  const ofNoUse = copies.filter((one) => isOver(one) && isDeletable(one))
  let unlisted: unknown = null
  const archives = await endedArchives(event).catch((error: unknown) => {
    unlisted = error
    return []
  })
  const swept: Swept = {
    dryRun,
    archives,
    clones: left.filter(({ isProtected }) => !isProtected).map(({ id }) => id),
    snapshots: excess.map(({ id }) => id),
    copies: ofNoUse.map(({ id }) => id),
    runs: [...states].filter(([, state]) => state !== 'running').map(([ended]) => ended),
    overdue: clones.filter(({ deleteAfter }) => isPast(deleteAfter)).map(({ id }) => id),
    protected: left.filter(({ isProtected }) => isProtected).map(({ id }) => id),
  }
  // The alarm for a remaining clone reads this number.
  logger.info({ ...swept, left: new Set([...swept.overdue, ...swept.protected]).size }, 'swept')
  const toDelete = {
    clones: left,
    snapshots: [...excess, ...ofNoUse],
    shared: snapshots.filter(isOver),
    runs: swept.runs,
    // What cannot be listed must not keep what can be deleted.
    hidden: [unseen, unlisted].filter((one) => one !== null),
  }
  if (!dryRun) await deleteLeft(event, toDelete)
  if (toDelete.hidden.length > 0) throw toDelete.hidden[0]
  return swept
}

/** Archives that a run's tail did not gather. Whether their purge was done, GatherArchive asks. */
async function endedArchives({ stateMachine, deployment }: SweepEvent): Promise<LeftArchive[]> {
  const left = await leftArchives(deployment)
  const states = await statesOf(
    stateMachine,
    left.map(({ runId }) => runId),
  )
  return left.filter(({ runId }) => states.get(runId) === 'ended')
}

const isPast = (deleteAfter: number | null): boolean =>
  deleteAfter !== null && deleteAfter < Date.now()

type State = Awaited<ReturnType<typeof executionState>>

async function statesOf(
  stateMachine: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, State>> {
  const states = new Map<string, State>()
  // PlanRun rejects runs with other names, so they created nothing.
  for (const name of new Set(names.filter((one) => /^[\w-]{1,80}$/.test(one))))
    states.set(name, await executionState(stateMachine, name))
  return states
}

interface Left extends Pick<LeftBehind, 'clones' | 'snapshots'> {
  /** Why some of it could not be listed. */
  readonly hidden: readonly unknown[]
  /** Snapshots that a run may have shared with the clones' account. */
  readonly shared: Snapshots
  readonly runs: readonly string[]
}

/** @throws NamedError NotReady until the clones are deleted, then what else could not be deleted */
async function deleteLeft(
  { environment, deployment }: SweepEvent,
  { clones, snapshots, shared, runs, hidden }: Left,
): Promise<void> {
  const failures: unknown[] = [...hidden]
  const attempt = (work: () => Promise<void>): Promise<boolean> =>
    work().then(
      () => true,
      (error: unknown) => {
        failures.push(error)
        return false
      },
    )
  const going: string[] = []
  for (const clone of clones)
    if (clone.status === 'deleting' || (await attempt(() => removeClone(clone, environment.name))))
      going.push(clone.id)
  const { cloneAccount } = deployment
  if (cloneAccount !== undefined)
    for (const { kind, id } of shared)
      await attempt(async () => void (await unshare(kind, id, cloneAccount.account)))
  for (const { kind, id, at } of snapshots) await attempt(() => removeSnapshot(kind, id, at))
  for (const name of runs) {
    await attempt(() => forgetToken(approvalName(environment.name, name)))
    const places = [
      environment.smokeTest && deployment.smokeTest,
      environment.rebuilds.task && deployment.rebuilds,
    ]
    for (const place of places)
      if (place)
        await attempt(() => stopApplications(place.cluster, `Drydock: ${name} has ended`, name))
  }
  // A clone that is still being created cannot be deleted yet: another one's failure must not end
  // the wait for it.
  if (going.length > 0)
    throw new NamedError('NotReady', `These clones are being deleted: ${going.join(', ')}.`)
  if (failures.length > 0) throw together(failures)
}

/**
 * Transient errors are retried before the rest is given up; permanent ones are reported in full.
 */
function together(failures: readonly unknown[]): unknown {
  const named = failures.filter((one) => one instanceof NamedError)
  const passing = named.find(({ name }) => name === 'AwsUnavailable')
  const [first] = named
  if (passing !== undefined || first === undefined || named.length < failures.length)
    return passing ?? failures[0]
  return new NamedError(first.name, named.map(({ message }) => message).join(' '))
}
