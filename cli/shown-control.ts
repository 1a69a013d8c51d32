import type { Control } from '../functions/contract/control.ts'
import { shownInstant } from './times.ts'

/** The switch in words. */
export function shownControl(control: Control): string {
  const { stop, cancel, pause, productionShare, batchMilliseconds, levels, until } = control
  if (stop) return 'stop: no run purges anything'
  const own = [
    ...(productionShare === undefined ? [] : [`pace ${productionShare}`]),
    ...(batchMilliseconds === undefined ? [] : [`batches of ${batchMilliseconds} ms`]),
    ...(Object.keys(levels).length === 0 ? [] : [`levels ${JSON.stringify(levels)}`]),
    ...(until === undefined ? [] : [`until ${shownInstant(until)}`]),
    ...(cancel === undefined ? [] : [`cancels ${cancel.run}`]),
  ]
  return [pause ? 'pause' : 'go', ...own].join(', ')
}
