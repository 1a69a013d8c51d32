import { spaceIn } from '../catalogue-tables.ts'
import type { TableSize } from '../../contract/space.ts'
import type { TableEstimate } from '../answers.ts'
import { text, type Question } from '../database.ts'
import { answering, called, sql } from './ora-text.ts'
import { ownerOf } from './place.ts'

/** As of the last statistics; a table that has none counts as empty. */
export const estimates = (database: string): Question<ReadonlyMap<string, TableEstimate>> =>
  answering(
    sql`SELECT TABLE_NAME AS "name", NVL(NUM_ROWS, 0) AS "total", NVL(AVG_ROW_LEN, 0) AS "length"
      FROM DBA_TABLES WHERE OWNER = ${ownerOf(database)}`,
    (found) =>
      new Map(
        found.map((row) => [
          called(text(row.name)).toUpperCase(),
          { rows: Number(row.total), length: Number(row.length) },
        ]),
      ),
  )

/**
 * Segments of a table, of its LOBs and of its indexes. What is free within a table's segment no
 * view counts: it is what the rows of the last statistics do not take.
 */
export const space = (database: string): Question<readonly TableSize[]> =>
  answering(
    sql`SELECT t.TABLE_NAME AS "name", NVL(d.bytes, 0) + NVL(l.bytes, 0) AS "data",
      NVL(i.bytes, 0) AS "indexes",
      CASE WHEN t.NUM_ROWS IS NULL THEN 0
        ELSE GREATEST(0, NVL(d.bytes, 0) - t.NUM_ROWS * t.AVG_ROW_LEN) END AS "free"
      FROM DBA_TABLES t
      LEFT JOIN (SELECT OWNER, SEGMENT_NAME, SUM(BYTES) AS bytes FROM DBA_SEGMENTS
        GROUP BY OWNER, SEGMENT_NAME) d ON d.OWNER = t.OWNER AND d.SEGMENT_NAME = t.TABLE_NAME
      LEFT JOIN (SELECT b.OWNER, b.TABLE_NAME, SUM(s.BYTES) AS bytes FROM DBA_LOBS b
        JOIN DBA_SEGMENTS s ON s.OWNER = b.OWNER AND s.SEGMENT_NAME = b.SEGMENT_NAME
        GROUP BY b.OWNER, b.TABLE_NAME) l ON l.OWNER = t.OWNER AND l.TABLE_NAME = t.TABLE_NAME
      LEFT JOIN (SELECT x.TABLE_OWNER, x.TABLE_NAME, SUM(s.BYTES) AS bytes FROM DBA_INDEXES x
        JOIN DBA_SEGMENTS s ON s.OWNER = x.OWNER AND s.SEGMENT_NAME = x.INDEX_NAME
        WHERE x.INDEX_TYPE <> 'LOB' GROUP BY x.TABLE_OWNER, x.TABLE_NAME) i
      ON i.TABLE_OWNER = t.OWNER AND i.TABLE_NAME = t.TABLE_NAME
      WHERE t.OWNER = ${ownerOf(database)} AND t.NESTED = 'NO' AND t.SECONDARY = 'N'
      ORDER BY t.TABLE_NAME`,
    spaceIn(called),
  )
