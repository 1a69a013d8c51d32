import type { ObserveProgress } from '../contract/evidence.ts'
import type { Invariants } from '../contract/invariants.ts'
import type { Target } from '../contract/steps.ts'
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
    invariantsOf(schema, target, at),
    from?.invariants ?? null,
  )
  return { done: counted.done, progress: { rows: rows.progress, invariants: counted.progress } }
}

/**
 * The answers of the hot queries, beside what was counted.
 * @param before what was asked before the purge: the same keys are asked again.
 */
export async function answers(
  { along, schema, at }: Observed,
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
    hot: await replay(along, schema, at, samples),
  }
}
