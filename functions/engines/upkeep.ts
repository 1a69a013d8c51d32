import type { Upkept } from './answers.ts'
import type { Database, Question } from './database.ts'
import type { Sql } from './dialect.ts'

/** Statements that maintain a table. */
export interface Upkeep {
  /** Refreshes the planner's statistics. */
  refresh(table: string): Question<Upkept>
  /** Reads a table and its indexes completely and compares them. */
  check(table: string): Question<Upkept>
  /** Repacks rows and indexes while other sessions read and write the table. */
  rebuild(table: string): Sql
  /** Removes what a rebuild that was cancelled has left behind. */
  tidy(database: Pick<Database, 'query' | 'execute'>, table: string): Promise<void>
  /** A rebuild, as a statement for a person to run. */
  byHand(table: string): string
  /** Seconds that the session waits for a table in use. */
  waitForTable(seconds: number): Sql
  /** The session's id for other sessions. */
  readonly session: Question<string>
  /** Cancels that session's statement from another session of the same user. */
  endStatement(beside: Pick<Database, 'execute'>, session: string): Promise<void>
}
