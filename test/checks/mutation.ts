import type { RulesSettings } from '../../functions/contract/environment.ts'
import type { BoundRules } from '../../functions/rules/bound.ts'
import type { Rule } from '../../functions/rules/rule.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import type { Family } from '../../local/seed/truth.ts'
import type { Name } from '../seed/start-engines.ts'

/** One way to break a rule or the engine, and every check that must see it. */
export interface Mutation {
  readonly name: string
  readonly rule?: readonly [string, Partial<Rule>]
  readonly dialect?: (dialect: Dialect) => Dialect
  readonly bound?: (bound: BoundRules) => BoundRules
  readonly cutoff?: Date
  readonly settings?: RulesSettings
  /** What goes is kept, and its undo tried. */
  readonly archived?: boolean
  /** Whose rows are seeded: what it breaks is cleaned with them. All where there are none. */
  readonly families?: readonly Family[]
  /** Rows of a step; odd sizes make cursors meet rows. */
  readonly rows?: number
  readonly caught: readonly string[]
  /** Why it does no harm that none does. */
  readonly harmless?: string
  readonly engines?: readonly Name[]
}
