import { sumIn } from '../answered-counts.ts'
import { columnsByTable, otherTablesIn } from '../catalogue-tables.ts'
import type { OtherTable, Sum } from '../answers.ts'
import type { Question } from '../database.ts'
import type { HashedColumn } from '../dialect.ts'
import type { Column } from '../schema.ts'
import { answering, called, identifier, joined, quoted, raw, sql } from './ora-text.ts'
import { ownerOf, placeOf } from './place.ts'
import { rowHash } from './row-text.ts'
import * as questions from './schema-questions.ts'
import { toColumn } from './to-table.ts'

/** Tables of other schemas; those of the server's own users are the server's. */
export const otherTables = (databases: readonly string[]): Question<readonly OtherTable[]> =>
  answering(
    sql`SELECT SYS_CONTEXT('USERENV', 'SERVICE_NAME') || '.' || t.OWNER AS "owner",
      t.TABLE_NAME AS "name", NVL(t.NUM_ROWS, 0) AS "total"
      FROM DBA_TABLES t JOIN DBA_USERS u ON u.USERNAME = t.OWNER
      WHERE u.ORACLE_MAINTAINED = 'N' AND u.USERNAME NOT IN ('RDSADMIN', 'RDS_DATAGUARD')
      AND t.TEMPORARY = 'N' AND t.NESTED = 'NO' AND t.SECONDARY = 'N'
      AND t.TABLE_NAME NOT LIKE 'BIN$%' AND t.OWNER NOT IN (${joined(
        [sql`'-'`, ...databases.map(ownerOf)],
        ', ',
      )}) ORDER BY NVL(t.NUM_ROWS, 0), t.OWNER, t.TABLE_NAME`,
    otherTablesIn(called),
  )

export const sumUp = (
  database: string,
  table: string,
  columns: readonly HashedColumn[],
): Question<Sum> => {
  const { schema } = placeOf(database)
  const owner = schema === null ? '' : `${quoted(schema)}.`
  return answering(
    sql`SELECT COUNT(*) AS "total",
      ${columns.length === 0 ? raw('0') : sql`NVL(SUM(${rowHash(columns)}), 0)`} AS "hash"
      FROM ${raw(`${owner}${identifier(table)}`)} t0`,
    sumIn,
  )
}

export const columnsOf = (database: string): Question<ReadonlyMap<string, readonly Column[]>> =>
  answering(questions.columns(database), columnsByTable(called, toColumn))
