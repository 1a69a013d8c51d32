import type { Run, SourcePlan } from '../contract/steps.ts'
import { restoreCluster } from './cluster/restore.ts'
import { restoreInstance } from './instance/restore.ts'

const restore = { instance: restoreInstance, cluster: restoreCluster }

/**
 * Restores the clone from the run's snapshot, or waits for a restore that this run has started.
 * @returns what is still in progress although the clone already answers; '' if nothing is.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export const restoreClone = (run: Run, source: SourcePlan): Promise<string> =>
  restore[source.kind](run, source)
