import type { Upkept } from './answers.ts'
import type { Database, Question } from './database.ts'
import type { Sql } from './dialect.ts'

/** What a table is looked after by. */
export interface Upkeep {
  /** Refreshes the statistics that the server plans queries with. */
  refresh(table: string): Question<Upkept>
  /** Reads the whole table and its indexes and compares them. */
  check(table: string): Question<Upkept>
  /** Repacks rows and indexes while others read and write the table. */
  rebuild(table: string): Sql
  /** The same for a person to do. */
  byHand(table: string): string
  /** How long the session waits for a table that others use, in s. */
  waitForTable(seconds: number): Sql
  /** What the session is called by another one. */
  readonly session: Question<string>
  /** Ends the statement of that session, of the same user, from beside it. */
  endStatement(beside: Pick<Database, 'execute'>, session: string): Promise<void>
}
