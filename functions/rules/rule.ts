import {
  endlessPeriod,
  type Columns,
  type Comparison,
  type Expression,
  type PeriodUnit,
} from '../engines/expression.ts'

/** What an epoch column counts. */
export type EpochUnit = 's' | 'ms' | 'ns'

/**
 * A rule's condition. Some forms are resolved when the rule is bound to a run: those of time get the rule's cutoff,
 * `survivor` becomes "a row that another rule leaves alive", and column names are looked up in the live schema.
 */
export type Condition =
  | { readonly is: 'every'; readonly of: readonly Condition[] }
  | { readonly is: 'some'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  /** A wall time before the cutoff. */
  | { readonly is: 'before'; readonly column: string }
  /** An epoch before the cutoff; from 1 on, since 0 and less say nothing, unless `any`. */
  | {
      readonly is: 'elapsed'
      readonly column: string
      readonly unit: EpochUnit
      readonly any?: true
    }
  /** The same in a text of digits. */
  | { readonly is: 'elapsedText'; readonly column: string; readonly unit: EpochUnit }
  | {
      readonly is: 'lapsed'
      readonly created: string
      readonly outer?: true
      readonly period: string
      readonly unit: PeriodUnit
    }
  /** A row of another rule's table that stays. Where the rule is off, any row of the table. */
  | {
      readonly is: 'survivor'
      readonly rule: string
      readonly on: Columns
      readonly alike?: Columns
      readonly optional?: true
    }
  /** Any row of a table. `optional`: a schema without the table has no such row; else the rule is skipped there. */
  | {
      readonly is: 'row'
      readonly table: string
      readonly on: Columns
      readonly alike?: Columns
      readonly exact?: true
      readonly compare?: readonly Comparison[]
      readonly where?: Condition
      readonly optional?: true
    }
  | Extract<Expression, { is: 'null' | 'text' | 'number' | 'outdated' }>

/** When a row was made. Wall time in UTC, or an epoch. */
export type Created = { readonly column: string; readonly unit: 'wall' | EpochUnit }

/** One table's dead rows. What hangs on them by ON DELETE CASCADE is found from the foreign keys and goes with them. */
export interface Rule {
  readonly name: string
  readonly table: string
  /** When the row was made; null where the table does not say. */
  readonly created: Created | null
  /**
   * The application neither deletes nor rewrites rows made before the cutoff: on a live production each of them is
   * accounted for. Of other tables that can be shown on the clone alone.
   */
  readonly settled?: true
  /**
   * Where the schema has this table, the application may move rows there by itself: what is missing on a live production
   * is borne up to the drift.
   */
  readonly movesTo?: string
  /** What is dead, in words, for docs/rules.md. */
  readonly means: string
  readonly dead: Condition
  /** What the vendor's current script makes of a row, where that is something else. */
  readonly upstream?: Condition
  /** How upstream differs, in words. */
  readonly upstreamMeans?: string
  /** Why a row lives, for the report: the first that holds names it; `still valid` is what is left. */
  readonly alive: readonly { readonly reason: string; readonly when: Condition }[]
  /** How long a dead row is kept beyond the safe period; none when absent. */
  readonly retention?: string
  /** No setting may make it shorter; none when absent. */
  readonly leastRetention?: string
  /** Its rows live for hours: after a week nearly all of them are dead, so that their share tells nothing. */
  readonly fleeting?: true
  /** A dead row that stays behind harms no row that another rule judges by it as gone; see may-leave.ts. */
  readonly mayStay?: true
  /** Columns that say what a row is part of, as a session: while one of its rows stays, all do. */
  readonly together?: readonly string[]
  /** False: off unless an environment or an execution switches it on. */
  readonly enabled?: false
  /** Rules that must be through before; those named by `survivor` are by themselves. */
  readonly after?: readonly string[]
  /** Versions that have the table. */
  readonly versions: string
  /** Where the rule comes from. */
  readonly reference: string
}

export const every = (...of: Condition[]): Condition => ({ is: 'every', of })
export const some = (...of: Condition[]): Condition => ({ is: 'some', of })
export const not = (of: Condition): Condition => ({ is: 'not', of })
export const text = (column: string, ...among: string[]): Condition => ({
  is: 'text',
  column,
  among,
})
export const before = (column: string): Condition => ({ is: 'before', column })
export const elapsed = (column: string, unit: EpochUnit): Condition => ({
  is: 'elapsed',
  column,
  unit,
})
export const lapsed = (created: string, period: string, unit: PeriodUnit = 'ms'): Condition => ({
  is: 'lapsed',
  created,
  period,
  unit,
})
export const missing = (column: string): Condition => ({ is: 'null', column })

const endless = (column: string): Condition => ({ is: 'number', column, from: endlessPeriod })
const negative = (column: string): Condition => ({ is: 'number', column, below: 0n })
const zero = (column: string): Condition => ({ is: 'number', column, from: 0n, below: 1n })

/** The reasons a period gives for a row to live. */
export const unending = (...columns: string[]): Rule['alive'] => [
  { reason: 'no period', when: some(...columns.map(missing)) },
  { reason: 'never expires (negative period)', when: some(...columns.map(negative)) },
  { reason: 'period of zero', when: some(...columns.map(zero)) },
  { reason: 'period too large to end', when: some(...columns.map(endless)) },
]
