import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import type { Join, RowClass } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import type { Rule } from './rule.ts'
import type { ForeignKey, Table } from '../engines/schema.ts'

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

/** A bound rule with its reading, what the other reading deletes, and why other rows live. */
export type JudgedRule = BoundRule & {
  readonly reading: PlannedRule['reading']
  readonly other: Expression | null
  readonly alive: readonly RowClass[]
}
