import { shownBytes } from '../contract/bytes.ts'
import type { TableSize } from '../contract/space.ts'
import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * The size of each table in bytes, as the server reports it: exact after its statistics were
 * refreshed, an estimate later.
 */
export async function readSizes(
  { database, dialect }: Pick<Walk, 'database' | 'dialect'>,
  name: string,
  tables: readonly string[],
): Promise<TableSize[]> {
  const all = await ask(database, dialect.server.space(name))
  return all.filter(({ table }) => tables.includes(table))
}

/** The size of a table's file. */
export const fileBytes = ({ data, index, free }: TableSize): number => data + index + free

/**
 * Estimate of what a rebuild could return after the purge: the share of dead rows plus the free
 * space.
 */
export function couldReturn(size: TableSize, rows: number, dead: number): number {
  return Math.round(
    size.free + (rows === 0 ? 0 : (size.data + size.index) * Math.min(1, dead / rows)),
  )
}

/** What AWS reports about the storage that a rebuild must fit in. */
export interface Storage {
  /** It grows by itself: Aurora's. */
  readonly elastic: boolean
  /** Bytes; null if unknown. */
  readonly freeStorage: number | null
  readonly storage: number | null
}

/** Why a second copy that grows must not grow on; null if it may. */
export function runsFull({ elastic, freeStorage, storage }: Storage): string | null {
  if (elastic || (freeStorage !== null && storage === null)) return null
  if (freeStorage === null) return 'the free storage is unknown now, which it was not before'
  return freeStorage >= (storage ?? 0) * 0.1
    ? null
    : `only ${shownBytes(freeStorage)} of the storage are free by now, less than a tenth`
}

/**
 * Why a second copy of the table and a reserve of a tenth of the storage do not fit; null if they
 * do.
 */
export function noRoom({ elastic, freeStorage, storage }: Storage, size: TableSize): string | null {
  if (elastic) return null
  if (freeStorage === null)
    return 'the free storage is unknown (CloudWatch has no FreeStorageSpace)'
  const needed = fileBytes(size) + (storage ?? freeStorage) * 0.1
  return freeStorage >= needed
    ? null
    : `a second copy takes up to ${shownBytes(fileBytes(size))} and a tenth of the storage ` +
        `must stay free, but only ${shownBytes(freeStorage)} are free`
}
