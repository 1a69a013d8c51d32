import type { Measured } from '../contract/evidence.ts'
import type { Run } from '../contract/steps.ts'

/**
 * ms for which a count of production is as good as one right before the purge: the deletion of the
 * clones lies between, and the drift that the limits allow is counted in started hours.
 */
const fresh = 30 * 60_000

/**
 * Whether the count that the gates are judged by may also be the purge's own, and writes its
 * rosters: where nobody is asked, the purge follows within minutes. The answer is the same at every
 * call of a step, so that no roster begins in the middle of a table.
 */
export const countsForPurge = ({ mode, approval }: Pick<Run, 'mode' | 'approval'>): boolean =>
  mode === 'purge' && approval === undefined

/**
 * Whether such a count still stands for production as it is at an instant (epoch ms): not after a
 * wait for the window, or for another source's purge.
 */
export function stillCounts({ rosters, at }: Measured, now: number): boolean {
  const age = now - Date.parse(at ?? '')
  return rosters === true && age >= 0 && age <= fresh
}
