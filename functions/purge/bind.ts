import { NamedError } from '../contract/errors.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import type { Join, RowClass } from '../sql/dialect.ts'
import { some, type Expression } from '../sql/expression.ts'
import { livingParents } from './living-parents.ts'
import { MissingTable, resolve, type Surroundings } from './resolve.ts'
import { goesBy, orderRules } from './rule-order.ts'
import type { Condition, Rule } from './rules/rule.ts'
import { hasRows, isWalkable, type ForeignKey, type Schema, type Table } from './schema.ts'
import { checkKey, misfit, refuse } from './schema-checks.ts'
import { utc } from './wall-times.ts'

/** A rule made fit for one database and one cutoff. */
export interface BoundRule {
  readonly rule: Rule
  readonly table: Table
  readonly dead: Expression
  /** Made before the cutoff; null where the table does not say. */
  readonly old: Expression | null
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
  /** The rule's reading that is judged by; null where it has but one. */
  readonly reading: PlannedRule['reading'] | null
  /** What the other reading would delete; null where there is but one. */
  readonly otherReading: Expression | null
  /** Why the others live. */
  readonly alive: readonly RowClass[]
  /** On a live production only rows made before the cutoff can be accounted for; null where a row has no such time. */
  readonly old: Expression | null
  /** See Rule.settled. */
  readonly settled: boolean
  /** See Rule.movesTo: the table's name here; null where the schema has none. */
  readonly moves: string | null
  /** The column of `old`. */
  readonly created: string | null
  /** Parents whose absence makes a row an orphan. */
  readonly parents: readonly ForeignKey[]
}

export interface BoundRules {
  readonly database: string
  /** How its wall times are read. */
  readonly times: WallTimes
  readonly rules: readonly BoundRule[]
  readonly tables: readonly FamilyTable[]
  /** Tables the purge never touches. */
  readonly others: readonly Table[]
  readonly skipped: readonly SkippedRule[]
}

export interface SkippedRule {
  readonly rule: string
  readonly reason: string
  /** Its table is there, in a shape the rule was not made for. */
  readonly misfit?: true
}

/** A rule with what its table's rows are told apart by. */
export type JudgedRule = BoundRule & {
  readonly reading: PlannedRule['reading']
  readonly other: Expression | null
  readonly alive: readonly RowClass[]
}

/**
 * Binds the planned rules to a schema.
 * @param times how wall times are read there; a step passes the plan's.
 * @param empty tables without a row when the run was planned: nothing hangs on anything by them.
 * @throws NamedError SchemaNotSupported, NoRuleApplies
 */
export function bindRules(
  rules: readonly Rule[],
  planned: readonly PlannedRule[],
  schema: Schema,
  times: WallTimes = utc,
  empty: readonly string[] = [],
): BoundRules {
  const find = (name: string) => schema.tables.find((table) => same(table.name, name))
  const ruled = (name: string) => rules.find((candidate) => candidate.name === name)?.table ?? ''
  const skipped: SkippedRule[] = []
  const plan = new Map(planned.map((one) => [one.rule, one]))
  const on = new Map<string, JudgedRule>()
  const cascades = schema.foreignKeys.filter(({ onDelete }) => onDelete === 'CASCADE')

  for (const rule of orderRules(rules)) {
    const table = find(rule.table)
    const settings = plan.get(rule.name)
    const skip = (reason: string) => skipped.push({ rule: rule.name, reason })
    if (table === undefined) skip(`no table ${rule.table} in ${schema.database}`)
    else if (settings === undefined) skip('switched off')
    else {
      const cutoff = new Date(settings.cutoff)
      const around: Surroundings = {
        cutoff,
        wall: new Date(cutoff.getTime() + times.least),
        table: (name) => find(name)?.name ?? null,
        ruled: (name) => {
          const [other, missing] = [find(ruled(name)), ruled(name)]
          return other === undefined
            ? { missing }
            : { table: other.name, dead: on.get(name)?.dead ?? null }
        },
      }
      const odd = misfit(rule, table, find, ruled)
      if (odd !== null) {
        const by = rules.find(
          (other) => plan.has(other.name) && find(other.table) && goesBy(other, rule.name),
        )
        if (by !== undefined) refuse(rule, `${odd}, and rule "${by.name}" goes by what it leaves`)
        skipped.push({ rule: rule.name, reason: odd, misfit: true })
        continue
      }
      try {
        const [safe, upstream] = [rule.dead, rule.upstream ?? rule.dead].map(
          (condition: Condition) => resolve(condition, around),
        ) as [Expression, Expression]
        const [dead, other] = settings.reading === 'upstream' ? [upstream, safe] : [safe, upstream]
        on.set(rule.name, {
          rule,
          table,
          dead,
          reading: settings.reading,
          old:
            rule.created === null
              ? null
              : resolve(
                  rule.created.unit === 'wall'
                    ? { is: 'before', column: rule.created.column }
                    : {
                        is: 'elapsed',
                        column: rule.created.column,
                        unit: rule.created.unit,
                        any: true,
                      },
                  around,
                ),
          children: chains(table.name, cascades).sort((a, b) => b.length - a.length),
          other: rule.upstream === undefined ? null : other,
          alive: rule.alive.map(({ reason, when }) => ({
            name: reason,
            when: resolve(when, around),
          })),
        })
      } catch (error) {
        if (!(error instanceof MissingTable)) throw error
        skip(error.message)
      }
    }
  }
  const judged = [...on.values()]
  if (judged.length === 0)
    throw new NamedError(
      'NoRuleApplies',
      `No rule applies to the database "${schema.database}": ${skipped.map(({ rule, reason }) => `${rule}: ${reason}`).join('; ')}. Check that it is the API Manager's database, and which rules are on.`,
    )
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
    rules: bound,
    tables,
    others: schema.tables
      .filter(
        (table) => hasRows(table) && !tables.some((family) => same(family.table.name, table.name)),
      )
      // It is only summed up: what has no key to walk along is read in one go.
      .map((table) =>
        isWalkable(table.columns.filter(({ name }) => table.key.some((key) => key.name === name)))
          ? table
          : { ...table, key: [], unique: false },
      ),
    skipped,
  }
}

/** Every chain of cascading foreign keys that starts at the table. */
function chains(
  parent: string,
  cascades: readonly ForeignKey[],
  seen: readonly string[] = [],
): Join[][] {
  return cascades
    .filter(
      (key) => same(key.parent, parent) && !seen.includes(key.name) && !same(key.table, parent),
    )
    .flatMap((key) => {
      const join: Join = { table: key.table, on: columnPairs(key) }
      return [
        [join],
        ...chains(key.table, cascades, [...seen, key.name]).map((rest) => [join, ...rest]),
      ]
    })
}

function familyTables(
  bound: readonly JudgedRule[],
  schema: Schema,
  cascades: readonly ForeignKey[],
): FamilyTable[] {
  const names = new Map<string, string>()
  for (const { rule, table } of bound) names.set(table.name.toUpperCase(), rule.name)
  for (const { rule, children } of bound)
    for (const join of children.flat())
      if (!names.has(join.table.toUpperCase())) names.set(join.table.toUpperCase(), rule.name)

  // A row goes when its own rule says so, or when one of the rows it hangs on goes.
  const deadIn = (name: string, path: readonly string[] = []): Expression => {
    const own = bound.filter(({ table }) => same(table.name, name)).map(({ dead }) => dead)
    const withParent = cascades
      .filter(
        (key) =>
          same(key.table, name) && names.has(key.parent.toUpperCase()) && !path.includes(key.name),
      )
      .map(
        (key): Expression => ({
          is: 'exists',
          table: key.parent,
          on: swap(columnPairs(key)),
          where: deadIn(key.parent, [...path, key.name]),
        }),
      )
    const all = [...own, ...withParent]
    return all.length === 1 && all[0] !== undefined ? all[0] : some(...all)
  }
  return schema.tables
    .filter((table) => names.has(table.name.toUpperCase()))
    .map((table): FamilyTable => {
      const own = bound.find((candidate) => candidate.table === table)
      checkKey(table)
      return {
        table,
        rule: names.get(table.name.toUpperCase()) ?? '',
        kind: own === undefined ? 'child' : 'rule',
        dead: deadIn(table.name),
        reading: own?.other == null ? null : own.reading,
        otherReading: own?.other ?? null,
        alive: own?.alive ?? [],
        old: own?.old ?? null,
        settled: own?.rule.settled ?? false,
        moves: schema.tables.find(({ name }) => same(name, own?.rule.movesTo ?? ''))?.name ?? null,
        created: own?.rule.created?.column ?? null,
        parents: cascades.filter(
          (key) => same(key.table, table.name) && names.has(key.parent.toUpperCase()),
        ),
      }
    })
}

/**
 * A foreign key that would stop a delete, or change a row instead, is seen here and not in the middle of a purge. Covered
 * is one whose child rows the parent's own rule waits for: it lets a row go only when none is left.
 */
function refuseUncovered(
  bound: readonly BoundRule[],
  tables: readonly FamilyTable[],
  schema: Schema,
): void {
  for (const { name, table, parent } of schema.foreignKeysElsewhere)
    if (tables.some((family) => same(family.table.name, parent)))
      throw new NamedError(
        'SchemaNotSupported',
        `The foreign key ${name} of ${table} refers to ${parent} from another database, whose rows Drydock does not count. Nothing was deleted. Drop the key, or switch off the rules that delete from ${parent}.`,
      )
  for (const key of schema.foreignKeys) {
    const child = tables.find(({ table }) => same(table.name, key.table))
    if (key.onDelete === 'CASCADE' && child !== undefined && same(key.table, key.parent))
      throw new NamedError(
        'SchemaNotSupported',
        `The foreign key ${key.name} of ${key.table} leads back to ${key.parent} by ON DELETE CASCADE: how many rows go with one can not be counted. Nothing was deleted. Drop the key, or switch off the rule "${child.rule}".`,
      )
    if (key.onDelete === 'CASCADE' || !tables.some(({ table }) => same(table.name, key.parent)))
      continue
    const parent = bound.find(({ table }) => same(table.name, key.parent))
    if (
      parent !== undefined &&
      key.onDelete !== 'SET NULL' &&
      key.onDelete !== 'SET DEFAULT' &&
      waitsFor(parent.dead, key)
    )
      continue
    throw new NamedError(
      'SchemaNotSupported',
      `The foreign key ${key.name} of ${key.table} refers to ${key.parent} with ON DELETE ${key.onDelete}; no rule covers ${key.table}. Nothing was deleted. Drydock needs a rule for that table, or the key to cascade.`,
    )
  }
}

function waitsFor(dead: Expression, key: ForeignKey): boolean {
  if (dead.is === 'every') return dead.of.some((part) => waitsFor(part, key))
  if (dead.is !== 'not' || dead.of.is !== 'exists' || !same(dead.of.table, key.table)) return false
  const pairs = Object.entries(dead.of.on)
  return (
    dead.of.compare === undefined &&
    dead.of.alike === undefined &&
    pairs.length === key.columns.length &&
    pairs.every(([there, here]) => {
      const at = key.columns.findIndex((column) => same(column, there))
      return at >= 0 && same(key.parentColumns[at] ?? '', here)
    })
  )
}

/** Columns of the child with those of the parent they equal. */
const columnPairs = (key: ForeignKey): Record<string, string> =>
  Object.fromEntries(key.columns.map((column, at) => [column, key.parentColumns[at] ?? '']))
const swap = (pairs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).map(([a, b]) => [b, a]))
/** Table names differ in case between servers. */
const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()
