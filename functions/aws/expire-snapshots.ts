import { AddTagsToResourceCommand, DeleteDBSnapshotCommand } from '@aws-sdk/client-rds'
import { tagKeys } from '../contract/environment.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { expired } from '../purge/snapshot-retention.ts'
import { findSnapshot, isOurs, rds, snapshotsOf, tagOf } from './rds.ts'

/** Marks this run's snapshot as a success and deletes those that are no longer kept. */
export async function expireSnapshots(run: Run, source: SourcePlan): Promise<void> {
  const own = await findSnapshot(source.snapshot)
  if (own?.DBSnapshotArn !== undefined) await rds.send(new AddTagsToResourceCommand({ ResourceName: own.DBSnapshotArn, Tags: [{ Key: tagKeys.outcome, Value: 'succeeded' }] }))
  const ours = (await snapshotsOf(source.instance)).filter(({ DBSnapshotIdentifier: id, TagList }) => isOurs(id ?? '', TagList, run.environment))
  const snapshots = ours.map(({ DBSnapshotIdentifier: id = '', SnapshotCreateTime, TagList }) => ({ id, taken: SnapshotCreateTime?.getTime() ?? Infinity, succeeded: id === source.snapshot || tagOf(TagList, tagKeys.outcome) === 'succeeded' }))
  for (const id of expired(snapshots, run.keepSnapshots)) await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }))
}
