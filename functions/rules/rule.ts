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
 * A rule's condition. Some forms are resolved when the rule is bound to a run: those of time get
 * the rule's cutoff, `survivor` becomes "a row that another rule leaves alive", and column names
 * are looked up in the live schema.
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
  /** Creation plus a positive, finite period is before the cutoff. */
  | {
      readonly is: 'lapsed'
      readonly created: string
      /**
       * Within the `where` of a `row`: `created` is a column of the row that looks it up, `period`
       * one of the row that is looked up.
       */
      readonly outer?: true
      readonly period: string
      readonly unit: PeriodUnit
      /** A period of zero is as the vendor's script for the engine takes it: Schema.zeroPeriods. */
      readonly asVendor?: true
    }
  /**
   * For upstream readings: `of`, which is what the vendor's script asks of a row. Where its script
   * for the engine asks every row for periods from 0 to `endlessPeriod` (Schema.zeroPeriods), each
   * of `periods` has to be that as well; elsewhere `periods` counts for nothing.
   */
  | { readonly is: 'withinBounds'; readonly periods: readonly string[]; readonly of: Condition }
  /**
   * A row of another rule's table that is kept; any row of the table if the rule is disabled. `on`
   * and `alike` are as those of `row`.
   */
  | {
      readonly is: 'survivor'
      readonly rule: string
      readonly on: Columns
      readonly alike?: Columns
      readonly optional?: true
    }
  /**
   * Any row of a table that meets all that is given here. `optional`: a schema without the table
   * has no such row; otherwise the rule is skipped there. Columns come in pairs: one of the table
   * ("there"), and one of the row that looks it up ("here": the rule's row or, within a `where`,
   * the row that the `where` is about).
   */
  | {
      readonly is: 'row'
      readonly table: string
      /** Pairs that are equal. NULL equals nothing. Without a pair any row of the table will do. */
      readonly on: Columns
      /** Pairs that are equal or both NULL: a name that may be missing on both sides. */
      readonly alike?: Columns
      /**
       * The pairs of `alike` are the same bytes, too: a collation may take texts that differ, by
       * case for example, for equal.
       */
      readonly exact?: true
      /** Pairs of which "there" is greater (`>`), or at most as great (`<=`); NULL is neither. */
      readonly compare?: readonly Comparison[]
      /** A condition that the row of the table has to meet. */
      readonly where?: Condition
      readonly optional?: true
    }
  | Extract<Expression, { is: 'null' | 'text' | 'number' | 'outdated' }>

/** When a row was created. Wall time in the zone of `times.written`, or an epoch. */
export type Created = { readonly column: string; readonly unit: 'wall' | EpochUnit }

/**
 * One table's dead rows. Their ON DELETE CASCADE children are found from the foreign keys and
 * deleted with them.
 */
export interface Rule {
  readonly name: string
  readonly table: string
  /** When the row was created; null if the table has no such time. */
  readonly created: Created | null
  /**
   * The application neither deletes nor rewrites rows created before the cutoff, so on production
   * each of them is accounted for. For other tables this can be checked only on the clone.
   */
  readonly settled?: true
  /**
   * If the schema has this table, the application may move rows there: on production, missing rows
   * are tolerated up to the drift.
   */
  readonly movesTo?: string
  /** What is dead, as text for docs/rules.md. */
  readonly means: string
  readonly dead: Condition
  /** What the vendor's current script deletes, if that differs. */
  readonly upstream?: Condition
  /** How upstream differs, as text. */
  readonly upstreamMeans?: string
  /** Why a row is live, for the report: the first matching reason; `still valid` is the rest. */
  readonly alive: readonly { readonly reason: string; readonly when: Condition }[]
  /** How long a dead row is kept beyond the safe period; none when absent. */
  readonly retention?: string
  /** No setting may make it shorter; none when absent. */
  readonly leastRetention?: string
  /** Its rows live for hours: after a week nearly all are dead, so their share means nothing. */
  readonly fleeting?: true
  /** Leaving a dead row behind harms no row that depends on its deletion; see may-leave.ts. */
  readonly mayStay?: true
  /**
   * Columns that identify a row's group, such as a session: while one of its rows is kept, all are.
   */
  readonly together?: readonly string[]
  /** False: disabled unless an environment or an execution enables it. */
  readonly enabled?: false
  /** Rules that must run before this one; those in `survivor` do so automatically. */
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
/** For upstream readings. */
export const lapsedAsVendor = (created: string, period: string): Condition => ({
  is: 'lapsed',
  created,
  period,
  unit: 'ms',
  asVendor: true,
})
export const missing = (column: string): Condition => ({ is: 'null', column })

const endless = (column: string): Condition => ({ is: 'number', column, from: endlessPeriod })
const negative = (column: string): Condition => ({ is: 'number', column, below: 0n })
const zero = (column: string): Condition => ({ is: 'number', column, from: 0n, below: 1n })

/** The reasons for a row to be live because of its period. */
export const unending = (...columns: string[]): Rule['alive'] => [
  { reason: 'no period', when: some(...columns.map(missing)) },
  { reason: 'never expires (negative period)', when: some(...columns.map(negative)) },
  { reason: 'period of zero', when: some(...columns.map(zero)) },
  { reason: 'period too large to end', when: some(...columns.map(endless)) },
]
