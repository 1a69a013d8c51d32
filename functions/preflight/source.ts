import type { Deployment, Mode } from '../contract/environment.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

/**
 * Production is available and matches the environment: its snapshot can be taken, restored and
 * reached.
 */
export function sourceReady(
  { kind, source, state }: Pick<SourceFacts, 'kind' | 'source' | 'state'>,
  site: Deployment['site'],
  mode: Mode,
  cloneAccount?: Deployment['cloneAccount'],
): Finding[] {
  const found: Finding[] = []
  // Problems of a clone stop only runs that create one.
  const refuse = mode === 'plan' ? warning : failed
  const { status, standing, key, vpc, port, replicaOf, suspended, pending } = state
  if (standing === 'final')
    found.push(
      failed(
        `RDS says that ${source} is ${status}.`,
        status === 'storage-full'
          ? 'Add storage first: nothing can be deleted without space for undo and binary log.'
          : 'Bring it back to "available", then start again.',
      ),
    )
  if (standing === 'passing')
    found.push(
      warning(
        `RDS says that ${source} is ${status}: no snapshot is taken until it is available again.`,
        'Nothing, if that ends; the run waits for it.',
      ),
    )
  if (replicaOf !== null)
    found.push(
      failed(
        `${source} is a replica of ${replicaOf}: rows deleted there come back or break the ` +
          'replication.',
        `Name ${replicaOf} in "sources".`,
      ),
    )
  const isUnknownKey = site !== undefined && key !== null && !site.kmsKeys.includes(key)
  if (isUnknownKey && cloneAccount !== undefined)
    found.push(
      refuse(
        `${source} is encrypted with ${key}, which is not in "kmsKeys": a snapshot of it can be ` +
          `shared with the account ${cloneAccount.account} only if that is a customer-managed key.`,
        'If it is, add this ARN to "kmsKeys" and deploy both stacks. What the AWS managed key ' +
          'aws/rds encrypts cannot be shared: encrypt the source with a key of your own, or omit ' +
          '"cloneAccount".',
      ),
    )
  else if (isUnknownKey)
    found.push(
      refuse(
        `${source} is encrypted with ${key}, which is not in "kmsKeys": its clone could not ` +
          'be created.',
        'Add this ARN to "kmsKeys" and deploy, even if it is the AWS managed key for RDS.',
      ),
    )
  if (site !== undefined && vpc !== null && vpc !== site.vpc)
    found.push(
      refuse(
        `${source} is in ${vpc}, but "network.vpc" is ${site.vpc}: the clones' security group ` +
          'belongs to that VPC.',
        'Correct "network", or deploy a separate environment for this source.',
      ),
    )
  if (site !== undefined && port !== null && !site.databasePorts.includes(port))
    found.push(
      refuse(
        `${source} listens on port ${port}, but the environment's sources are reached at ` +
          `${site.databasePorts.join(', ')}: its clone would be unreachable.`,
        `Set "port": ${port} of this source in "sources" and deploy again.`,
      ),
    )
  if (suspended !== null && mode !== 'plan')
    found.push(
      warning(
        `RDS suspends the I/O of ${source} while the snapshot begins, for seconds up to a few ` +
          `minutes by its size (${suspended}): the application waits.`,
        'Let the run start at a quiet hour ("schedule").',
      ),
    )
  if (pending.length > 0)
    found.push(
      warning(
        `Changes of ${source} are pending its maintenance window or a restart: ` +
          `${pending.join(', ')}. A clone starts with its parameter groups applied.`,
        'Apply them before production is purged, so that it matches the rehearsal.',
      ),
    )
  return found.length > 0
    ? found
    : [
        passed(
          `${source}, ${kind === 'cluster' ? 'a cluster' : 'an instance'}, is ${status} and ` +
            'matches the environment.',
        ),
      ]
}
