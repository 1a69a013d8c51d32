import type { Row } from '../engines/store.ts'
import type { Verdict } from './row-class.ts'

export type { Row } from '../engines/store.ts'

/**
 * A table as the seed wrote it: row by row from its number, so that writing and verifying are the
 * same knowledge and nothing is kept in memory. Values are as a store returns them.
 */
export interface SeededTable {
  readonly table: string
  readonly columns: readonly string[]
  /** Columns of the primary key, or of another unique one. */
  readonly key: readonly string[]
  /**
   * The column of the key that goes beyond 2^53, if one does: against text it would be compared as
   * a double.
   */
  readonly wide?: string
  /** Numbers in use; some may have no row. */
  readonly rows: number
  readonly exists: (at: number) => boolean
  readonly row: (at: number) => Row
  readonly verdict: (at: number) => Verdict
  /** The row's number from its key; undefined for a row the seed did not write. */
  readonly find: (key: readonly string[]) => number | undefined
  /**
   * Keys of the tokens on which the row's fate hangs: when the application changes one of them,
   * either fate is right.
   */
  readonly tokens: (at: number) => readonly string[]
}
