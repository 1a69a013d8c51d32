import { ask } from '../engines/database.ts'
import type { Expression } from '../engines/expression.ts'
import { same, type Schema, type Table } from '../engines/schema.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Bench } from './bench.ts'
import { clockChanges } from './clock-changes.ts'
import { copyTables, type PlannedDatabase } from './copy-tables.ts'
import type { Edges, HoldsOf } from './edges.ts'
import { fewOf } from './few-values.ts'
import { edgesOf } from './gather-edges.ts'
import { mustBe } from './not-proven.ts'
import { putIn, readPlain } from './plain-rows.ts'
import type { PlainRow } from './plain-tables.ts'
import { makeRows } from './rows.ts'

/** Copies of the plan's tables, with rows at every edge of every rule. */
export interface FilledCopies {
  readonly schema: Schema
  readonly bound: BoundRules
  readonly filled: readonly { readonly table: Table; readonly rows: readonly PlainRow[] }[]
  readonly edges: Edges
  readonly holdsOf: HoldsOf
  /** By table: why it took a row not. */
  readonly refused: ReadonlyMap<string, string>
}

/** @throws NamedError EngineNotProven */
export async function fillCopies(
  bench: Bench,
  planned: PlannedDatabase,
  at: Date,
): Promise<FilledCopies> {
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
    if (why !== '') refused.set(table.name, why)
    const counted = await ask(bench.back, bench.dialect.countAll(table.name))
    mustBe('insert', table.name, taken.length, counted)
    next = each.next(taken)
  }
  const filled = []
  for (const table of schema.tables) filled.push({ table, rows: await readPlain(bench, table) })
  return { schema, bound, filled, edges, holdsOf, refused }
}

const conditionsOf = ({ tables }: BoundRules): (readonly [string, Expression])[] =>
  tables.flatMap(({ table, dead, old, alive, otherReading }) =>
    [dead, old, otherReading, ...alive.map(({ when }) => when)].flatMap((condition) =>
      condition === null ? [] : [[table.name, condition] as const],
    ),
  )
