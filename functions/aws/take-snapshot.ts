import { CreateDBSnapshotCommand, DBSnapshotAlreadyExistsFault, InvalidDBInstanceStateFault } from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { findSnapshot, mustBeOurs, rds, runTags, sourceInstance } from './rds.ts'

/**
 * Takes production's snapshot, or waits for the one this run has begun.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export async function takeSnapshot(run: Run, source: SourcePlan): Promise<void> {
  const snapshot = await findSnapshot(source.snapshot)
  if (snapshot === null) {
    await sourceInstance(source)
    try {
      await rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier: source.snapshot, DBInstanceIdentifier: source.instance, Tags: runTags(run, source) }))
    } catch (error) {
      if (error instanceof InvalidDBInstanceStateFault) throw new NamedError('NotReady', `${source.instance} can not be snapshot yet: ${error.message}`, { cause: error })
      // An earlier try's, whose answer was lost: looked at when asked again.
      if (!(error instanceof DBSnapshotAlreadyExistsFault)) throw error
    }
    throw new NamedError('NotReady', `The snapshot ${source.snapshot} of ${source.instance} was begun.`)
  }
  mustBeOurs(source.snapshot, snapshot.TagList, run.environment)
  if (snapshot.Status === 'failed') throw new NamedError('RestoreFailed', `The snapshot ${source.snapshot} failed. See the events of ${source.instance} in RDS, then start again.`)
  if (snapshot.Status !== 'available') throw new NamedError('NotReady', `The snapshot ${source.snapshot} is ${snapshot.Status ?? 'unknown'} (${snapshot.PercentProgress ?? 0} %).`)
}
