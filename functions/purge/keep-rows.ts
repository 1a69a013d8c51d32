import type { Archiving } from '../contract/environment.ts'
import type { EncodedColumn } from '../sql/dialect.ts'
import { encodedColumns, type Archive, type ArchivedTable } from './archive.ts'
import type { BoundRule } from './bind.ts'
import type { Table } from './schema.ts'

/** What a purge does about the rows it is to delete: reads these columns of them, and writes them before they go. */
export interface Keep {
  columns(table: Table): readonly EncodedColumn[]
  /** @param number of the file, by which the account says what became of its rows. */
  write(rule: BoundRule, number: number, tables: readonly ArchivedTable[]): Promise<void>
}

/** Keeps the rows in an archive; null where none is kept. */
export function keepRows(
  archive: Archive,
  mode: Archiving['mode'],
  {
    database,
    schema,
    cutoffOf,
  }: {
    readonly database: string
    readonly schema: string
    readonly cutoffOf: (rule: string) => string
  },
): Keep | null {
  if (mode === 'off') return null
  return {
    columns: (table) => encodedColumns(table, mode),
    write: ({ rule }, number, tables) =>
      archive.keep({
        database,
        rule: rule.name,
        cutoff: cutoffOf(rule.name),
        schema,
        number,
        tables,
      }),
  }
}
