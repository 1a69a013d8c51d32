import { confirmedDays } from '../functions/contract/backlog.ts'
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
  /** Why no run goes on with it; null while runs do. */
  readonly void: string | null
}

/** The rules of a run, as they have to stay. */
type Planned = Pick<PastRun, 'plannedRules'>

/**
 * The confirmed backlog that the last run to know of one has left.
 * @param runs oldest first.
 * @param now epoch ms.
 * @returns null without one, once a purge of the same rules has found it worked off, and once one
 * of any rules has succeeded after its days.
 */
export function workedOff(runs: readonly PastRun[], now: number): WorkedOff | null {
  const at = runs.findLastIndex(({ backlog }) => backlog !== undefined)
  const last = runs[at]
  if (last?.backlog === undefined) return null
  const { confirmed, found, left, by = null } = last.backlog
  const end = by === null ? Infinity : Date.parse(by.at) + confirmedDays * 86_400_000
  const later = runs.slice(at + 1).filter(({ mode }) => mode === 'purge')
  const closes = (one: PastRun) =>
    one.outcome === 'succeeded' && (hasRulesOf(last, one) || Date.parse(one.finishedAt) > end)
  if (later.some(closes)) return null
  const refused = later.find((one) => one.error === 'BlastRadius' && hasRulesOf(last, one))
  const deleted = found - left
  return {
    ...{ confirmed, left, by },
    more: deleted > 0 ? Math.ceil(left / deleted) : null,
    void:
      now > end
        ? `the ${confirmedDays} days of its confirmation are over`
        : refused === undefined
          ? null
          : `the gate blast-radius ended ${refused.runId}, whose report says why`,
  }
}

const hasRulesOf = (one: Planned, other: Planned): boolean =>
  String(one.plannedRules) === String(other.plannedRules)

export function workedOffText({ confirmed, left, by, more, void: why }: WorkedOff): string {
  const who =
    by === null
      ? ''
      : `, confirmed on ${shownInstant(by.at)} by ${by.runId}, after ${quantity(by.run, 'run')}`
  const then =
    why !== null
      ? `; void: ${why}. Confirm it again: npx drydock run --mode purge --confirm-blast-radius`
      : left === 0
        ? ''
        : more === null
          ? '; the last run deleted none of it'
          : `; about ${quantity(more, 'more run')} at the pace of the last one`
  const rows = `${shownCount(left)} of ${quantity(confirmed, 'dead row')}`
  return `Confirmed backlog: ${rows} left${who}${then}`
}
