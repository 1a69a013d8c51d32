import type { Sql } from '../dialect.ts'
import { name, raw, sql } from './mysql-text.ts'

/** Refreshes the statistics by which the server makes its plans; the server answers in `Msg_text`. */
export const refreshStatistics = (table: string): Sql =>
  sql`ANALYZE NO_WRITE_TO_BINLOG TABLE ${name(table)}`

/** Reads the whole table and its indexes and compares them; the server answers in `Msg_text`. */
export const checkTable = (table: string): Sql => sql`CHECK TABLE ${name(table)}`

/** Rebuilds a table in place, with its rows and indexes packed anew; refused where others could not write meanwhile. */
export const rebuildTable = (table: string): Sql =>
  sql`ALTER TABLE ${name(table)} FORCE, ALGORITHM=INPLACE, LOCK=NONE`

/** How long the session waits for a table that others use, in s. */
export const waitForTable = (seconds: number): Sql =>
  raw(`SET SESSION lock_wait_timeout = ${Math.ceil(seconds)}`)

/** Ends the statement of another session of the same user. */
export const killQuery = (session: string): Sql => raw(`KILL QUERY ${BigInt(session)}`)
