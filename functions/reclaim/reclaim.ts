import type { MeasuredTable } from '../contract/evidence.ts'
import type { Rebuild, TableSize } from '../contract/space.ts'
import { allRows } from '../gates/blast-radius.ts'
import { deadRows } from '../measure/row-classes.ts'
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

/**
 * Why a table is not rebuilt; null where it may be.
 * @param rehearsed outcome of the clone's rebuild; undefined on the clone.
 * @param statement the rebuild, for a person.
 */
export function notToRebuild(
  size: TableSize,
  storage: Storage,
  live: boolean,
  rehearsed: Rebuild | undefined,
  statement: string,
): string | null {
  const byHand = `run it by hand: ${statement}`
  if (live && rehearsed === undefined) return 'it was not rebuilt on the clone'
  if (live && rehearsed?.after === null)
    return `on the clone it was not rebuilt: ${rehearsed.reason}`
  // The clone is otherwise idle; production may take half as long again.
  if (live && (rehearsed?.seconds ?? 0) * 1.5 * 1000 > rebuildLimit)
    return (
      `the clone took ${Math.round((rehearsed?.seconds ?? 0) / 60)} min, too long for one call; ` +
      `${byHand}`
    )
  const full = noRoom(storage, size)
  // Unknown storage only stops production: a full clone harms nobody.
  return full !== null && (live || storage.freeStorage !== null) ? full : null
}
