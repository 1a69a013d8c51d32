import type { Upkept } from './answers.ts'
import type { Database, Question } from './database.ts'
import type { Sql } from './dialect.ts'

/** Statements that maintain a table. */
export interface Upkeep {
  /** Refreshes the planner's statistics. */
  refresh(table: string): Question<Upkept>
  /**
   * Lets the session refresh without pauses: on a clone, where they would be for nobody. Absent
   * where a refresh makes none.
   */
  readonly atFullSpeed?: Sql
  /** Reads a table and its indexes completely and compares them. */
  check(table: string): Question<Upkept>
  /** Repacks rows and indexes while other sessions read and write the table. */
  rebuild(table: string): Sql
  /** Removes what a rebuild that was cancelled has left behind. */
  tidy(database: Pick<Database, 'query' | 'execute'>, table: string): Promise<void>
  /** A rebuild, as a statement for a person to run. */
  byHand(table: string): string
  /** Whether replicas run a rebuild again, all other changes waiting, when it has ended here. */
  readonly replayed: boolean
  /**
   * Bytes that a rebuild can keep of other sessions' changes until it ends with an error; null if
   * the server does not tell. Absent where nothing of the kind limits it, as `changed` is.
   */
  readonly changesKept?: Question<number | null>
  /** Rows that were inserted, changed or deleted on the server since its start. */
  readonly changed?: Question<number | null>
  /** Seconds that the session waits for a table in use. */
  waitForTable(seconds: number): Sql
  /** The session's id for other sessions. */
  readonly session: Question<string>
  /** Cancels that session's statement from another session of the same user. */
  endStatement(beside: Pick<Database, 'execute'>, session: string): Promise<void>
  /** Ends that session, of the same user, with whatever it does: nobody waits for its answer. */
  endSession(beside: Pick<Database, 'execute'>, session: string): Promise<void>
}
