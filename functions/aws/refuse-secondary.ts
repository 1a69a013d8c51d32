import { NamedError } from '../contract/errors.ts'
import type { Identity } from '../contract/source.ts'
import { sourceCluster, writerOf } from './cluster/describe.ts'

/**
 * A secondary cluster of a global database has no writer to connect to, now or later.
 * @throws NamedError SourceNotFound
 */
export async function refuseSecondary({ kind, name }: Identity): Promise<void> {
  if (kind === 'instance') return
  const cluster = await sourceCluster(name)
  const { GlobalClusterIdentifier: global, DBClusterMembers: members = [] } = cluster
  if (global === undefined || writerOf(cluster) !== null || members.length === 0) return
  throw new NamedError(
    'SourceNotFound',
    `The cluster "${name}" has no writer: it is a secondary cluster of the global database ` +
      `"${global}", where nothing can be deleted; expected the primary one. Name the primary ` +
      'cluster in "sources" of an environment in its region, and deploy.',
  )
}
