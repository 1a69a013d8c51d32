import type { RDSClient, Tag } from '@aws-sdk/client-rds'
import { type SourceKind, sourceKinds } from '../contract/source.ts'
import { tagKeys } from '../contract/names.ts'
import type { Deployment } from '../contract/environment.ts'
import { clonesRds } from './clone-account.ts'
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
export interface RunSnapshot extends OfRun {
  readonly source: string
  /** ms since the epoch; the future while it is being taken. */
  readonly taken: number
  /** Its run has marked it as a success. */
  readonly succeeded: boolean
}

const ofRun = (
  kind: SourceKind,
  { id, status, tags }: Pick<OfRun, 'id' | 'status'> & Tagged,
  at: RDSClient,
) => ({
  kind,
  id,
  status,
  at,
  runId: tagOf(tags, tagKeys.runId) ?? '',
})
interface Tagged {
  readonly tags: readonly Tag[]
}

/** All clones of an environment, of both kinds: a source may have been removed from it since. */
async function runClones(environment: string, at: RDSClient): Promise<RunClone[]> {
  const all: RunClone[] = []
  for (const kind of sourceKinds)
    for (const server of await allServers(kind, at)) {
      if (!isOurs(server.id, server.tags, environment)) continue
      const deleteAfter = Date.parse(tagOf(server.tags, tagKeys.deleteAfter) ?? '')
      all.push({
        ...ofRun(kind, server, at),
        deleteAfter: Number.isNaN(deleteAfter) ? null : deleteAfter,
        isProtected: server.isProtected,
      })
    }
  return all
}

/** All snapshots of an environment in one account, with what is said of their runs. */
async function runSnapshots(environment: string, at: RDSClient): Promise<RunSnapshot[]> {
  const all: RunSnapshot[] = []
  for (const kind of sourceKinds)
    for (const snapshot of await allSnapshots(kind, at)) {
      const { id, tags, taken } = snapshot
      if (!isOurs(id, tags, environment)) continue
      all.push({
        ...ofRun(kind, snapshot, at),
        source: `${kind} ${tagOf(tags, tagKeys.source) ?? ''}`,
        taken: taken?.getTime() ?? Infinity,
        succeeded: tagOf(tags, tagKeys.outcome) === 'succeeded',
      })
    }
  return all
}

export interface LeftBehind {
  readonly clones: readonly RunClone[]
  /** Production's. */
  readonly snapshots: readonly RunSnapshot[]
  /** Snapshots in the clones' own account, which are copies. */
  readonly copies: readonly RunSnapshot[]
  /** Why the clones' own account could not be looked into. */
  readonly unseen: unknown
}

/** Everything of an environment, in every account that it uses. */
export async function leftBehind(environment: string, deployment: Deployment): Promise<LeftBehind> {
  // Before an environment was given an account for clones, its clones were beside production.
  const clones = await runClones(environment, rds)
  const snapshots = await runSnapshots(environment, rds)
  if (deployment.cloneAccount === undefined) return { clones, snapshots, copies: [], unseen: null }
  const at = clonesRds(deployment, 'delete')
  try {
    return {
      clones: [...clones, ...(await runClones(environment, at))],
      snapshots,
      copies: await runSnapshots(environment, at),
      unseen: null,
    }
  } catch (unseen) {
    return { clones, snapshots, copies: [], unseen }
  }
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
