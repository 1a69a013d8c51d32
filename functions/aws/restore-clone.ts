import type { Run, SourcePlan } from '../contract/steps.ts'
import { restoreCluster } from './cluster/restore.ts'
import { restoreInstance } from './instance/restore.ts'

const restore = { instance: restoreInstance, cluster: restoreCluster }

/**
 * Restores the clone from the run's snapshot, or waits for the one this run has begun.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export const restoreClone = (run: Run, source: SourcePlan): Promise<void> =>
  restore[source.kind](run, source)
