import type { Sql } from './dialect.ts'
import { name, sql } from './mysql-text.ts'

/** Refreshes the statistics by which the server makes its plans; the server answers in `Msg_text`. */
export const refreshStatistics = (table: string): Sql => sql`ANALYZE NO_WRITE_TO_BINLOG TABLE ${name(table)}`

/** Reads the whole table and its indexes and compares them; the server answers in `Msg_text`. */
export const checkTable = (table: string): Sql => sql`CHECK TABLE ${name(table)}`
