import { spaceIn } from '../catalogue-tables.ts'
import type { TableSize } from '../../contract/space.ts'
import type { TableEstimate } from '../answers.ts'
import { text, type Question } from '../database.ts'
import { answering, called, raw, sql } from './pg-text.ts'
import { inSchema, sizeOf } from './schema-questions.ts'

/**
 * The rows of a table as the planner takes them: those of the last ANALYZE, by the size of today.
 * Of one that was never analyzed: as if each took 100 bytes.
 */
const rows = raw(
  'CASE WHEN c.relpages > 0 AND c.reltuples >= 0 THEN c.reltuples / c.relpages * ' +
    "(pg_relation_size(c.oid) / current_setting('block_size')::int) " +
    'ELSE pg_relation_size(c.oid) / 100 END',
)

export const estimates = (database: string): Question<ReadonlyMap<string, TableEstimate>> =>
  answering(
    sql`SELECT name, total, CASE WHEN total < 1 THEN 0 ELSE bytes / total END AS length
      FROM (SELECT c.relname AS name, pg_table_size(c.oid) AS bytes, ${rows} AS total
      FROM pg_class c WHERE ${inSchema('c.relnamespace', database)} AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition) estimated`,
    (found) =>
      new Map(
        found.map((row) => [
          called(text(row.name)).toUpperCase(),
          { rows: Math.round(Number(row.total)), length: Math.round(Number(row.length)) },
        ]),
      ),
  )

/** Bytes that a row takes beside its values: its header, and its place in the page. */
const head = 28

/**
 * What is free within a table's file the server counts in no catalogue: it is what the rows that
 * the last ANALYZE found, with their widths, do not take.
 */
export const space = (database: string): Question<readonly TableSize[]> =>
  answering(
    sql`SELECT c.relname AS name, ${sizeOf('pg_table_size')} AS data,
      ${sizeOf('pg_indexes_size')} AS indexes,
      CASE WHEN c.reltuples < 0 OR w.width IS NULL THEN 0 ELSE GREATEST(0, FLOOR(
        pg_relation_size(c.oid) - c.reltuples * (w.width + ${raw(String(head))}))) END AS free
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN LATERAL (SELECT SUM(s.avg_width * (1 - s.null_frac)) AS width FROM pg_stats s
        WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND NOT s.inherited) w ON true
      WHERE ${inSchema('c.relnamespace', database)} AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition ORDER BY c.relname`,
    spaceIn(called),
  )
