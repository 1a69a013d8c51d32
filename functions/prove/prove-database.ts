import type { Bench } from './bench.ts'
import { plansTables, type PlannedDatabase } from './copy-tables.ts'
import { fillCopies } from './fill-copies.ts'
import { proveAnywhere } from './prove-anywhere.ts'
import { proveLive } from './prove-live.ts'
import { proveReferred } from './prove-referred.ts'
import { proveRules } from './prove-rules.ts'
import { proveSessions } from './prove-sessions.ts'
import { proveShape } from './prove-shapes.ts'
import { shapeTables } from './shape-tables.ts'
import { plainTables, refuseUntried, truthOf } from './truth.ts'
import { asNotProven } from './not-proven.ts'

/** What was proven of one database. */
export interface ProvenDatabase {
  /** Statements of the port whose answers were compared, and of how many kinds of row key. */
  readonly shapes: number
  readonly keys: number
  readonly rules: number
  readonly rows: number
}

/**
 * Proves on empty copies of the plan's tables that the server does what the plan's rules mean.
 * @param at the run's start.
 * @throws NamedError EngineNotProven
 */
export async function proveDatabase(
  bench: Bench,
  planned: PlannedDatabase,
  at: Date,
): Promise<ProvenDatabase> {
  try {
    const { shapes, keys } = await proveStatements(bench, planned)
    const { questions, ...copies } = await proveCopies(bench, planned, at)
    return { shapes: shapes + questions, keys, ...copies }
  } catch (error) {
    throw asNotProven(error)
  }
}

/** On tables of Drydock's own. */
export async function proveStatements(
  bench: Bench,
  { schema, bound }: PlannedDatabase,
): Promise<Pick<ProvenDatabase, 'shapes' | 'keys'>> {
  const tables = shapeTables(bench.scratch, schema, plansTables(bound))
  let shapes = await proveSessions(bench)
  for (const shape of tables) shapes += await proveShape(bench, shape)
  shapes += await proveReferred(bench)
  return { shapes, keys: tables.length }
}

/** On copies of the plan's tables. `questions`: the application's, whose answers were compared. */
export async function proveCopies(
  bench: Bench,
  planned: PlannedDatabase,
  at: Date,
): Promise<Pick<ProvenDatabase, 'rules' | 'rows'> & { readonly questions: number }> {
  const { schema, bound, filled, edges, holdsOf, refused } = await fillCopies(bench, planned, at)
  const truth = truthOf(bound, filled, holdsOf)
  refuseUntried(bound, truth, refused)
  const { rules } = planned
  const questions = await proveLive(
    bench,
    { schema, bound, rules },
    plainTables(filled, holdsOf),
    at,
  )
  await proveAnywhere(bench, bound, filled, { edges, holdsOf })
  await proveRules(bench, { schema, bound }, truth, at)
  const rows = filled.reduce((sum, one) => sum + one.rows.length, 0)
  return { rules: bound.rules.length, rows, questions }
}
