import type { Archiving } from '../contract/environment.ts'
import type { EncodedColumn } from '../engines/dialect.ts'
import { NamedError } from '../contract/errors.ts'
import type { ReadRow } from '../engines/named-rows.ts'
import { isSecret } from '../rules/text-columns.ts'
import type { Table } from '../engines/schema.ts'

/** Rows of one table as they were, in the order of `columns`, each value as its column is encoded. */
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

/**
 * Asks before anything is made whether the archive can keep the tables' rows.
 * @throws NamedError RowNotKept
 */
export function refuseNotKept(tables: readonly Table[], mode: Archiving['mode']): void {
  for (const table of tables) encodedColumns(table, mode)
}

/**
 * How a table's columns are read for the archive: texts and bytes by their bytes, so that no character set is between.
 * @throws NamedError RowNotKept where a column is of a type that would not come back as it was
 */
export function encodedColumns(table: Table, mode: Archiving['mode']): EncodedColumn[] {
  const odd = table.columns.find((column) => !column.generated && column.archived === null)
  if (odd !== undefined && mode !== 'off')
    throw new NamedError(
      'RowNotKept',
      `${table.name}.${odd.name} is ${odd.type}, a type that the archive cannot put back. Nothing of the table was deleted. Disable the rule or the archive ("archive": {"mode": "off"}).`,
    )
  return table.columns
    .filter(({ generated }) => !generated)
    .map((column) => {
      const { name, charset, kind, unsteady, archived } = column
      const encoding = archived ?? 'text'
      const isKey = table.key.some((part) => part.name === name)
      // A row is found by its key: as it was answered when the table was gone along.
      if (encoding === 'epoch' && isKey && unsteady !== true && kind === 'time')
        return { name, as: 'text' }
      if (mode === 'hashed' && encoding === 'bytes' && isSecret(table.name, name) && !isKey)
        return { name, as: 'hash' }
      return {
        name,
        as: encoding,
        ...(encoding === 'bytes' && charset !== undefined && { charset }),
        ...(column.unbounded === true && { long: true }),
      }
    })
}

/** @throws NamedError RowNotKept where the server answered a value otherwise than whole */
export function archivedTable(
  table: string,
  columns: readonly EncodedColumn[],
  rows: readonly Pick<ReadRow, 'values' | 'lengths'>[],
): ArchivedTable {
  for (const [at, { name, as, long }] of columns.entries()) {
    if (long !== true || as === 'hash') continue
    for (const row of rows) {
      const value = row.values[at] ?? null
      const length = row.lengths[at] ?? null
      const got =
        value === null ? null : as === 'bytes' ? value.length / 2 : Buffer.byteLength(value)
      if (got !== length)
        throw new NamedError(
          'RowNotKept',
          `A row to delete has ${length === -1 ? 'more bytes than the server can report' : `${length} bytes`} in ${table}.${name}, but the server returned ${got ?? 'none'}. Nothing of its batch was deleted. Set max_allowed_packet above the longest value, or disable the rule or the archive.`,
        )
    }
  }
  return { table, columns, rows: rows.map(({ values }) => values) }
}
