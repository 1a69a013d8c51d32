import { invariantsOf } from '../application/catalogue.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { Schema } from '../engines/schema.ts'
import { momentOf } from '../measure/observe.ts'
import type { BoundRules } from '../rules/bound.ts'
import { catching } from './asked-live.ts'
import type { Bench } from './bench.ts'
import { plainLive } from './plain-live.ts'
import { readKnown, type KnownRow } from './plain-rows.ts'
import type { PlainTables } from './plain-tables.ts'
import { proveHot } from './prove-hot.ts'
import { everyRow, proveInvariant } from './prove-invariant.ts'

/**
 * ms between an instant and what the application compares its rows with: nothing, a session's idle
 * time, the life of a revoked token.
 */
const spans = [0, 900_000, 3_600_000]

interface Planned {
  readonly schema: Schema
  readonly bound: BoundRules
  readonly rules: readonly PlannedRule[]
}

/**
 * What the application asks of its rows, on the rows of the proof: the invariants, and the queries
 * that it runs with each call. Answers how many answers were compared.
 * @param at the run's start.
 * @throws NamedError EngineNotProven
 */
export async function proveLive(
  bench: Bench,
  planned: Planned,
  tables: PlainTables,
  at: Date,
): Promise<number> {
  const { schema, bound } = planned
  const plain = plainLive(tables)
  const known = new Map<string, readonly KnownRow[]>()
  for (const table of schema.tables) known.set(table.name, await readKnown(bench, table))
  const momentAt = (instant: Date) => momentOf({ at: instant, bound, target: 'clone' })
  let compared = await proveHot(bench, { schema, plain, known, moment: momentAt(at) })
  for (const [instant, turning] of instantsOf(planned, at)) {
    const moment = momentAt(new Date(instant))
    const { questions, asked } = catching()
    const caught = invariantsOf(questions, schema, 'clone', moment)
    const all = invariantsOf(bench.dialect.live, schema, 'clone', moment)
    for (const [number, invariant] of all.entries()) {
      const rows = known.get(invariant.table.name) ?? []
      caught[number]?.count(everyRow)
      const question = asked()
      if (turning !== null && !(question.is === 'count' && turning.has(invariant.table.name)))
        continue
      await proveInvariant(bench, { invariant, question, rows, plain, tables })
      compared++
    }
  }
  return compared
}

/** When the rows of the proof turn from living to dead, and of which tables; null: of all. */
function instantsOf(
  { bound, rules }: Planned,
  at: Date,
): ReadonlyMap<number, ReadonlySet<string> | null> {
  const found = new Map<number, Set<string> | null>()
  for (const { table, rule } of bound.tables) {
    const cutoff = rules.find((one) => one.rule === rule)?.cutoff
    if (cutoff === undefined) continue
    for (const span of spans) {
      const instant = Date.parse(cutoff) + span
      found.set(instant, (found.get(instant) ?? new Set()).add(table.name))
    }
  }
  return found.set(at.getTime(), null)
}
