import { asIs } from '../catalogue-keys.ts'
import { spaceIn } from '../catalogue-tables.ts'
import type { TableSize } from '../../contract/space.ts'
import type { TableEstimate } from '../answers.ts'
import { text, type Question } from '../database.ts'
import { answering, sql } from './ms-text.ts'
import { here, pages } from './schema-questions.ts'

/** Rows as the catalogue counts them, and the bytes that each takes on average. */
export const estimates = (database: string): Question<ReadonlyMap<string, TableEstimate>> =>
  answering(
    sql`SELECT o.name, (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id
      AND p.index_id IN (0, 1)) AS total, CAST(g.data * 8192 AS BIGINT) AS bytes
      FROM sys.tables o JOIN sys.schemas s ON s.schema_id = o.schema_id
      JOIN (${pages}) g ON g.object_id = o.object_id WHERE ${here(database)}`,
    (found) =>
      new Map(
        found.map((row) => {
          const [rows, bytes] = [Number(row.total ?? 0), Number(row.bytes ?? 0)]
          return [
            text(row.name).toUpperCase(),
            { rows, length: rows < 1 ? 0 : Math.round(bytes / rows) },
          ]
        }),
      ),
  )

/** `free` is what the table has been given and does not use; gaps within pages are not counted. */
export const space = (database: string): Question<readonly TableSize[]> =>
  answering(
    sql`SELECT o.name, CAST(g.data * 8192 AS BIGINT) AS data, CAST(g.indexes * 8192 AS BIGINT) AS
      indexes, CAST(g.free * 8192 AS BIGINT) AS free FROM sys.tables o
      JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN (${pages}) g ON g.object_id = o.object_id
      WHERE ${here(database)} ORDER BY o.name`,
    spaceIn(asIs),
  )
