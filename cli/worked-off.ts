import { quantity, shownCount } from '../functions/contract/quantity.ts'
import type { PastRun } from '../functions/report/schema.ts'
import { shownInstant } from './times.ts'

/** How far a confirmed backlog is; rows, and runs. */
export interface WorkedOff {
  readonly confirmed: number
  readonly left: number
  /** Who confirmed it, when (ISO), and how many runs have worked on it; null if none said so. */
  readonly by: { readonly runId: string; readonly at: string; readonly run: number } | null
  /** How many more it takes at the pace of the last one; null if that deleted none of it. */
  readonly more: number | null
}

/**
 * The confirmed backlog that the last run to know of one has left.
 * @param runs oldest first.
 * @returns null without one, or once a purge of the same rules has found it worked off.
 */
export function workedOff(runs: readonly PastRun[]): WorkedOff | null {
  const at = runs.findLastIndex(({ backlog }) => backlog !== undefined)
  const last = runs[at]
  if (last?.backlog === undefined) return null
  const closed = runs
    .slice(at + 1)
    .some(
      ({ mode, outcome, plannedRules }) =>
        mode === 'purge' &&
        outcome === 'succeeded' &&
        String(plannedRules) === String(last.plannedRules),
    )
  if (closed) return null
  const { confirmed, found, left, by = null } = last.backlog
  const deleted = found - left
  return { confirmed, left, by, more: deleted > 0 ? Math.ceil(left / deleted) : null }
}

export function workedOffText({ confirmed, left, by, more }: WorkedOff): string {
  const who =
    by === null
      ? ''
      : `, confirmed on ${shownInstant(by.at)} by ${by.runId}, after ${quantity(by.run, 'run')}`
  const then =
    left === 0
      ? ''
      : more === null
        ? '; the last run deleted none of it'
        : `; about ${quantity(more, 'more run')} at the pace of the last one`
  const rows = `${shownCount(left)} of ${quantity(confirmed, 'dead row')}`
  return `Confirmed backlog: ${rows} left${who}${then}`
}
