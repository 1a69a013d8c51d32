import { createHash } from 'node:crypto'
import type { ArchiveFile } from '../contract/archive-file.ts'
import { NamedError } from '../contract/errors.ts'
import type { UndoTotals } from '../contract/undo.ts'
import type { Dialect, EncodedColumn } from '../engines/dialect.ts'
import type { ArchivedTable } from './archive.ts'
import type { Database } from '../engines/database.ts'
import { longestRow } from './keep-rows.ts'
import { addTotals } from './undo-totals.ts'
import { lookAt, putRows, type Row, type Within } from './undo-rows.ts'
import { same, type Schema, type Table } from '../engines/schema.ts'
import { shownKey } from '../walk/shown-key.ts'

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

/** Rows of one INSERT, and their approximate bytes: far less than any server accepts. */
const together = 200
const bytesTogether = 2 ** 19
const most = 10

/**
 * Puts the rows of one archive file back, parents first, and reads each back to compare it, by the
 * columns as they are now.
 * A row that is there again as it was is left. One that has no place collides, and is skipped and
 * counted, or fails the
 * file, whose rows are then all skipped: another row has taken its key or unique key; its parent no
 * longer exists, or stayed
 * out; or the table no longer holds what it held, or refuses it.
 * @throws NamedError UndoCollision
 */
export async function undoFile(undoing: Undoing, file: ArchiveFile): Promise<UndoTotals> {
  const longest = await longestRow(undoing.database, undoing.dialect)
  return undoing.database.transaction((within) => undoParts(undoing, within, longest, file))
}

/** Puts a file back within a transaction that the caller ends. */
export async function undoParts(
  undoing: Undoing,
  within: Within,
  longest: number,
  file: ArchiveFile,
): Promise<UndoTotals> {
  let totals: UndoTotals = {}
  const { dialect, schema, wanted } = undoing
  // With daylight saving, two instants of a TIMESTAMP can have the same text.
  if (schema.tables.some(({ columns }) => columns.some(({ unsteady }) => unsteady === true)))
    await within.execute(dialect.inUtc)
  for (const part of file.tables.toReversed()) {
    const all = wanted.table === undefined || same(part.table, wanted.table)
    const table = schema.tables.find(({ name }) => same(name, part.table))
    const place: Place = { undoing, within, part, table, longest }
    const rows = all ? part.rows.filter((row) => isWanted(place, row)) : []
    if (rows.length < part.rows.length) await leaveOut(place, new Set(rows))
    // A table reached by two cascade chains is listed twice.
    if (all) totals = addTotals(totals, { [part.table]: await undoPart(place, rows) })
  }
  return totals
}

/** The rows of one table in a file, and the table's current definition. */
interface Place {
  readonly undoing: Undoing
  readonly within: Within
  readonly part: ArchivedTable
  readonly table: Table | undefined
  readonly longest: number
}

async function undoPart(
  place: Place,
  rows: readonly Row[],
): Promise<NonNullable<UndoTotals[string]>> {
  const { undoing, within, part, table, longest } = place
  const total = { putBack: 0, present: 0, collided: 0, collisions: [] as string[] }
  const collide = (row: Row, why: string) => {
    const key = `${shownOf(place, row)} (${why})`
    if (undoing.onCollision === 'fail')
      throw new NamedError(
        'UndoCollision',
        `${part.table}: ${key}. No row of this file was put back; rows of earlier files stay. ` +
          'Start the undo with "onCollision": "skip", or remove the conflicting row.',
      )
    stayOut(place, row)
    total.collided++
    if (total.collisions.length < most) total.collisions.push(key)
  }
  const gone = missing(place)
  if (table === undefined || gone !== null) {
    for (const row of rows) collide(row, gone ?? 'its table no longer exists')
    return total
  }
  const columns = columnsNow(part.columns, table)
  for (const some of chunks(rows)) {
    const free: Row[] = []
    for (const row of some)
      if (lengthOf(row) > longest) collide(row, 'it exceeds max_allowed_packet')
      else if (hangsOnOneOut(place, row)) collide(row, 'its parent was not put back')
      else free.push(row)
    await putRows(
      { dialect: undoing.dialect, dryRun: undoing.dryRun, within, table, columns, collide },
      free,
      total,
    )
  }
  return total
}

/** Rows outside the filters: their child rows may be put back only if they exist unchanged. */
async function leaveOut(place: Place, asked: ReadonlySet<Row>): Promise<void> {
  const { undoing, within, part, table } = place
  if (!undoing.schema.foreignKeys.some(({ parent }) => same(parent, part.table))) return
  for (const some of chunks(part.rows.filter((row) => !asked.has(row)))) {
    const there =
      table === undefined || missing(place) !== null
        ? some.map(() => false)
        : await lookAt(
            { dialect: undoing.dialect, within, table, columns: columnsNow(part.columns, table) },
            some,
          )
    for (const [at, row] of some.entries()) if (there[at] !== true) stayOut(place, row)
  }
}

/** Why the table cannot accept the rows; null if it has all their columns. */
function missing({ part, table }: Place): string | null {
  const column = part.columns.find(
    ({ name }) => table?.columns.some((one) => same(one.name, name)) !== true,
  )
  return table !== undefined && column !== undefined
    ? `the table no longer has a column ${column.name}`
    : null
}

/** The columns as archived, and whether their character set has changed. */
const columnsNow = (columns: readonly EncodedColumn[], table: Table): EncodedColumn[] =>
  columns.map((column) => {
    const now = table.columns.find(({ name }) => same(name, column.name))?.charset
    const { charset } = column
    const converted = charset !== undefined && now !== undefined && nameOf(charset) !== nameOf(now)
    return converted ? { ...column, converted } : column
  })
/** One character set with two names. */
const nameOf = (charset: string) => (charset === 'utf8' ? 'utf8mb3' : charset)

function* chunks(rows: readonly Row[]): Generator<readonly Row[]> {
  let [some, bytes]: [Row[], number] = [[], 0]
  for (const row of rows) {
    const length = lengthOf(row)
    if (some.length === together || (some.length > 0 && bytes + length > bytesTogether)) {
      yield some
      ;[some, bytes] = [[], 0]
    }
    some.push(row)
    bytes += length
  }
  if (some.length > 0) yield some
}

/** Approximate: bytes have two digits here. */
const lengthOf = (row: Row): number => row.reduce((sum, value) => sum + (value?.length ?? 0), 0) / 2

/** Marks the row's children. */
function stayOut({ undoing: { schema, out }, part }: Place, row: Row): void {
  for (const key of schema.foreignKeys)
    if (same(key.parent, part.table)) out.add(mark(key.parent, key.parentColumns, part, row))
}

const hangsOnOneOut = ({ undoing: { schema, out }, part }: Place, row: Row): boolean =>
  schema.foreignKeys.some(
    (key) =>
      same(key.table, part.table) &&
      out.has(mark(key.parent, key.columns, part, row, key.parentColumns)),
  )

/**
 * A short hash of a foreign key's parent: keys may be secrets, and these are stored in the state of
 * an execution.
 */
const mark = (
  parent: string,
  columns: readonly string[],
  part: ArchivedTable,
  row: Row,
  named = columns,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        parent.toUpperCase(),
        named.map((name) => name.toUpperCase()),
        columns.map((name) => row[part.columns.findIndex((one) => same(one.name, name))]),
      ]),
    )
    .digest('base64')
    .slice(0, 12)

function isWanted(place: Place, row: Row): boolean {
  const { key } = place.undoing.wanted
  return key === undefined || [keyValues(place, row).join(' '), shownOf(place, row)].includes(key)
}

const shownOf = (place: Place, row: Row): string =>
  shownKey(place.part.table, keyColumns(place), keyValues(place, row)).slice(0, 300)

/** A row without a key is identified by all its columns. */
const keyColumns = ({ table }: Place): Table['key'] =>
  table === undefined ? [] : table.unique ? table.key : table.columns

const keyValues = (place: Place, row: Row): string[] =>
  keyColumns(place).map(({ name }) => {
    const at = place.part.columns.findIndex((column) => same(column.name, name))
    const value = row[at] ?? ''
    return place.part.columns[at]?.as === 'bytes'
      ? Buffer.from(value, 'hex').toString('utf8')
      : value
  })
