import type { Control } from '../functions/contract/control.ts'

/** The switch in words. */
export function shownControl(control: Control): string {
  const { stop, cancel, pause, productionShare, batchMilliseconds, levels } = control
  if (stop) return 'stop: no run purges anything'
  const own = [
    ...(productionShare === undefined ? [] : [`pace ${productionShare}`]),
    ...(batchMilliseconds === undefined ? [] : [`batches of ${batchMilliseconds} ms`]),
    ...(Object.keys(levels).length === 0 ? [] : [`levels ${JSON.stringify(levels)}`]),
    ...(cancel === undefined ? [] : [`cancels ${cancel.run}`]),
  ]
  return [pause ? 'pause' : 'go', ...own].join(', ')
}
