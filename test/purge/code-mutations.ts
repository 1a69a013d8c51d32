import { seenInBatches } from './seen-in-batches.ts'
import { seenInAccounts } from './seen-in-accounts.ts'
import { seenAtGates } from './seen-at-gates.ts'
import { seenInArchives } from './seen-in-archives.ts'
import { seenInThrottle } from './seen-in-throttle.ts'
import { seenInRuns } from './seen-in-runs.ts'

export type SeenBy = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/**
 * Ways to break the code itself, each of which was tried, and the test that failed by it: by the
 * test's file, by its name. Two guards of one thing stand here where each is seen alone.
 */
export const seenBy: SeenBy = {
  ...seenInBatches,
  ...seenInAccounts,
  ...seenAtGates,
  ...seenInArchives,
  ...seenInThrottle,
  ...seenInRuns,
}
