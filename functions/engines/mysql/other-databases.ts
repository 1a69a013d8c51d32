import { asIs } from '../catalogue-keys.ts'
import { sumIn } from '../answered-counts.ts'
import { columnsByTable, otherTablesIn } from '../catalogue-tables.ts'
import type { OtherTable, Sum } from '../answers.ts'
import type { Question } from '../database.ts'
import type { HashedColumn } from '../dialect.ts'
import type { Column } from '../schema.ts'
import { answering, joined, name, raw, rowHash, sql } from './mysql-text.ts'
import { columnsWith, isOf, noExpression } from './schema-questions.ts'
import { toColumn } from './to-table.ts'

/** The server's own databases. */
const own = ['mysql', 'information_schema', 'performance_schema', 'sys']

export const otherTables = (databases: readonly string[]): Question<readonly OtherTable[]> =>
  answering(
    sql`SELECT TABLE_SCHEMA AS owner, TABLE_NAME AS name, COALESCE(TABLE_ROWS, 0) AS total
      FROM information_schema.TABLES WHERE NOT (${joined(
        [...own, ...databases].map((one) => isOf('TABLE_SCHEMA', one)),
        ' OR ',
      )}) AND TABLE_TYPE NOT LIKE '%VIEW' AND TABLE_TYPE <> 'TEMPORARY'
      ORDER BY COALESCE(TABLE_ROWS, 0), TABLE_SCHEMA, TABLE_NAME`,
    otherTablesIn(asIs),
  )

export const sumUp = (
  database: string,
  table: string,
  columns: readonly HashedColumn[],
): Question<Sum> =>
  answering(
    sql`SELECT COUNT(*) AS total,
      ${columns.length === 0 ? raw('0') : sql`COALESCE(SUM(${rowHash(columns)}), 0)`} AS hash
      FROM ${name(database)}.${name(table)} t0`,
    sumIn,
  )

export const columnsOf = (database: string): Question<ReadonlyMap<string, readonly Column[]>> =>
  answering(columnsWith(database, noExpression), columnsByTable(asIs, toColumn))
