import {
  DBInstanceNotFoundFault,
  DeleteDBInstanceCommand,
  InvalidDBInstanceStateFault,
} from '@aws-sdk/client-rds'
import { mustBeUnprotected, rds } from '../rds.ts'
import { findInstance } from './describe.ts'

/** @throws NamedError CloneProtected */
export async function removeInstance(id: string): Promise<void> {
  mustBeUnprotected(id, (await findInstance(id))?.DeletionProtection)
  try {
    await rds.send(
      new DeleteDBInstanceCommand({
        DBInstanceIdentifier: id,
        SkipFinalSnapshot: true,
        DeleteAutomatedBackups: true,
      }),
    )
  } catch (error) {
    // Still being created, being deleted, or deleted meanwhile: retried later.
    if (!(error instanceof InvalidDBInstanceStateFault || error instanceof DBInstanceNotFoundFault))
      throw error
  }
}
