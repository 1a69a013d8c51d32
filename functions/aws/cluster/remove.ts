import {
  DBClusterNotFoundFault,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DBInstanceNotFoundFault,
  InvalidDBClusterStateFault,
  InvalidDBInstanceStateFault,
} from '@aws-sdk/client-rds'
import { findInstance } from '../instance/describe.ts'
import { mustBeOurs, mustBeUnprotected, rds } from '../rds.ts'
import { findCluster } from './describe.ts'

/**
 * Its members first: a cluster goes once they are on their way. RDS deletes those of a protected cluster too, so that the
 * cluster is asked before any of them goes.
 * @throws NamedError NotDrydocks, CloneProtected
 */
export async function removeCluster(id: string, environment: string): Promise<void> {
  const cluster = await findCluster(id)
  mustBeUnprotected(id, cluster?.DeletionProtection)
  for (const { DBInstanceIdentifier: member = '' } of cluster?.DBClusterMembers ?? []) {
    const instance = await findInstance(member)
    if (instance === null || instance.DBInstanceStatus === 'deleting') continue
    // Somebody may have added one to look at the clone.
    mustBeOurs(member, instance.TagList, environment)
    await tolerant(() =>
      rds.send(
        new DeleteDBInstanceCommand({ DBInstanceIdentifier: member, SkipFinalSnapshot: true }),
      ),
    )
  }
  await tolerant(() =>
    rds.send(
      new DeleteDBClusterCommand({
        DBClusterIdentifier: id,
        SkipFinalSnapshot: true,
        DeleteAutomatedBackups: true,
      }),
    ),
  )
}

/** Still being made, already going, or gone meanwhile: asked again later. */
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
