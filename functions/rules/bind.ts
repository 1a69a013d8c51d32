import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import { familyTables } from './family.ts'
import { livingParents } from './living-parents.ts'
import type { Rule } from './rule.ts'
import { hasRows, isWalkable, same, type Schema, type Table } from '../engines/schema.ts'
import { refuseUncovered } from './uncovered-keys.ts'
import { utc } from './wall-times.ts'
import type { BoundRules, FamilyTable } from './bound.ts'
import { cascadesOf } from './cascades.ts'
import { judgeRules } from './judge-rules.ts'
import { noteRule, noteTable } from './without-index.ts'

/**
 * Binds the planned rules to a schema.
 * @param times how wall times are read there; a step passes the plan's.
 * @param empty tables that were empty when the run was planned: no row has children in them.
 * @throws NamedError SchemaNotSupported, NoRuleApplies
 */
export function bindRules(
  rules: readonly Rule[],
  planned: readonly PlannedRule[],
  schema: Schema,
  times: WallTimes = utc,
  empty: readonly string[] = [],
): BoundRules {
  const { judged, skipped } = judgeRules(rules, planned, schema, times)
  const cascades = cascadesOf(schema)
  const bound = livingParents(judged, familyTables(judged, schema, cascades), {
    rules,
    schema,
    empty,
  })
  const tables = familyTables(bound, schema, cascades)
  refuseUncovered(bound, tables, schema)
  return {
    database: schema.database,
    times,
    rules: bound.map((rule) => noteRule(rule, schema.tables)),
    tables: tables.map((member) => noteTable(member, schema.tables)),
    foreignKeys: schema.foreignKeys,
    others: othersThan(tables, schema),
    skipped,
  }
}

/** They are only hashed: one without a key to walk along is read in one statement. */
function othersThan(family: readonly FamilyTable[], { tables }: Schema): Table[] {
  const isOther = (table: Table) =>
    hasRows(table) && !family.some((member) => same(member.table.name, table.name))
  const hasWay = ({ key, columns }: Table) =>
    isWalkable(columns.filter(({ name }) => key.some((one) => one.name === name)))
  return tables
    .filter(isOther)
    .map((table) => (hasWay(table) ? table : { ...table, key: [], unique: false }))
}
