import type { CheckName } from '../contract/check-names.ts'
import type { Limits, OwnCheck } from '../contract/environment.ts'
import type { CameBack, Deleted, MeasuredTable } from '../contract/evidence.ts'
import type { Invariants } from '../contract/invariants.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import type { Target } from '../contract/steps.ts'
import type { Schema } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'

/** What a check found, and what is to be done about it. */
export interface Finding {
  readonly passed: boolean
  readonly detail: string
}
/** Of the checks that have a name for each thing they ask about. */
export type NamedFinding = Finding & { readonly check: CheckName }

/** Passed where there are no faults. */
export const finding = (faults: readonly string[], fine: string): Finding => ({
  passed: faults.length === 0,
  detail: faults.length === 0 ? fine : faults.join(' '),
})

/** One database as it was counted before its purge and after. */
export interface Counted {
  readonly target: Target
  readonly database: string
  readonly limits: Limits
  readonly before: readonly MeasuredTable[]
  readonly after: readonly MeasuredTable[]
  readonly deleted: readonly Deleted[]
  /** Rows deleted on the clone; null on the clone itself. */
  readonly rehearsed: readonly Deleted[] | null
  /**
   * Whether the time limit was reached first: the remaining rows are left for the next run, but
   * accounted for.
   */
  readonly unfinished?: boolean
  /**
   * Dead rows of production that the purge skipped because others locked them; their child rows are
   * kept too.
   */
  readonly held?: number
  /** Keys by table, at most ten per table. */
  readonly deadKeys: Readonly<Record<string, readonly string[]>>
  readonly orphanKeys: Readonly<Record<string, readonly string[]>>
  /**
   * Live rows missing on the clone, compared with production; empty if none are, and on production
   * itself.
   */
  readonly lostKeys: Readonly<Record<string, readonly string[]>>
  /**
   * Tables whose rows change their creation time with an update, or are moved away by the
   * application: on production they cannot be accounted for row by row.
   */
  readonly moving: readonly string[]
  /** The outcome of each row that was live right before the purge of production. */
  readonly rosters?: readonly RosterVerdict[]
  /** Hours of production traffic since the count. */
  readonly hours?: number
}

/** One database after its purge, open, with what was asked of it before. */
export interface Asked {
  readonly target: Target
  readonly name: string
  readonly along: Walk
  readonly schema: Schema
  readonly limits: Limits
  /** Tables that lost rows. */
  readonly touched: readonly string[]
  /** Every table as it was measured after the purge. */
  readonly measured: readonly MeasuredTable[]
  /** What the application found before the purge, and what it finds now. */
  readonly told: Invariants
  readonly now: Invariants
  readonly rosters: readonly RosterVerdict[]
  readonly hours: number
  readonly own: readonly OwnCheck[]
  /** Whether what goes is kept, what went, and what came back of it when its undo was tried. */
  readonly archived: boolean
  readonly deleted: readonly Deleted[]
  readonly cameBack: readonly CameBack[]
}
