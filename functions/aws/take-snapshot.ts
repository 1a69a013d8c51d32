import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { createClusterSnapshot } from './cluster/create-snapshot.ts'
import { createInstanceSnapshot } from './instance/create-snapshot.ts'
import { mustBeOurs, rds, runTags } from './rds.ts'
import { sourceServer } from './server.ts'
import { findSnapshot } from './snapshot.ts'
import {
  clusterStatuses,
  instanceStatuses,
  snapshotStatuses,
  standingOf,
  told,
} from './statuses.ts'

const create = { instance: createInstanceSnapshot, cluster: createClusterSnapshot }

/**
 * Takes production's snapshot, or waits for the one that this run has started.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export async function takeSnapshot(run: Run, source: SourcePlan): Promise<void> {
  const snapshot = await findSnapshot(source.kind, source.snapshot, rds)
  if (snapshot === null) {
    mustBeFitForSnapshot(source, (await sourceServer(source)).status)
    await create[source.kind](source, runTags(run, source))
    throw new NamedError(
      'NotReady',
      `The snapshot ${source.snapshot} of ${source.name} is being created.`,
    )
  }
  mustBeOurs(source.snapshot, snapshot.tags, run.environment)
  const standing = standingOf(snapshotStatuses, snapshot.status)
  if (standing === 'final')
    throw new NamedError(
      'RestoreFailed',
      `The snapshot ${source.snapshot} is ${snapshot.status}; expected it to become ` +
        `available. Check the events of ${source.name} in RDS, then start again.`,
    )
  if (standing === 'passing')
    throw new NamedError(
      'NotReady',
      `The snapshot ${source.snapshot} is ${told(snapshotStatuses, snapshot.status)} ` +
        `(${snapshot.percent} %).`,
    )
}

const statuses = { instance: instanceStatuses, cluster: clusterStatuses }

/** A stopped or failed source rejects every snapshot request. @throws NamedError RestoreFailed */
export function mustBeFitForSnapshot({ kind, name }: SourcePlan, status: string): void {
  if (standingOf(statuses[kind], status) !== 'final') return
  throw new NamedError(
    'RestoreFailed',
    `${name} is ${status}; expected it to be available for a snapshot. Nothing was created. ` +
      'Check its events in RDS, start it or fix it, then start again.',
  )
}
