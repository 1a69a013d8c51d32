import { cloneOf, type Run, type SourcePlan } from '../contract/steps.ts'
import { restoreCluster } from './cluster/restore.ts'
import { restoreInstance } from './instance/restore.ts'

const restore = { instance: restoreInstance, cluster: restoreCluster }

/**
 * Makes the clone, of the run's snapshot or of the source's storage, or waits for one that this run
 * has begun.
 * @returns what is still in progress although the clone already answers; '' if nothing is.
 * @throws NamedError NotReady, RestoreFailed, SourceNotFound, NotDrydocks
 */
export const restoreClone = (run: Run, source: SourcePlan): Promise<string> =>
  restore[cloneOf(source).kind](run, source)
