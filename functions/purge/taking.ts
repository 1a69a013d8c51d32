import { plural, quantity } from '../contract/quantity.ts'
import type { Database } from '../engines/database.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import type { Walk } from '../walk/walk.ts'
import type { Way } from '../walk/walk-index.ts'
import type { LiveQuestion } from './live-guard.ts'
import type { RowsTogether } from './rows-together.ts'

/** The transaction that takes a batch. */
export type Within = Pick<Database, 'query' | 'execute'>

/** What a rule's batches are deleted with. */
export interface BatchTaking {
  readonly along: Walk
  readonly bound: BoundRules
  readonly rule: BoundRule
  readonly way: Way
  readonly isEmpty: IsEmpty
  readonly together: RowsTogether
  /** The application's question about the rows; null if it has none about the table. */
  readonly question: LiveQuestion | null
  /** Triggers on deletes that were there at the start. */
  readonly triggers: readonly string[]
}

/** Some rows of a batch changed or are locked by others: the batch deleted nothing. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly rows: ReadonlySet<string>
  /** Whether a retry is useless: the rows that they depend on are kept. */
  readonly staying: boolean

  constructor(rows: ReadonlySet<string>, staying = false) {
    super(
      `${quantity(rows.size, 'row')} of the batch ${plural(rows.size, 'was', 'were')} ` +
        'changed, or others locked them',
    )
    this.rows = rows
    this.staying = staying
  }
}
