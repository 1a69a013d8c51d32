import { shownBytes } from '../contract/bytes.ts'
import type { Levels } from '../contract/throttle.ts'

/** Production is busier than the clone, and its changes come unevenly. */
const longer = 1.5
const uneven = 2

export interface Changes {
  /** Bytes that the rebuild can keep of them; null if unknown. */
  readonly kept: number | null
  /** Rows per second, on the whole server; null if unknown. */
  readonly rate: number | null
  /** Mean bytes of the table's rows. */
  readonly length: number
}

/** s that production may take for what took the clone so long. */
export const foreseenSeconds = (onClone: number): number => onClone * longer

/**
 * Why the changes that others make meanwhile would end the rebuild; null if they would not. All
 * changes on the server count as changes of this table, and each as two of its rows: an update
 * keeps the old key and the new row.
 */
export function tooManyChanges({ kept, rate, length }: Changes, onClone: number): string | null {
  if (kept === null || rate === null)
    return "it is unknown how much of other sessions' changes fits beside a rebuild"
  const bytes = rate * foreseenSeconds(onClone) * Math.max(length, 64) * 2 * uneven
  return bytes <= kept
    ? null
    : `${Math.ceil(rate)} rows change per second, up to ${shownBytes(bytes)} until it ends, and ` +
        `the server keeps ${shownBytes(kept)} of them before a rebuild fails`
}

export interface Replicas {
  readonly names: readonly string[]
  readonly accepted: boolean
  readonly levels: Levels
}

/** What replicas will do that run the rebuild again afterwards: `refused`, or only `told`. */
export function replicasLag(
  { names, accepted, levels }: Replicas,
  onClone: number,
): { readonly refused: string | null; readonly told: string } {
  if (names.length === 0) return { refused: null, told: '' }
  const seconds = Math.ceil(foreseenSeconds(onClone))
  const level = levels['replica-lag']?.pause
  const told = `replicas run it again afterwards and lag by up to ${seconds} s: ${names.join(', ')}`
  return level === undefined || seconds < level || accepted
    ? { refused: null, told }
    : {
        refused:
          `${told}; replica-lag pauses a purge from ${level} s (set "acceptReplicaLag" of ` +
          '"rebuilds" if they may)',
        told,
      }
}

/** Why the time that is left is too short; null if it is not. @param left in s. */
export const tooShort = (left: number, onClone: number): string | null =>
  left >= onClone
    ? null
    : `the clone took ${shownMinutes(onClone)}, and only ${shownMinutes(left)} are left of the ` +
      'window or the run'

const shownMinutes = (seconds: number): string =>
  seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
