import type { MeasuredTable } from '../contract/evidence.ts'
import type { Rebuild, TableSize } from '../contract/space.ts'
import { allRows } from '../gates/blast-radius.ts'
import { deadRows } from '../measure/row-classes.ts'
import { foreseenSeconds } from './foresee.ts'
import { couldReturn, noRoom, type Storage } from './space.ts'

/** Time limit of one rebuild in ms: fits one function call, with time before and after it. */
export const rebuildLimit = 10 * 60_000
/** Bytes that a table must be able to return for the clone to try a rebuild that is not enabled. */
export const worthTrying = 64 * 2 ** 20

/**
 * Whether a table of the clone is rebuilt: if enabled, or if it would return enough to be worth
 * knowing.
 */
export const triedOnClone = (
  asked: boolean,
  size: TableSize,
  before: MeasuredTable | undefined,
): boolean =>
  asked ||
  (before !== undefined &&
    couldReturn(size, allRows(before), deadRows(before.classes)) >= worthTrying)

/** The reason of a rebuild that took longer than a call has time for. */
export const takesLonger = (limit: number, statement: string): string =>
  `it takes longer than the ${Math.round(limit / 60_000)} min of one call; ${otherwise(statement)}`

const otherwise = (statement: string): string =>
  `have a task do it ("rebuilds": {"task": {}}), or run it by hand: ${statement}`

/** Whether production may need more than a call: the clone is otherwise idle. */
export const needsLonger = (rehearsed: Rebuild | undefined, limit: number): boolean =>
  foreseenSeconds(rehearsed?.seconds ?? 0) * 1000 > limit

/**
 * Why a table is not rebuilt; null where it may be.
 * @param rehearsed outcome of the clone's rebuild; undefined on the clone.
 * @param statement the rebuild, for a person.
 * @param limit in ms, of one rebuild.
 */
export function notToRebuild(
  size: TableSize,
  storage: Storage,
  live: boolean,
  rehearsed: Rebuild | undefined,
  statement: string,
  limit: number = rebuildLimit,
): string | null {
  if (live && rehearsed === undefined) return 'it was not rebuilt on the clone'
  if (live && rehearsed?.after === null)
    return `on the clone it was not rebuilt: ${rehearsed.reason}`
  if (live && needsLonger(rehearsed, limit))
    return (
      `the clone took ${Math.round((rehearsed?.seconds ?? 0) / 60)} min, too long for one call; ` +
      otherwise(statement)
    )
  const full = noRoom(storage, size)
  // Unknown storage only stops production: a full clone harms nobody.
  return full !== null && (live || storage.freeStorage !== null) ? full : null
}
