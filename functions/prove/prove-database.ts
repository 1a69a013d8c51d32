import { ask } from '../engines/database.ts'
import type { Expression } from '../engines/expression.ts'
import { same } from '../engines/schema.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Bench } from './bench.ts'
import { clockChanges } from './clock-changes.ts'
import { copyTables, plansTables, type PlannedDatabase } from './copy-tables.ts'
import type { HoldsOf } from './edges.ts'
import { edgesOf } from './gather-edges.ts'
import { putIn, readPlain } from './plain-rows.ts'
import { proveAnywhere } from './prove-anywhere.ts'
import { proveRules } from './prove-rules.ts'
import { proveSessions } from './prove-sessions.ts'
import { proveShape } from './prove-shapes.ts'
import { shapeTables } from './shape-tables.ts'
import { fewOf } from './few-values.ts'
import { makeRows } from './rows.ts'
import { refuseUntried, truthOf } from './truth.ts'
import { asNotProven, mustBe } from './not-proven.ts'

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
    return {
      ...(await proveStatements(bench, planned)),
      ...(await proveCopies(bench, planned, at)),
    }
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
  return { shapes, keys: tables.length }
}

/** On copies of the plan's tables. */
export async function proveCopies(
  bench: Bench,
  planned: PlannedDatabase,
  at: Date,
): Promise<Pick<ProvenDatabase, 'rules' | 'rows'>> {
  const { schema, bound } = await copyTables(bench, bench.name, planned)
  const holdsOf: HoldsOf = (table, name) => {
    const column = schema.tables
      .find((one) => same(one.name, table))
      ?.columns.find((one) => same(one.name, name))
    return column === undefined ? null : bench.scratch.holds(column)
  }
  const { zone } = await ask(bench.database, bench.dialect.server.clock)
  const changes = [zone, planned.times.written ?? 'UTC'].flatMap((one) => clockChanges(one, at))
  const edges = edgesOf(conditionsOf(bound), holdsOf, changes)
  const refused = new Map<string, string>()
  let rows = 0
  const each = makeRows({
    tables: schema.tables,
    foreignKeys: schema.foreignKeys,
    edges,
    few: fewOf(schema.tables, schema.foreignKeys, edges.links),
    dead: bound.tables.map(({ table, dead }) => [table.name, dead] as const),
    holdsOf,
    changes,
    empty: planned.empty,
  })
  for (let next = each.next(); !next.done; ) {
    const { table } = next.value
    const { taken, why } = await putIn(bench, next.value)
    rows += taken.length
    if (why !== '') refused.set(table.name, why)
    const counted = await ask(bench.back, bench.dialect.countAll(table.name))
    mustBe('insert', table.name, taken.length, counted)
    next = each.next(taken)
  }
  const filled = []
  for (const table of schema.tables) filled.push({ table, rows: await readPlain(bench, table) })
  const truth = truthOf(bound, filled, holdsOf)
  refuseUntried(bound, truth, refused)
  await proveAnywhere(bench, bound, filled, { edges, holdsOf })
  await proveRules(bench, { schema, bound }, truth, at)
  return { rules: bound.rules.length, rows }
}

const conditionsOf = ({ tables }: BoundRules): (readonly [string, Expression])[] =>
  tables.flatMap(({ table, dead, old, alive, otherReading }) =>
    [dead, old, otherReading, ...alive.map(({ when }) => when)].flatMap((condition) =>
      condition === null ? [] : [[table.name, condition] as const],
    ),
  )
