import type { Archiving } from '../contract/environment.ts'
import type { EncodedColumn } from '../engines/dialect.ts'
import { NamedError } from '../contract/errors.ts'
import type { ReadRow } from '../engines/named-rows.ts'
import { isSecret } from '../rules/text-columns.ts'
import type { Table } from '../engines/schema.ts'

/**
 * Rows of one table before their deletion, in the order of `columns`, each value encoded as its
 * column.
 */
export interface ArchivedTable {
  readonly table: string
  readonly columns: readonly EncodedColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/** Everything that one batch deletes, children before their parents. */
export interface ArchiveBatch {
  readonly database: string
  readonly rule: string
  readonly cutoff: string
  /** Fingerprint of their schema. */
  readonly schema: string
  /** Numbered by the purge's account. */
  readonly number: number
  readonly tables: readonly ArchivedTable[]
}

/**
 * Where deleted rows are stored. A batch's rows are deleted only after `keep` has resolved: it is
 * then complete and durable.
 */
export interface Archive {
  keep(batch: ArchiveBatch): Promise<void>
}

/**
 * Checks before anything is created whether the archive can store the tables' rows.
 * @throws NamedError RowNotKept
 */
export function refuseNotKept(tables: readonly Table[], mode: Archiving['mode']): void {
  for (const table of tables) encodedColumns(table, mode)
}

/**
 * How a table's columns are read for the archive: texts and bytes as bytes, so that no character
 * set conversion happens.
 * @throws NamedError RowNotKept if a column has a type that cannot be restored unchanged
 */
export function encodedColumns(table: Table, mode: Archiving['mode']): EncodedColumn[] {
  const odd = table.columns.find((column) => !column.generated && column.archived === null)
  if (odd !== undefined && mode !== 'off')
    throw new NamedError(
      'RowNotKept',
      `${table.name}.${odd.name} is ${odd.type}, a type that the archive cannot put back. ` +
        'Nothing of the table was deleted. Disable the rule or the archive ("archive": {"mode": ' +
        '"off"}).',
    )
  return table.columns
    .filter(({ generated }) => !generated)
    .map((column) => {
      const { name, charset, kind, unsteady, archived } = column
      const encoding = archived ?? 'text'
      const isKey = table.key.some((part) => part.name === name)
      // A row is found by its key, in the form that the walk returned.
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

/** @throws NamedError RowNotKept if the server returned an incomplete value */
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
          'A row to delete has ' +
            `${length === -1 ? 'more bytes than the server can report' : `${length} bytes`} in ` +
            `${table}.${name}, but the server returned ${got ?? 'none'}. Nothing of its batch ` +
            'was deleted. Set max_allowed_packet above the longest value, or disable the rule ' +
            'or the archive.',
        )
    }
  }
  return { table, columns, rows: rows.map(({ values }) => values) }
}
