import type { RDSClient, Tag } from '@aws-sdk/client-rds'
import { type SourceKind, sourceKinds } from '../contract/source.ts'
import { tagKeys } from '../contract/names.ts'
import { removeCluster } from './cluster/remove.ts'
import { removeInstance } from './instance/remove.ts'
import { isOurs, rds, tagOf } from './rds.ts'
import { allServers } from './server.ts'
import { allSnapshots } from './snapshot.ts'

interface OfRun {
  readonly kind: SourceKind
  readonly id: string
  readonly runId: string
  readonly status: string
  /** RDS of the account that it is in. */
  readonly at: RDSClient
}
export interface RunClone extends OfRun {
  /** ms since the epoch; null if no tag states it. */
  readonly deleteAfter: number | null
  readonly isProtected: boolean
}
export interface FailedSnapshot extends OfRun {
  readonly source: string
  /** ms since the epoch; the future while it is being taken. */
  readonly taken: number
}

const ofRun = (kind: SourceKind, { id, status, tags }: Pick<OfRun, 'id' | 'status'> & Tagged) => ({
  kind,
  id,
  status,
  at: rds,
  runId: tagOf(tags, tagKeys.runId) ?? '',
})
interface Tagged {
  readonly tags: readonly Tag[]
}

/** All clones of an environment, of both kinds: a source may have been removed from it since. */
export async function runClones(environment: string): Promise<RunClone[]> {
  const all: RunClone[] = []
  for (const kind of sourceKinds)
    for (const server of await allServers(kind, rds)) {
      if (!isOurs(server.id, server.tags, environment)) continue
      const deleteAfter = Date.parse(tagOf(server.tags, tagKeys.deleteAfter) ?? '')
      all.push({
        ...ofRun(kind, server),
        deleteAfter: Number.isNaN(deleteAfter) ? null : deleteAfter,
        isProtected: server.isProtected,
      })
    }
  return all
}

/** All snapshots of an environment that no run has marked as a success. */
export async function failedSnapshots(environment: string): Promise<FailedSnapshot[]> {
  const all: FailedSnapshot[] = []
  for (const kind of sourceKinds)
    for (const snapshot of await allSnapshots(kind, rds)) {
      const { id, tags, taken } = snapshot
      if (!isOurs(id, tags, environment) || tagOf(tags, tagKeys.outcome) === 'succeeded') continue
      const source = `${kind} ${tagOf(tags, tagKeys.source) ?? ''}`
      all.push({ ...ofRun(kind, snapshot), source, taken: taken?.getTime() ?? Infinity })
    }
  return all
}

/**
 * Requests a clone's deletion. One that cannot be deleted yet is left unchanged.
 * @throws NamedError NotDrydocks, CloneProtected
 */
export const removeClone = (
  { kind, id, at }: Pick<OfRun, 'kind' | 'id' | 'at'>,
  environment: string,
): Promise<void> =>
  ({ instance: removeInstance, cluster: removeCluster })[kind](id, at, environment)
