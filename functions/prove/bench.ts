import type { Clock, Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Scratch } from '../engines/scratch.ts'
import { fixedSize } from '../walk/range-size.ts'
import type { Walk } from '../walk/walk.ts'

/** What a proof works with: connections to a database of its own on the clone. */
export interface Bench {
  /** The name of that database. */
  readonly name: string
  readonly dialect: Dialect
  readonly scratch: Scratch
  readonly clock: Clock
  /** A session as the purge's. */
  readonly database: Database
  /** A session as the undo's. */
  readonly back: Database
  /** Another session as the purge's: whoever else uses the rows. */
  readonly beside: Database
}

/** Ranges of which a table of the proof has several. */
export const alongOf = ({ database, dialect, clock }: Bench, rows = 90): Walk => ({
  database,
  dialect,
  clock,
  size: fixedSize(rows),
  share: 1,
  spent: () => false,
})
