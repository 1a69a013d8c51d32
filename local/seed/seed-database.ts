import type { Connection } from 'mysql2/promise'
import type { SchemaVersion } from '../schema/schemas.ts'
import { bystandersOf, digestBystanders } from './bystanders.ts'
import { insertRows } from './insert-rows.ts'
import type { Row, SeededTable } from './seeded-table.ts'
import { families as allFamilies, seededTables, type Family, type Truth } from './truth.ts'

export interface Seed {
  readonly schema: SchemaVersion
  /** Every other table's rows grow with them. */
  readonly tokens: number
  /** The instant the run will start at; see `TokenTruth.now`. */
  readonly now: Date
  /** The same seed gives the same rows. */
  readonly seed: number
  /** All of them, unless said otherwise. */
  readonly families?: readonly Family[]
}

function* rowsOf(table: SeededTable): Generator<Row> {
  for (let at = 0; at < table.rows; at += 1) if (table.exists(at)) yield table.row(at)
}

/**
 * Fills an empty database of the schema. The session's zone is left as it is: like WSO2, the seed
 * writes UTC wall time into the zone it finds.
 */
export async function seedDatabase(
  connection: Connection,
  { schema, tokens, now, seed, families = allFamilies }: Seed,
): Promise<Truth> {
  const shape = { schema, families, tokens, seed, now: now.getTime() }
  const tables = seededTables(shape)
  await connection.query('SET @drydock_sql_mode = @@SESSION.sql_mode')
  // Strict, but for the zero dates some rows have.
  await connection.query("SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'")
  try {
    for (const { table, columns, rows } of bystandersOf(schema))
      await insertRows(connection, table, columns, rows(shape.now, seed))
    for (const table of tables)
      await insertRows(connection, table.table, table.columns, rowsOf(table))
  } finally {
    await connection.query('SET SESSION sql_mode = @drydock_sql_mode')
  }
  return { ...shape, bystanders: await digestBystanders(connection, schema) }
}
