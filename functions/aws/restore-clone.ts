import type { Run, SourcePlan } from '../contract/steps.ts'
import { restoreCluster } from './cluster/restore.ts'
import { restoreInstance } from './instance/restore.ts'

const restore = { instance: restoreInstance, cluster: restoreCluster }

/**
 * Restores the clone from the run's snapshot, or waits for the one this run has begun.
 * @returns what it is still at work with while it answers already; '' for nothing.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export const restoreClone = (run: Run, source: SourcePlan): Promise<string> =>
  restore[source.kind](run, source)
