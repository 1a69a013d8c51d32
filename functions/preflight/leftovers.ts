import { same } from '../engines/schema.ts'
import type { MeasuredTable, UncleanedTable } from '../contract/evidence.ts'
import { leftoverTables } from '../rules/growth.ts'
import { reasonOf } from '../rules/not-cleaned.ts'
import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * Tables that other cleanups left behind, with their size in bytes: for operators to check, never
 * dropped by Drydock.
 */
export async function readLeftovers(
  { database, dialect }: Walk,
  name: string,
): Promise<{ table: string; bytes: number }[]> {
  return [...(await ask(database, dialect.schema.sizes(name, leftoverTables)))]
}

/** Vendor tables that grow and that no rule cleans, largest first, without empty ones. */
export async function readUncleaned(
  { database, dialect }: Walk,
  name: string,
  measured: readonly MeasuredTable[],
): Promise<UncleanedTable[]> {
  const uncleaned: UncleanedTable[] = []
  for (const { table, bytes } of await ask(database, dialect.schema.sizes(name, ['%']))) {
    const reason = reasonOf(table)
    const counted = measured.find((one) => same(one.table, table))
    const rows = counted?.classes.reduce((sum, one) => sum + one.rows, 0) ?? null
    if (reason?.grows === true && rows !== 0 && (counted?.kind ?? 'other') === 'other')
      uncleaned.push({ table, rows, bytes, why: reason.why })
  }
  return uncleaned.sort((one, other) => other.bytes - one.bytes)
}
