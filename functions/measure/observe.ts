import type { ObserveProgress } from '../contract/count-progress.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import type { Invariants } from '../contract/invariants.ts'
import type { Target } from '../contract/steps.ts'
import type { Moment } from '../application/application-questions.ts'
import type { BoundRules } from '../rules/bound.ts'
import { invariantsOf, type Invariant } from '../application/catalogue.ts'
import { countInvariants, sampled, tally } from '../application/count.ts'
import { replay } from '../application/replay.ts'
import { lookUpAlong } from './look-up.ts'
import { measure, type Alongside } from './measure.ts'
import { measuredTables } from './measured-tables.ts'
import type { FamilyTable } from '../rules/bound.ts'
import { beganAtFirst, onRoster, rosterOf } from './roster.ts'
import { pagesOf, type RosterStore } from './roster-pages.ts'
import type { Schema } from '../engines/schema.ts'
import type { OnRange } from '../walk/range-done.ts'
import type { Walk } from '../walk/walk.ts'

export interface Observed {
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly target: Target
  /** The run's start: what expires later is live, both before and after the purge. */
  readonly at: Date
  readonly onRange?: OnRange | undefined
  /** Where rosters are stored; null if they are not. */
  readonly store?: RosterStore | null
  /** Production as it was counted before its purge: its rosters are looked up, none is written. */
  readonly rostered?: readonly MeasuredTable[]
  /** Whether the purge archives what it deletes: some rosters are useful only with the archive. */
  readonly archived?: boolean
}

/**
 * The run's start in the database's wall times. On the clone nobody writes, so every row existed
 * then; on production, rows written meanwhile must not count, whatever the zone, so the newest rows
 * are left out.
 */
export const momentOf = ({
  at,
  bound: { times, tables },
  target,
}: Pick<Observed, 'at' | 'bound' | 'target'>): Moment => ({
  at,
  earliest: new Date(at.getTime() + times.least),
  latest: new Date(at.getTime() + (target === 'clone' ? times.most : times.least)),
  expiredGo: tables.some(({ rule, reading }) => rule === 'tokens' && reading === 'upstream'),
})

/**
 * Measures every class of rows and counts what the application finds, over as many calls as needed.
 * All questions about a measured table are asked range by range together, so that its rows are read
 * from disk once.
 */
export async function observe(
  observed: Observed,
  from: ObserveProgress | null,
): Promise<{ done: boolean; progress: ObserveProgress }> {
  const { along, bound, schema, target, at, onRange } = observed
  const measured = new Set(measuredTables(bound, target))
  const invariants = invariantsOf(
    along.dialect.live,
    schema,
    target,
    momentOf({ at, bound, target }),
  )
  const isBeside = (one: Invariant) => one.whole !== true && measured.has(one.table.name)
  const beside = tally(invariants.filter(isBeside), from?.beside ?? null)
  const rows =
    from?.invariants == null
      ? await measure(along, bound, target, from?.rows ?? null, {
          onRange,
          beside: beside.ask,
          ...rosters(observed, invariants),
        })
      : { done: true, progress: from.rows }
  const progress = { rows: rows.progress, beside: beside.sums(), invariants: null }
  if (!rows.done) return { done: false, progress }
  const counted = await countInvariants(
    along,
    invariants.filter((one) => !isBeside(one)),
    from?.invariants ?? null,
  )
  return { done: counted.done, progress: { ...progress, invariants: counted.progress } }
}

/** Whether a count has pages of each table that ought to have a roster. */
export const hasEveryRoster = (
  members: readonly FamilyTable[],
  archived: boolean,
  counted: readonly MeasuredTable[],
): boolean =>
  members
    .filter((member) => onRoster(member, archived))
    .every(
      ({ table: { name } }) =>
        (counted.find(({ table }) => table === name)?.rosterPages ?? []).length > 0,
    )

/** What is done with the rosters of the tables: written before a purge, looked up after it. */
function rosters(
  { along, bound, store = null, rostered, archived = false }: Observed,
  invariants: readonly Invariant[],
): Pick<Alongside, 'roster' | 'lookUp'> {
  if (store === null) return {}
  if (rostered !== undefined)
    return {
      lookUp(member, begun) {
        const pages = pagesOf(rostered, member.table.name)
        return pages === undefined
          ? null
          : lookUpAlong(along, store, bound.database, member, pages, begun)
      },
    }
  return {
    roster(member, begun) {
      if (!onRoster(member, archived) || !beganAtFirst(begun)) return null
      const own = invariants.filter(({ table }) => table.name === member.table.name)
      return rosterOf(along, store, bound.database, member, own, begun)
    },
  }
}

/**
 * The counts plus the answers of the hot queries.
 * @param before the answers before the purge: the same keys are queried again.
 */
export async function answers(
  { along, schema, at, bound, target }: Observed,
  { beside, invariants }: ObserveProgress,
  before: Invariants | null,
): Promise<Invariants> {
  const chosen = { ...beside?.samples, ...invariants?.samples }
  const samples =
    before?.samples ??
    Object.fromEntries(Object.entries(chosen).map(([table, keys]) => [table, sampled(keys)]))
  return {
    samples: before === null ? samples : {},
    counts: [...(beside?.counts ?? []), ...(invariants?.counts ?? [])],
    hot: await replay(along, schema, momentOf({ at, bound, target }), samples),
  }
}
