import { asIs } from '../catalogue-keys.ts'
import { sumIn } from '../answered-counts.ts'
import { columnsByTable, otherTablesIn } from '../catalogue-tables.ts'
import type { OtherTable, Sum } from '../answers.ts'
import type { Question } from '../database.ts'
import type { HashedColumn } from '../dialect.ts'
import type { Column } from '../schema.ts'
import { answering, joined, quoted, raw, sql } from './ms-text.ts'
import { none, placeOf } from './place.ts'
import { rowHash, summed } from './row-text.ts'
import * as questions from './schema-questions.ts'
import { toColumn } from './to-table.ts'

/**
 * The other schemas of the session's database: what another database has, a session in this one
 * cannot list without putting its name into a statement.
 */
export const otherTables = (databases: readonly string[]): Question<readonly OtherTable[]> =>
  answering(
    sql`SELECT CASE WHEN s.name = ${none.schema} THEN DB_NAME() ELSE DB_NAME() + '.' + s.name END
      AS owner, o.name, (SELECT ISNULL(SUM(p.rows), 0) FROM sys.partitions p
      WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS total
      FROM sys.tables o JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE o.is_ms_shipped = 0 AND NOT (${joined(
        [
          raw('1 = 0'),
          ...databases.map((one) => {
            const { database, schema } = placeOf(one)
            return sql`(DB_NAME() = ${database} AND s.name = ${schema})`
          }),
        ],
        ' OR ',
      )}) ORDER BY total, s.name, o.name`,
    otherTablesIn(asIs),
  )

export const sumUp = (
  database: string,
  table: string,
  columns: readonly HashedColumn[],
): Question<Sum> => {
  const { database: home, schema } = placeOf(database)
  return answering(
    sql`SELECT COUNT_BIG(*) AS total,
      ${columns.length === 0 ? raw('0 AS hash') : summed(rowHash(columns))}
      FROM ${raw(`${quoted(home)}.${quoted(schema)}.${quoted(table)}`)} t0`,
    sumIn,
  )
}

export const columnsOf = (database: string): Question<ReadonlyMap<string, readonly Column[]>> =>
  answering(questions.columns(database), columnsByTable(asIs, toColumn))
