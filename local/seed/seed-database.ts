import type { Store } from '../engines/store.ts'
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
  store: Store,
  { schema, tokens, now, seed, families = allFamilies }: Seed,
): Promise<Truth> {
  const shape = { engine: store.engine, schema, families, tokens, seed, now: now.getTime() }
  const tables = seededTables(shape)
  await store.allowingZeroTimes(async () => {
    for (const { table, columns, rows } of bystandersOf(store.engine, schema))
      await insertRows(store, table, columns, rows(shape.now, seed))
    for (const table of tables) await insertRows(store, table.table, table.columns, rowsOf(table))
  })
  await store.learn()
  return { ...shape, bystanders: await digestBystanders(store, schema) }
}
