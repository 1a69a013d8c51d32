import { RDSClient, type Tag } from '@aws-sdk/client-rds'
import { durationMilliseconds } from '../contract/environment.ts'
import { managedBy, namePrefix, tagKeys } from '../contract/names.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { awsClient } from './aws-client.ts'

export const rds = awsClient(RDSClient)

export const tagOf = (tags: readonly Tag[] | undefined, key: string): string | undefined =>
  tags?.find(({ Key }) => Key === key)?.Value

/** The tags of what a run creates. */
export const runTags = (run: Run, source: SourcePlan): Tag[] =>
  Object.entries({
    [tagKeys.managedBy]: managedBy,
    [tagKeys.environment]: run.environment,
    [tagKeys.runId]: run.runId,
    [tagKeys.source]: source.name,
  }).map(([Key, Value]) => ({ Key, Value }))

/** The tags of a clone, which also state when it counts as left behind. */
export const cloneTags = (run: Run, source: SourcePlan): Tag[] => {
  const { deleteAfter: after } = run.clone
  const deleteAfter =
    after === undefined
      ? run.endsBy
      : new Date(Date.parse(run.startedAt) + durationMilliseconds(after)).toISOString()
  return [...runTags(run, source), { Key: tagKeys.deleteAfter, Value: deleteAfter }]
}

/**
 * @throws NamedError NotDrydocks unless name and tags show that Drydock created it for this
 * environment
 */
export function mustBeOurs(
  id: string,
  tags: readonly Tag[] | undefined,
  environment: string,
): void {
  if (isOurs(id, tags, environment)) return
  throw new NamedError(
    'NotDrydocks',
    `"${id}" does not carry Drydock's name prefix and tags for the environment ` +
      `"${environment}", so it is not touched. Find out who created it; rename it or delete it ` +
      'by hand.',
  )
}

/**
 * Drydock creates its clones without deletion protection and never disables protection that a
 * person enabled.
 * @throws NamedError CloneProtected
 */
export function mustBeUnprotected(id: string, isProtected: boolean | undefined): void {
  if (isProtected !== true) return
  throw new NamedError(
    'CloneProtected',
    `The clone "${id}" cannot be deleted: its deletion protection is on. Drydock creates ` +
      'clones without it, so somebody enabled it; the clone costs money until it is deleted. ' +
      'Disable the protection in the RDS console (Modify), and the sweep deletes the clone; or ' +
      'delete it by hand.',
  )
}

export const isOurs = (
  id: string,
  tags: readonly Tag[] | undefined,
  environment: string,
): boolean =>
  id.startsWith(`${namePrefix}-`) &&
  tagOf(tags, tagKeys.managedBy) === managedBy &&
  tagOf(tags, tagKeys.environment) === environment
