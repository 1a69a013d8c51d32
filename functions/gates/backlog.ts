import {
  confirmedBacklogSchema,
  confirmedDays,
  type BacklogTable,
  type ConfirmedBacklog,
} from '../contract/backlog.ts'
import type { Measured, Purged } from '../contract/evidence.ts'
import { deadRows } from '../measure/row-classes.ts'

/** A confirmed backlog as a run's gates find it. */
export type Backlog =
  | { readonly is: 'none' }
  /** There is a confirmation, and no run may go by it. */
  | { readonly is: 'refused'; readonly why: string }
  | {
      readonly is: 'open'
      readonly confirmed: ConfirmedBacklog
      /** Which of its runs this one is. */
      readonly run: number
      readonly tables: readonly BacklogTable[]
    }

/** The record of it, before the evidence of its runs is read. */
export type Recorded =
  | Exclude<Backlog, { is: 'open' }>
  | { readonly is: 'confirmed'; readonly confirmed: ConfirmedBacklog }

/** What a run that passed the gates has left as evidence. */
export interface PassedRun {
  readonly measured: Measured
  /** null if it never began to purge: a person rejected it, or its time was over. */
  readonly purged: Pick<Purged, 'databases'> | null
  /** Whether production was looked at after its purge. */
  readonly verified: boolean
  /** Whether one of its checks on production failed. */
  readonly failed: boolean
}

type Beyond = (
  measured: Measured,
  confirmed: readonly BacklogTable[],
) => readonly { readonly database: string; readonly table: string }[]

/** For whom a confirmation is looked at, and when. */
export interface For {
  readonly environment: string
  readonly source: string
  readonly terms: string
  readonly runId: string
  /** Epoch ms. */
  readonly at: number
}

/** @param stored null if there is no record, undefined if it is no JSON. */
export function readConfirmed(
  stored: unknown,
  { environment, source }: Pick<For, 'environment' | 'source'>,
): Recorded {
  if (stored === null) return { is: 'none' }
  const parsed = confirmedBacklogSchema.safeParse(stored)
  if (!parsed.success)
    return { is: 'refused', why: 'its record in the bucket is not readable as one' }
  const { data } = parsed
  if (data.environment !== environment || data.source !== source)
    return {
      is: 'refused',
      why: `its record is of ${data.source} in the environment ${data.environment}`,
    }
  return data.closedBy === null ? { is: 'confirmed', confirmed: data } : { is: 'none' }
}

/** Why a run may not go by a confirmation, as far as that is known without evidence. */
function whyNotInForce(
  { terms, confirmedAt, confirmedBy }: ConfirmedBacklog,
  asked: For,
): string | null {
  const days = (asked.at - Date.parse(confirmedAt)) / 86_400_000
  if (days > confirmedDays || days < 0)
    return `${confirmedBy} confirmed it at ${confirmedAt}, which is good for ${confirmedDays} days`
  return terms === asked.terms
    ? null
    : 'rules, readings, periods, limits, archive or schema are no longer those that ' +
        `${confirmedBy} confirmed`
}

/**
 * The record as it is once a run's gates are passed.
 * @param beyond whether a table is beyond the limits by what is dead now.
 * @returns null if it stays as it is.
 */
export function recordAfter(
  recorded: Recorded,
  asked: For,
  { beyond, confirms }: { readonly beyond: boolean; readonly confirms: boolean },
): ConfirmedBacklog | null {
  const { environment, source, terms, runId, at } = asked
  const known = recorded.is === 'confirmed' ? recorded.confirmed : null
  if (known !== null && runsOf(known).includes(runId)) return null
  if (beyond && confirms)
    return {
      environment,
      source,
      terms,
      confirmedBy: runId,
      confirmedAt: new Date(at).toISOString(),
      runs: [],
      closedBy: null,
    }
  if (known === null) return null
  // Of other rules, it says nothing of the tables of the backlog.
  return beyond || known.terms !== terms
    ? { ...known, runs: [...known.runs, runId] }
    : { ...known, closedBy: runId }
}

/**
 * The backlog that a run may go on with.
 * @param passed by run: the one with the confirmation, and those after it. null: unreadable.
 * @param beyond the tables of a run that are beyond the limits and what is left of the confirmed.
 */
export function backlogOf(
  confirmed: ConfirmedBacklog,
  asked: For,
  passed: ReadonlyMap<string, PassedRun | null>,
  beyond: Beyond,
): Backlog {
  const refused = (why: string): Backlog => ({ is: 'refused', why })
  const why = whyNotInForce(confirmed, asked)
  if (why !== null) return refused(why)
  const found: PassedRun[] = []
  for (const run of runsOf(confirmed)) {
    // A repeated call of this run's own gates.
    if (run === asked.runId) continue
    const one = passed.get(run)
    if (one == null) return refused(`the evidence of ${run} is missing or not readable`)
    if (one.failed) return refused(`a check of ${run} failed on production`)
    // It failed or was cancelled, for which somebody had a reason, or is still under way.
    if (one.purged !== null && !one.verified)
      return refused(`production was not verified after the purge of ${run}`)
    found.push(one)
  }
  const [first] = found
  if (first === undefined || first.purged === null)
    return refused(`${confirmed.confirmedBy}, which confirmed it, never began to purge`)
  return {
    is: 'open',
    confirmed,
    run: found.filter(({ purged }) => purged !== null).length + 1,
    tables: beyond(first.measured, []).map(({ database, table }) => ({
      database,
      table,
      confirmed: deadIn(first.measured, database, table) ?? 0,
      remaining: remaining(found, database, table, beyond),
    })),
  }
}

/** The run with the confirmation and those after it, oldest first. */
export const runsOf = ({ confirmedBy, runs }: ConfirmedBacklog): string[] => [confirmedBy, ...runs]

/**
 * Rows of a table that are still confirmed: never more than once were, and after each run never
 * more than it found dead and left. So what a run deletes counts first against what died since.
 * One that passed with more went by other terms, and may have deleted the confirmed ones first.
 */
function remaining(
  runs: readonly PassedRun[],
  database: string,
  table: string,
  beyond: Beyond,
): number {
  let rows = Number.POSITIVE_INFINITY
  for (const { measured, purged } of runs) {
    const dead = deadIn(measured, database, table)
    // A run of other rules says nothing of the table.
    if (dead === null) continue
    const known = Number.isFinite(rows) ? rows : dead
    const left = [{ database, table, confirmed: known, remaining: known }]
    const others = beyond(measured, left).some(
      (one) => one.database === database && one.table === table,
    )
    if (others) rows = Math.max(0, rows - goneIn(purged, database, table))
    rows = Math.min(rows, Math.max(0, dead - goneIn(purged, database, table)))
  }
  return Number.isFinite(rows) ? rows : 0
}

function deadIn({ databases }: Measured, database: string, table: string): number | null {
  const found = databases
    .find((one) => one.database === database)
    ?.tables.find((one) => one.table === table)
  return found === undefined ? null : deadRows(found.classes)
}

const goneIn = (purged: PassedRun['purged'], database: string, table: string): number =>
  purged?.databases
    .find((one) => one.database === database)
    ?.tables.find((one) => one.table === table)?.rows ?? 0
