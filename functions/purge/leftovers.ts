import { leftoverTables } from './rules/growth.ts'
import type { Walk } from './walk.ts'

/** Tables that other cleanups left, and their size in bytes: for a person to look at, never dropped by Drydock. */
export async function readLeftovers(
  { database, dialect }: Walk,
  name: string,
): Promise<{ table: string; bytes: number }[]> {
  const rows = await database.query(dialect.schema.sizes(name, leftoverTables))
  return rows.map((row) => ({ table: row.name ?? '', bytes: Number(row.bytes) }))
}
