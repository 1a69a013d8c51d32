import type { ObserveProgress } from '../contract/evidence.ts'
import type { Invariants } from '../contract/invariants.ts'
import type { Target } from '../contract/steps.ts'
import type { Moment } from '../sql/application-questions.ts'
import type { BoundRules } from './bind.ts'
import { invariantsOf } from './invariants/catalogue.ts'
import { countInvariants, sampled } from './invariants/count.ts'
import { replay } from './invariants/replay.ts'
import { measure } from './measure.ts'
import type { Schema } from './schema.ts'
import type { OnStep } from './step-done.ts'
import type { Walk } from './walk.ts'

export interface Observed {
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly target: Target
  /** The run's start: whatever lapses later lives, before the purge and after it. */
  readonly at: Date
  readonly onStep?: OnStep | undefined
}

/**
 * The run's start as the database's wall times say it. On the clone nobody writes, so whatever is there was there then; on
 * production what is written meanwhile must not count, in whichever zone: there the youngest rows are out of sight.
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

/** Measures every class of rows, then counts what the application finds, over as many calls as it takes. */
export async function observe(
  { along, bound, schema, target, at, onStep }: Observed,
  from: ObserveProgress | null,
): Promise<{ done: boolean; progress: ObserveProgress }> {
  const rows =
    from?.invariants == null
      ? await measure(along, bound, target, from?.rows ?? null, onStep)
      : { done: true, progress: from.rows }
  if (!rows.done) return { done: false, progress: { rows: rows.progress, invariants: null } }
  const counted = await countInvariants(
    along,
    invariantsOf(schema, target, momentOf({ at, bound, target })),
    from?.invariants ?? null,
  )
  return { done: counted.done, progress: { rows: rows.progress, invariants: counted.progress } }
}

/**
 * The answers of the hot queries, beside what was counted.
 * @param before what was asked before the purge: the same keys are asked again.
 */
export async function answers(
  { along, schema, at, bound, target }: Observed,
  { invariants }: ObserveProgress,
  before: Invariants | null,
): Promise<Invariants> {
  const samples =
    before?.samples ??
    Object.fromEntries(
      Object.entries(invariants?.samples ?? {}).map(([table, keys]) => [table, sampled(keys)]),
    )
  return {
    samples: before === null ? samples : {},
    counts: invariants?.counts ?? [],
    hot: await replay(along, schema, momentOf({ at, bound, target }), samples),
  }
}
