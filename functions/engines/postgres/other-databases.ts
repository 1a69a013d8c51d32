import { sumIn } from '../answered-counts.ts'
import { columnsByTable, otherTablesIn } from '../catalogue-tables.ts'
import type { OtherTable, Sum } from '../answers.ts'
import type { Question } from '../database.ts'
import type { HashedColumn } from '../dialect.ts'
import type { Column } from '../schema.ts'
import { answering, called, identifier, joined, quoted, raw, sql } from './pg-text.ts'
import { none, placeOf } from './place.ts'
import { rowHash } from './row-text.ts'
import * as questions from './schema-questions.ts'
import { toColumn } from './to-table.ts'

/**
 * One connection sees one database, and no statement of it reaches another: its other schemas are
 * what is beside the purged one. Extensions' own tables are the server's.
 */
export const otherTables = (databases: readonly string[]): Question<readonly OtherTable[]> =>
  answering(
    sql`SELECT CASE WHEN n.nspname = ${none.schema} THEN current_database()
      ELSE current_database() || '.' || n.nspname END AS owner, c.relname AS name,
      GREATEST(c.reltuples, 0)::bigint AS total
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT (${joined(
        [
          raw('false'),
          ...databases.map((one) => {
            const { database, schema } = placeOf(one)
            return sql`(current_database() = ${database} AND n.nspname = ${schema})`
          }),
        ],
        ' OR ',
      )}) AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_class'::regclass
      AND e.objid = c.oid AND e.deptype = 'e')
      ORDER BY GREATEST(c.reltuples, 0), n.nspname, c.relname`,
    otherTablesIn(called),
  )

export const sumUp = (
  database: string,
  table: string,
  columns: readonly HashedColumn[],
): Question<Sum> =>
  answering(
    sql`SELECT COUNT(*) AS total,
      ${columns.length === 0 ? raw('0') : sql`COALESCE(SUM(${rowHash(columns)}), 0)`} AS hash
      FROM ${raw(`${quoted(placeOf(database).schema)}.${identifier(table)}`)} t0`,
    sumIn,
  )

export const columnsOf = (database: string): Question<ReadonlyMap<string, readonly Column[]>> =>
  answering(questions.columns(database), columnsByTable(called, toColumn))
