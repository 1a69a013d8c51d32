import {
  DBInstanceNotFoundFault,
  DeleteDBInstanceCommand,
  InvalidDBInstanceStateFault,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { mustBeUnprotected } from '../rds.ts'
import { findInstance } from './describe.ts'

/** @throws NamedError CloneProtected */
export async function removeInstance(id: string, at: RDSClient): Promise<void> {
  mustBeUnprotected(id, (await findInstance(id, at))?.DeletionProtection)
  try {
    await at.send(
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
