import type { z } from 'zod'
import { executionState } from '../aws/execution-state.ts'
import { forgetToken } from '../aws/forget-token.ts'
import { failedSnapshots, removeClone, runClones } from '../aws/left-behind.ts'
import { removeSnapshot } from '../aws/remove-snapshot.ts'
import { stopApplications } from '../aws/stop-applications.ts'
import { approvalName } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { sweepEventSchema, sweepInputSchema, Swept } from '../contract/sweep.ts'
import { beyond } from '../preflight/snapshot-retention.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

type Clones = Awaited<ReturnType<typeof runClones>>
type Snapshots = Awaited<ReturnType<typeof failedSnapshots>>
type SweepEvent = z.infer<typeof sweepEventSchema>

/**
 * Deletes what ended runs left behind: clones, excess snapshots, approval tokens, applications.
 * Resources of a running run are kept, however old. If one cannot be deleted, the others still are.
 * @throws NamedError NotReady until the clones are deleted
 */
export async function sweepRun(
  event: SweepEvent,
  { dryRun, run }: z.infer<typeof sweepInputSchema>,
  { logger }: Surroundings,
): Promise<Swept> {
  const { name } = event.environment
  const [clones, snapshots] = [await runClones(name), await failedSnapshots(name)]
  const states = await statesOf(event.stateMachine, [
    run ?? '',
    ...[...clones, ...snapshots].map(({ runId }) => runId),
  ])
  const left = clones.filter(({ runId, deleteAfter }) => {
    const state = states.get(runId) ?? 'unknown'
    return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))
  })
  const excess = beyond(
    snapshots.filter(({ runId }) => states.get(runId) !== 'running'),
    event.environment.keepFailedSnapshots,
  ).filter(({ status }) => status === 'available' || status === 'failed')
  const swept: Swept = {
    dryRun,
    clones: left.filter(({ isProtected }) => !isProtected).map(({ id }) => id),
    snapshots: excess.map(({ id }) => id),
    runs: [...states].filter(([, state]) => state !== 'running').map(([ended]) => ended),
    overdue: clones.filter(({ deleteAfter }) => isPast(deleteAfter)).map(({ id }) => id),
    protected: left.filter(({ isProtected }) => isProtected).map(({ id }) => id),
  }
  // The alarm for a remaining clone reads this number.
  logger.info({ ...swept, left: new Set([...swept.overdue, ...swept.protected]).size }, 'swept')
  if (!dryRun) await deleteLeft(event, left, excess, swept.runs)
  return swept
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

/** @throws NamedError NotReady until the clones are deleted, then what else could not be deleted */
async function deleteLeft(
  { environment, deployment }: SweepEvent,
  clones: Clones,
  snapshots: Snapshots,
  runs: readonly string[],
): Promise<void> {
  const failures: unknown[] = []
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
  for (const { kind, id, at } of snapshots) await attempt(() => removeSnapshot(kind, id, at))
  for (const name of runs) {
    await attempt(() => forgetToken(approvalName(environment.name, name)))
    const { smokeTest: place } = deployment
    if (environment.smokeTest && place)
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
