import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import type { Scratch } from '../engines/scratch.ts'
import { readSchema, same, type Schema, type Table } from '../engines/schema.ts'
import { bindRules } from '../rules/bind.ts'
import type { BoundRules } from '../rules/bound.ts'
import { rules } from '../rules/rules.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import { mustBe } from './not-proven.ts'

/** A database of the plan, as it is on the clone. */
export interface PlannedDatabase {
  readonly schema: Schema
  readonly bound: BoundRules
  readonly rules: readonly PlannedRule[]
  readonly times: WallTimes
  readonly empty: readonly string[]
}

/** The tables that a rule deletes from or looks at. */
export function plansTables({ tables }: Pick<BoundRules, 'tables'>): string[] {
  const names = new Map<string, string>()
  const add = (name: string) => names.set(name.toUpperCase(), name)
  const visit = (condition: Expression): void => {
    switch (condition.is) {
      case 'every':
      case 'some':
        return condition.of.forEach(visit)
      case 'not':
        return visit(condition.of)
      case 'exists':
        add(condition.table)
        if (condition.where !== undefined) visit(condition.where)
        return
      case 'outdated':
        return void add(condition.table)
      default:
    }
  }
  for (const { table, dead, otherReading, alive } of tables) {
    add(table.name)
    for (const one of [dead, otherReading, ...alive.map(({ when }) => when)])
      if (one !== null) visit(one)
  }
  return [...names.values()].sort()
}

/**
 * Empty copies of the plan's tables, and the plan's rules bound to them: the same rules, to the
 * letter.
 * @throws NamedError EngineNotProven
 */
export async function copyTables(
  { database, dialect, scratch }: { database: Database; dialect: Dialect; scratch: Scratch },
  name: string,
  planned: PlannedDatabase,
): Promise<{ readonly schema: Schema; readonly bound: BoundRules }> {
  const from = planned.schema.database
  const names = plansTables(planned.bound)
  for (const table of names) await database.execute(scratch.copy(from, table))
  for (const table of names)
    for (const key of await ask(database, scratch.keysOf(from, table)))
      if (names.some((one) => same(one, key.parent)))
        await database.execute(scratch.addKey(table, key))
  const schema = await readSchema(database, dialect, name)
  const bound = bindRules(rules, planned.rules, schema, planned.times, planned.empty)
  const of = "The schema's description"
  for (const copy of schema.tables) {
    const origin = planned.schema.tables.find((one) => same(one.name, copy.name))
    mustBe(of, `the copy of ${copy.name}`, origin && described(origin), described(copy))
  }
  mustBe(of, 'the rules of the copies', asBound(planned.bound), asBound(bound))
  return { schema, bound }
}

/**
 * Without the names of indexes: one that a server made for a foreign key by itself may be called
 * otherwise in the copy.
 */
const described = ({ keyIndex, walkedBy, indexes, ...table }: Table) => ({
  ...table,
  walked: [keyIndex !== undefined, walkedBy !== undefined],
  indexes: indexes.map(({ column }) => column.name).sort(),
})

const asBound = ({ rules: all, tables }: BoundRules) => ({
  rules: all.map(({ rule, dead, bare, old, children }) => [
    ...[rule.name, dead, bare, old],
    children.map((joins) => joins.map(({ table, on }) => [table, on])),
  ]),
  tables: tables.map(({ table, dead, alive }) => [table.name, dead, alive]),
})
