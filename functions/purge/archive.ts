import type { Archiving } from '../contract/environment.ts'
import type { EncodedColumn } from '../sql/dialect.ts'
import type { Row } from './database.ts'
import { isSecret } from './rules/text-columns.ts'
import type { Table } from './schema.ts'

/** Rows of one table as they were, in the order of `columns`: text, or the hexadecimal digits of a value's bytes. */
export interface ArchivedTable {
  readonly table: string
  readonly columns: readonly EncodedColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/** All that one batch is to delete, children before their parents. */
export interface ArchiveBatch {
  readonly database: string
  readonly rule: string
  readonly cutoff: string
  /** Fingerprint of the schema they were taken from. */
  readonly schema: string
  /** Counted by the account of the purge. */
  readonly number: number
  readonly tables: readonly ArchivedTable[]
}

/** Where deleted rows are kept. A batch's rows go only once `keep` has resolved: the batch is whole and durable then. */
export interface Archive {
  keep(batch: ArchiveBatch): Promise<void>
}

/** How a table's columns are read for the archive: texts and bytes by their bytes, so that no character set is between. */
export const encodedColumns = (
  { name: table, columns, key }: Table,
  mode: Archiving['mode'],
): EncodedColumn[] =>
  columns
    .filter(({ generated }) => !generated)
    .map(({ name, type }) => {
      const texts = /char|text|blob|binary/i.test(type)
      const left = mode === 'hashed' && texts && isSecret(table, name)
      // A row is found by its key.
      return {
        name,
        as: left && !key.some((part) => part.name === name) ? 'hash' : texts ? 'bytes' : 'text',
      }
    })

export function archivedTable(
  table: string,
  columns: readonly EncodedColumn[],
  rows: readonly Row[],
): ArchivedTable {
  const names = columns.map((_, at) => `column${at}`)
  return { table, columns, rows: rows.map((row) => names.map((name) => row[name] ?? null)) }
}
