import { quantity } from '../contract/quantity.ts'
import { NamedError } from '../contract/errors.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import type { Join, RowClass } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import { chains, familyTables } from './family.ts'
import { livingParents } from './living-parents.ts'
import { looksInto, MissingTable, resolve, type Surroundings } from './resolve.ts'
import { goesBy, orderRules } from './rule-order.ts'
import type { Condition, Rule } from './rule.ts'
import { hasRows, same, type ForeignKey, type Schema, type Table } from '../engines/schema.ts'
import { misfit, refuse } from './schema-checks.ts'
import { isWalkable } from '../engines/schema.ts'
import { refuseUncovered } from './uncovered-keys.ts'
import { utc } from './wall-times.ts'

/** A rule bound to one database and one cutoff. */
export interface BoundRule {
  readonly rule: Rule
  readonly table: Table
  readonly dead: Expression
  /**
   * Dead by the rows that actually exist: a row that an earlier rule had to keep because it was
   * locked counts as existing. Null if the rule depends on no other.
   */
  readonly bare: Expression | null
  /** Created before the cutoff; null if the table has no creation time. */
  readonly old: Expression | null
  /** Chains of joins from the rule's table to its ON DELETE CASCADE children, longest first. */
  readonly children: readonly (readonly Join[])[]
}

/** A table that the purge deletes from, as its own rule's table or as a child. */
export interface FamilyTable {
  readonly table: Table
  /** The rule of these rows, or the first one whose deletes cascade to them. */
  readonly rule: string
  readonly kind: 'rule' | 'child'
  /** True for every row that this run deletes. */
  readonly dead: Expression
  /** The rule's reading in use; null if it has only one. */
  readonly reading: PlannedRule['reading'] | null
  /** What the other reading would delete; null if there is only one. */
  readonly otherReading: Expression | null
  /** Why the others live. */
  readonly alive: readonly RowClass[]
  /**
   * On production only rows created before the cutoff can be accounted for; null if rows have no
   * such time.
   */
  readonly old: Expression | null
  /** See Rule.settled. */
  readonly settled: boolean
  /** See Rule.movesTo: the table's name here; null if the schema has none. */
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
  /** Those of the database. */
  readonly foreignKeys: readonly ForeignKey[]
  /** Tables the purge never touches. */
  readonly others: readonly Table[]
  readonly skipped: readonly SkippedRule[]
}

export interface SkippedRule {
  readonly rule: string
  readonly reason: string
  /** Its table exists, but with an unexpected shape. */
  readonly misfit?: true
}

/** A rule with the columns that identify its table's rows. */
export type JudgedRule = BoundRule & {
  readonly reading: PlannedRule['reading']
  readonly other: Expression | null
  readonly alive: readonly RowClass[]
}

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
    else if (settings === undefined) skip(switchedOff)
    else {
      const cutoff = new Date(settings.cutoff)
      const around: Surroundings = {
        cutoff,
        wall: new Date(cutoff.getTime() + times.least),
        zeroPeriods: schema.zeroPeriods,
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
        if (by !== undefined)
          refuse(rule, `${odd}, and rule "${by.name}" depends on the rows that it keeps`)
        skipped.push({ rule: rule.name, reason: odd, misfit: true })
        continue
      }
      try {
        const [safe, upstream] = [rule.dead, rule.upstream ?? rule.dead].map(
          (condition: Condition) => resolve(condition, around),
        ) as [Expression, Expression]
        const condition = settings.reading === 'upstream' ? (rule.upstream ?? rule.dead) : rule.dead
        const [dead, other] = settings.reading === 'upstream' ? [upstream, safe] : [safe, upstream]
        on.set(rule.name, {
          rule,
          table,
          dead,
          bare: looksInto(condition).rules.length === 0 ? null : resolve(condition, inFact(around)),
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
          children: chains(table.name, cascades, schema.tables).sort((a, b) => b.length - a.length),
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
      `No rule applies to the database "${schema.database}": ${why(skipped)}. Check that it ` +
        "is API Manager's database, and which rules are enabled.",
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
    foreignKeys: schema.foreignKeys,
    others: schema.tables
      .filter(
        (table) => hasRows(table) && !tables.some((family) => same(family.table.name, table.name)),
      )
      // It is only hashed: a table without a key to walk along is read in one statement.
      .map((table) =>
        isWalkable(table.columns.filter(({ name }) => table.key.some((key) => key.name === name)))
          ? table
          : { ...table, key: [], unique: false },
      ),
    skipped,
  }
}

/** All rows of another rule's table count as existing, dead or not. */
const inFact = (around: Surroundings): Surroundings => ({
  ...around,
  ruled(name) {
    const other = around.ruled(name)
    return 'missing' in other ? other : { ...other, dead: null }
  },
})

/** Why no rule applies: the first few reasons, since the others are similar. */
function why(skipped: BoundRules['skipped']): string {
  const off = skipped.filter(({ reason }) => reason === switchedOff).length
  const on = skipped.filter(({ reason }) => reason !== switchedOff)
  return [
    ...on.slice(0, 3).map(({ rule, reason }) => `${rule}: ${reason}`),
    ...(on.length > 3 ? [`${quantity(on.length - 3, 'more rule')} do not apply either`] : []),
    ...(off > 0 ? [`${quantity(off, 'rule')} switched off`] : []),
  ].join('; ')
}

const switchedOff = 'switched off'
