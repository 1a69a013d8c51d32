import type { Dialect, EncodedColumn } from '../engines/dialect.ts'
import type { ArchivedTable } from './archive.ts'
import type { Database } from '../engines/database.ts'
import type { Within } from './rows-there.ts'
import { same, type Schema, type Table } from '../engines/schema.ts'

/** Filters for the rows to put back. Absent ones do not apply. */
export interface Wanted {
  readonly table?: string | undefined
  /** The values of the row's key, as findings and this tool print them: joined by spaces. */
  readonly key?: string | undefined
}

export interface Undoing {
  readonly database: Database
  readonly dialect: Dialect
  readonly schema: Schema
  readonly wanted: Wanted
  /** Only reports what would be done. */
  readonly dryRun: boolean
  readonly onCollision: 'skip' | 'fail'
  /**
   * Skipped rows, so that their child rows in this and later files are skipped too. Extended by
   * calls.
   */
  readonly out: Set<string>
}

/** The rows of one table in a file, and the table's current definition. */
export interface Place {
  readonly undoing: Undoing
  readonly within: Within
  readonly part: ArchivedTable
  readonly table: Table | undefined
  readonly longest: number
}

/** Why the table cannot accept the rows; null if it has all their columns. */
export function missing({ part, table }: Place): string | null {
  const column = part.columns.find(
    ({ name }) => table?.columns.some((one) => same(one.name, name)) !== true,
  )
  return table !== undefined && column !== undefined
    ? `the table no longer has a column ${column.name}`
    : null
}

/** The columns as archived, and whether their character set has changed. */
export const columnsNow = (columns: readonly EncodedColumn[], table: Table): EncodedColumn[] =>
  columns.map((column) => {
    const now = table.columns.find(({ name }) => same(name, column.name))?.charset
    const { charset } = column
    const converted = charset !== undefined && now !== undefined && nameOf(charset) !== nameOf(now)
    return converted ? { ...column, converted } : column
  })
/** One character set with two names. */
const nameOf = (charset: string) => (charset === 'utf8' ? 'utf8mb3' : charset)
