import type { TableSize } from '../contract/space.ts'
import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/** The size of each table, in bytes, as the server tells it: right after its statistics were refreshed, an estimate later on. */
export async function readSizes(
  { database, dialect }: Pick<Walk, 'database' | 'dialect'>,
  name: string,
  tables: readonly string[],
): Promise<TableSize[]> {
  const all = await ask(database, dialect.server.space(name))
  return all.filter(({ table }) => tables.includes(table))
}

/** What a table's file holds. */
export const fileBytes = ({ data, index, free }: TableSize): number => data + index + free

/** What a rebuild could return once the dead rows are gone: their share of the table, and what is free already. An estimate. */
export function couldReturn(size: TableSize, rows: number, dead: number): number {
  return Math.round(
    size.free + (rows === 0 ? 0 : (size.data + size.index) * Math.min(1, dead / rows)),
  )
}

const gibibyte = 2 ** 30
export const shownBytes = (bytes: number): string =>
  bytes >= gibibyte ? `${(bytes / gibibyte).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`

/** What AWS says of the storage that a rebuild has to fit in. */
export interface Storage {
  readonly kind: 'instance' | 'cluster'
  /** Bytes; null where it is not known. */
  readonly freeStorage: number | null
  readonly storage: number | null
}

/** Why there is no room for a second copy of the table, with a tenth of the storage to spare; null where there is. */
export function noRoom({ kind, freeStorage, storage }: Storage, size: TableSize): string | null {
  if (kind === 'cluster') return null
  if (freeStorage === null)
    return 'how much storage is free is not known (CloudWatch did not tell FreeStorageSpace)'
  const needed = fileBytes(size) + (storage ?? freeStorage) * 0.1
  return freeStorage >= needed
    ? null
    : `a second copy takes up to ${shownBytes(fileBytes(size))} and a tenth of the storage is to stay free, but only ${shownBytes(freeStorage)} are free`
}
