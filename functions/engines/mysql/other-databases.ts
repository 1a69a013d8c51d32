import type { HashedColumn, Sql } from '../dialect.ts'
import { joined, name, raw, rowHash, sql } from './mysql-text.ts'

/** What the server keeps for itself. */
const own = ['mysql', 'information_schema', 'performance_schema', 'sys']

/** `owner` (the database), `name` and estimated rows (`total`) of every table outside the given databases, the small ones first. */
export const otherTables = (databases: readonly string[]): Sql =>
  sql`SELECT TABLE_SCHEMA AS owner, TABLE_NAME AS name, COALESCE(TABLE_ROWS, 0) AS total FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN (${joined(
    [...own, ...databases].map((one) => sql`${one}`),
    ', ',
  )}) AND TABLE_TYPE NOT LIKE '%VIEW' AND TABLE_TYPE <> 'TEMPORARY' ORDER BY COALESCE(TABLE_ROWS, 0), TABLE_SCHEMA, TABLE_NAME`

/** Rows (`total`) and hash sum (`hash`) of a table of any database; rows alone where no column is given. */
export const sumUp = (database: string, table: string, columns: readonly HashedColumn[]): Sql =>
  sql`SELECT COUNT(*) AS total, ${columns.length === 0 ? raw('0') : sql`COALESCE(SUM(${rowHash(columns)}), 0)`} AS hash FROM ${name(database)}.${name(table)} t0`

/**
 * Foreign keys between databases as InnoDB itself keeps them, whoever may read the tables: `owner` and `parent` as
 * database/table, and `name`. The first text that the server knows; both ask for PROCESS.
 */
export const foreignKeysOfInnodb: readonly Sql[] = ['INNODB_FOREIGN', 'INNODB_SYS_FOREIGN'].map(
  (table) =>
    raw(
      `SELECT FOR_NAME AS owner, REF_NAME AS parent, SUBSTRING_INDEX(ID, '/', -1) AS name FROM information_schema.${table} WHERE SUBSTRING_INDEX(FOR_NAME, '/', 1) <> SUBSTRING_INDEX(REF_NAME, '/', 1)`,
    ),
)
