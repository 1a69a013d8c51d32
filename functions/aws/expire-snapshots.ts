import { AddTagsToResourceCommand } from '@aws-sdk/client-rds'
import { tagKeys } from '../contract/names.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { expired } from '../preflight/snapshot-retention.ts'
import { isOurs, rds, tagOf } from './rds.ts'
import { removeSnapshot } from './remove-snapshot.ts'
import { findSnapshot, snapshotsOf } from './snapshot.ts'

/**
 * Marks this run's snapshot as succeeded and deletes those past their retention. If one cannot be
 * deleted, the others still are; its error is thrown at the end.
 */
export async function expireSnapshots(run: Run, source: SourcePlan): Promise<void> {
  const failures: unknown[] = []
  const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => failures.push(error))
  const own = await findSnapshot(source.kind, source.snapshot, rds)
  if (own !== null)
    await attempt(
      rds.send(
        new AddTagsToResourceCommand({
          ResourceName: own.arn,
          Tags: [{ Key: tagKeys.outcome, Value: 'succeeded' }],
        }),
      ),
    )
  const ours = (await snapshotsOf(source)).filter(({ id, tags }) =>
    isOurs(id, tags, run.environment),
  )
  const snapshots = ours.map(({ id, taken, tags }) => ({
    id,
    taken: taken?.getTime() ?? Infinity,
    succeeded: id === source.snapshot || tagOf(tags, tagKeys.outcome) === 'succeeded',
  }))
  for (const id of expired(snapshots, run.keepSnapshots))
    await attempt(removeSnapshot(source.kind, id, rds))
  if (failures.length > 0) throw failures[0]
}
