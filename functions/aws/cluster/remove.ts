import {
  DBClusterNotFoundFault,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DBInstanceNotFoundFault,
  InvalidDBClusterStateFault,
  InvalidDBInstanceStateFault,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { findInstance } from '../instance/describe.ts'
import { mustBeOurs, mustBeUnprotected } from '../rds.ts'
import { findCluster } from './describe.ts'

/**
 * Deletes the members first: a cluster can be deleted once its members are being deleted. RDS
 * deletes members of a protected cluster too, so the cluster's protection is checked before any of
 * them is deleted.
 * @throws NamedError NotDrydocks, CloneProtected
 */
export async function removeCluster(id: string, at: RDSClient, environment: string): Promise<void> {
  const cluster = await findCluster(id, at)
  mustBeUnprotected(id, cluster?.DeletionProtection)
  for (const { DBInstanceIdentifier: member = '' } of cluster?.DBClusterMembers ?? []) {
    const instance = await findInstance(member, at)
    if (instance === null || instance.DBInstanceStatus === 'deleting') continue
    // Somebody may have added one to look at the clone.
    mustBeOurs(member, instance.TagList, environment)
    await tolerant(() =>
      at.send(
        new DeleteDBInstanceCommand({ DBInstanceIdentifier: member, SkipFinalSnapshot: true }),
      ),
    )
  }
  await tolerant(() =>
    at.send(
      new DeleteDBClusterCommand({
        DBClusterIdentifier: id,
        SkipFinalSnapshot: true,
        DeleteAutomatedBackups: true,
      }),
    ),
  )
}

/** Still being created, being deleted, or deleted meanwhile: retried later. */
async function tolerant(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (
      ![
        InvalidDBInstanceStateFault,
        DBInstanceNotFoundFault,
        InvalidDBClusterStateFault,
        DBClusterNotFoundFault,
      ].some((known) => error instanceof known)
    )
      throw error
  }
}
