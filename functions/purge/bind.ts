import { NamedError } from '../contract/errors.ts'
import type { Join, RowClass } from '../sql/dialect.ts'
import { every, not, some, type Expression } from '../sql/expression.ts'
import type { Condition, Rule } from './rules.ts'
import type { ForeignKey, Schema, Table } from './schema.ts'
import { checkKey, checkRule } from './schema-checks.ts'

/** A rule made fit for one database and one cutoff. */
export interface BoundRule {
  readonly rule: Rule
  readonly table: Table
  readonly dead: Expression
  /** Chains of joins from the rule's table to what hangs on it by ON DELETE CASCADE, the longest first. */
  readonly children: readonly (readonly Join[])[]
}

/** A table that the purge deletes from, as its own rule's table or as a child. */
export interface FamilyTable {
  readonly table: Table
  /** The rule whose rows these are, or the first that takes them along. */
  readonly rule: string
  readonly kind: 'rule' | 'child'
  /** True of every row that goes in this run. */
  readonly dead: Expression
  /** Why the others live. */
  readonly alive: readonly RowClass[]
  /** On a live production only rows made before the cutoff can be accounted for; null where a row has no such time. */
  readonly old: Expression | null
  /** Parents whose absence makes a row an orphan. */
  readonly parents: readonly ForeignKey[]
}

export interface BoundRules {
  readonly database: string
  readonly rules: readonly BoundRule[]
  readonly tables: readonly FamilyTable[]
  /** Tables the purge never touches. */
  readonly others: readonly Table[]
  readonly skipped: readonly { readonly rule: string; readonly reason: string }[]
}

/**
 * Binds the rules to a schema.
 * @param cutoff nothing younger is dead.
 * @throws NamedError SchemaNotSupported, NoRuleApplies
 */
export function bindRules(rules: readonly Rule[], schema: Schema, cutoff: Date): BoundRules {
  const find = (name: string) => schema.tables.find((table) => same(table.name, name))
  const present = rules.filter((rule) => find(rule.table) !== undefined)
  if (present.length === 0)
    throw new NamedError('NoRuleApplies', `The database "${schema.database}" has none of the tables ${rules.map(({ table }) => table).join(', ')}. Check that it is the API Manager's database.`)

  const resolve = (condition: Condition): Expression => resolveCondition(condition, cutoff, (name) => {
    const rule = present.find((candidate) => candidate.name === name)
    return rule && { table: tableOf(rule), dead: resolve(rule.dead) }
  })
  const tableOf = (rule: Rule): Table => {
    const table = find(rule.table)
    if (table === undefined) throw new TypeError(`unreachable: ${rule.table} was found above`)
    return table
  }
  const cascades = schema.foreignKeys.filter(({ onDelete }) => onDelete === 'CASCADE')
  const bound = present.map((rule): BoundRule => {
    const table = tableOf(rule)
    checkRule(rule, table)
    return { rule, table, dead: resolve(rule.dead), children: chains(table.name, cascades).sort((a, b) => b.length - a.length) }
  })
  const tables = familyTables(bound, schema, cascades, cutoff, resolve)
  refuseUncovered(tables, schema)
  return {
    database: schema.database,
    rules: bound,
    tables,
    others: schema.tables.filter((table) => table.type === 'BASE TABLE' && !tables.some((family) => same(family.table.name, table.name))),
    skipped: rules.filter((rule) => !present.includes(rule)).map((rule) => ({ rule: rule.name, reason: `no table ${rule.table} in ${schema.database}` })),
  }
}

function resolveCondition(condition: Condition, instant: Date, ruled: (name: string) => { table: Table; dead: Expression } | undefined): Expression {
  const again = (part: Condition) => resolveCondition(part, instant, ruled)
  switch (condition.is) {
    case 'every':
      return every(...condition.of.map(again))
    case 'some':
      return some(...condition.of.map(again))
    case 'not':
      return not(again(condition.of))
    case 'before':
    case 'lapsed':
      return { ...condition, instant }
    case 'survivor': {
      const other = ruled(condition.rule)
      if (other === undefined) throw new NamedError('SchemaNotSupported', `A rule looks at the rows of "${condition.rule}", whose table is not in this database.`)
      return { is: 'exists', table: other.table.name, on: condition.on, where: not(other.dead) }
    }
    default:
      return condition
  }
}

/** Every chain of cascading foreign keys that starts at the table. */
function chains(parent: string, cascades: readonly ForeignKey[], seen: readonly string[] = []): Join[][] {
  return cascades
    .filter((key) => same(key.parent, parent) && !seen.includes(key.name) && !same(key.table, parent))
    .flatMap((key) => {
      const join: Join = { table: key.table, on: columnPairs(key) }
      return [[join], ...chains(key.table, cascades, [...seen, key.name]).map((rest) => [join, ...rest])]
    })
}

function familyTables(bound: readonly BoundRule[], schema: Schema, cascades: readonly ForeignKey[], cutoff: Date, resolve: (condition: Condition) => Expression): FamilyTable[] {
  const names = new Map<string, string>()
  for (const { rule, table } of bound) names.set(table.name.toUpperCase(), rule.name)
  for (const { rule, children } of bound)
    for (const join of children.flat()) if (!names.has(join.table.toUpperCase())) names.set(join.table.toUpperCase(), rule.name)

  // A row goes when its own rule says so, or when one of the rows it hangs on goes.
  const deadIn = (name: string, path: readonly string[] = []): Expression => {
    const own = bound.filter(({ table }) => same(table.name, name)).map(({ dead }) => dead)
    const withParent = cascades
      .filter((key) => same(key.table, name) && names.has(key.parent.toUpperCase()) && !path.includes(key.name))
      .map((key): Expression => ({ is: 'exists', table: key.parent, on: swap(columnPairs(key)), where: deadIn(key.parent, [...path, key.name]) }))
    const all = [...own, ...withParent]
    return all.length === 1 && all[0] !== undefined ? all[0] : some(...all)
  }
  return schema.tables
    .filter((table) => names.has(table.name.toUpperCase()))
    .map((table): FamilyTable => {
      checkKey(table)
      const own = bound.find((candidate) => candidate.table === table)
      return {
        table,
        rule: names.get(table.name.toUpperCase()) ?? '',
        kind: own === undefined ? 'child' : 'rule',
        dead: deadIn(table.name),
        alive: (own?.rule.alive ?? []).map(({ reason, when }) => ({ name: reason, when: resolve(when) })),
        old: own === undefined ? null : { is: 'before', column: own.rule.created, instant: cutoff },
        parents: cascades.filter((key) => same(key.table, table.name) && names.has(key.parent.toUpperCase())),
      }
    })
}

/** A foreign key that would stop a delete, or change a row instead, is seen here and not in the middle of a purge. */
function refuseUncovered(tables: readonly FamilyTable[], schema: Schema): void {
  for (const key of schema.foreignKeys) {
    if (key.onDelete === 'CASCADE' || !tables.some(({ table }) => same(table.name, key.parent))) continue
    throw new NamedError('SchemaNotSupported', `The foreign key ${key.name} of ${key.table} refers to ${key.parent} with ON DELETE ${key.onDelete}; no rule covers ${key.table}. Nothing was deleted. Drydock needs a rule for that table, or the key to cascade.`)
  }
}

/** Columns of the child with those of the parent they equal. */
const columnPairs = (key: ForeignKey): Record<string, string> => Object.fromEntries(key.columns.map((column, at) => [column, key.parentColumns[at] ?? '']))
const swap = (pairs: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(pairs).map(([a, b]) => [b, a]))
/** Table names differ in case between servers. */
const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()
