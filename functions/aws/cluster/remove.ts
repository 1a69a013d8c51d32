import {
  DBClusterNotFoundFault,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DBInstanceNotFoundFault,
  InvalidDBClusterStateFault,
  InvalidDBInstanceStateFault,
} from '@aws-sdk/client-rds'
import { findInstance } from '../instance/describe.ts'
import { mustBeOurs, rds } from '../rds.ts'
import { findCluster } from './describe.ts'

/** Its members first: a cluster goes once they are on their way. @throws NamedError NotDrydocks */
export async function removeCluster(id: string, environment: string): Promise<void> {
  for (const { DBInstanceIdentifier: member = '' } of (await findCluster(id))?.DBClusterMembers ??
    []) {
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
