import type { Archiving } from '../contract/environment.ts'
import { largestFile } from '../contract/archive-file.ts'
import { NamedError } from '../contract/errors.ts'
import type { Dialect, EncodedColumn } from '../engines/dialect.ts'
import { encodedColumns, type Archive, type ArchivedTable } from './archive.ts'
import type { BoundRule } from '../rules/bound.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Table } from '../engines/schema.ts'

/**
 * How a purge archives rows: it reads these columns, and writes them before the rows are deleted.
 */
export interface Keep {
  /** Maximum bytes of a row. */
  readonly longest: number
  /** @throws NamedError RowNotKept */
  columns(table: Table): readonly EncodedColumn[]
  /**
   * @param number of the file, with which the account records the outcome of its rows.
   * @throws NamedError RowNotKept if a row is too long to be put back
   */
  write(rule: BoundRule, number: number, tables: readonly ArchivedTable[]): Promise<void>
}

export interface KeptAs {
  readonly database: string
  readonly schema: string
  readonly cutoffOf: (rule: string) => string
  /** Maximum bytes of a row. */
  readonly longest: number
}

/** Stores the rows in an archive; null if there is none. */
export function keepRows(
  archive: Archive,
  mode: Archiving['mode'],
  { database, schema, cutoffOf, longest }: KeptAs,
): Keep | null {
  if (mode === 'off') return null
  return {
    longest,
    columns: (table) => encodedColumns(table, mode),
    async write({ rule }, number, tables) {
      for (const { table, columns, rows } of tables)
        for (const row of rows) {
          const bytes = lengthOf(columns, row)
          if (bytes > longest) throw tooLong(table, bytes, longest)
        }
      await archive.keep({
        database,
        rule: rule.name,
        cutoff: cutoffOf(rule.name),
        schema,
        number,
        tables,
      })
    },
  }
}

/**
 * Maximum size of a row, whatever the server accepts: its archive file is in memory several times.
 */
const most = 16 * 2 ** 20
/** Bytes of a statement besides the values of its row. */
const beside = 64 * 2 ** 10

/**
 * Maximum bytes of a row so that one statement can put it back.
 * @param there the statement limit of the server that it would be put back to, if that is another
 * one.
 */
export async function longestRow(
  database: Pick<Database, 'query'>,
  { server }: Dialect,
  there: number = most,
): Promise<number> {
  return Math.min(most, (await ask(database, server.longestStatement)) ?? most, there) - beside
}

/**
 * Checks a row before it is read.
 * @param encoded its approximate size in the archive, with two digits per byte; `hanging`: the same
 * for its child rows.
 * @throws NamedError RowNotKept
 */
export function refuseLong(table: string, encoded: number, hanging: number, longest: number): void {
  if (encoded / 2 > longest) throw tooLong(table, Math.floor(encoded / 2), longest)
  if (encoded + hanging > largestFile)
    throw new NamedError(
      'RowNotKept',
      `A row to delete from ${table} takes ${encoded + hanging} bytes of an archive file, ` +
        `child rows included; a file has at most ${largestFile}. Nothing of its batch was ` +
        'deleted. Delete the row by hand, or disable its rule or the archive ("archive": ' +
        '{"mode": "off"}).',
    )
}

const tooLong = (table: string, bytes: number, longest: number) =>
  new NamedError(
    'RowNotKept',
    `A row to delete from ${table} has ${bytes} bytes; at most ${longest} can be put back in ` +
      'one statement (max_allowed_packet, and 16 MB in any case). Nothing of its batch was ' +
      'deleted. Raise max_allowed_packet, delete the row by hand, or disable its rule or the ' +
      'archive ("archive": {"mode": "off"}).',
  )

function lengthOf(columns: readonly EncodedColumn[], row: readonly (string | null)[]): number {
  let bytes = 0
  for (let at = 0; at < columns.length; at++) {
    const length = row[at]?.length ?? 0
    bytes += columns[at]?.as === 'bytes' ? length / 2 : length
  }
  return bytes
}
