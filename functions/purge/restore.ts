import type { ArchiveFile } from '../contract/archive-file.ts'
import { NamedError } from '../contract/errors.ts'
import type { RestoreTotals } from '../contract/restore.ts'
import type { Dialect, EncodedColumn } from '../sql/dialect.ts'
import { DatabaseTrouble, RowRefused, type Database } from './database.ts'
import type { Schema, Table } from './schema.ts'
import { shownKey } from './shown-key.ts'

/** Which rows come back. What is absent is no limit. */
export interface Wanted {
  readonly table?: string | undefined
  /** The values of the row's key, as a finding or this tool prints them: joined by a blank. */
  readonly key?: string | undefined
}

export interface Restoring {
  readonly database: Database
  readonly dialect: Dialect
  readonly schema: Schema
  readonly wanted: Wanted
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean
  readonly onCollision: 'skip' | 'fail'
}

/** Rows of one INSERT. */
const together = 200
const most = 10

/**
 * Puts the rows of one archive file back, parents first, and reads each back to compare. A row that is there again as it
 * was is left; one whose key or unique key was taken by another since, or whose parent is gone, collides: it is skipped
 * and counted, or fails the file, whose rows then stay out together.
 * @throws NamedError RestoreCollision, SchemaNotSupported
 */
export async function restoreFile(restoring: Restoring, file: ArchiveFile): Promise<RestoreTotals> {
  const totals: RestoreTotals = {}
  const parts = file.tables
    .toReversed()
    .filter(
      ({ table }) => restoring.wanted.table === undefined || same(table, restoring.wanted.table),
    )
  await restoring.database.transaction(async (within) => {
    for (const part of parts) {
      const table = restoring.schema.tables.find(({ name }) => same(name, part.table))
      if (table === undefined)
        throw new NamedError(
          'SchemaNotSupported',
          `The archive has rows of ${part.table}, which ${restoring.schema.database} has not any more. Nothing of the file was put back.`,
        )
      const gone = part.columns.find(
        ({ name }) => !table.columns.some((column) => same(column.name, name)),
      )
      if (gone !== undefined)
        throw new NamedError(
          'SchemaNotSupported',
          `The archive has a column ${part.table}.${gone.name}, which the table has not any more. Nothing of the file was put back.`,
        )
      const rows = part.rows.filter(
        (row) =>
          restoring.wanted.key === undefined ||
          [keyOf(table, part.columns, row), shownOf(table, part.columns, row)].includes(
            restoring.wanted.key,
          ),
      )
      const total = (totals[part.table] = {
        restored: 0,
        present: 0,
        collided: 0,
        collisions: [] as string[],
      })
      for (let at = 0; at < rows.length; at += together)
        await restoreRows(
          restoring,
          within,
          table,
          part.columns,
          rows.slice(at, at + together),
          total,
        )
    }
  })
  return totals
}

type Row = readonly (string | null)[]
type Within = Pick<Database, 'query' | 'execute'>

async function restoreRows(
  { dialect, dryRun, onCollision }: Restoring,
  within: Within,
  table: Table,
  columns: readonly EncodedColumn[],
  rows: readonly Row[],
  total: RestoreTotals[string],
): Promise<void> {
  const identity = table.unique
    ? columns.filter(({ name }) => table.key.some((part) => same(part.name, name)))
    : columns
  const pick = (row: Row) =>
    identity.map(({ name }) => row[columns.findIndex((column) => column.name === name)] ?? null)
  // A value that was left out says nothing of whether the row is the same.
  const content = (row: Row) => JSON.stringify(row.filter((_, at) => columns[at]?.as !== 'hash'))
  const read = async (wanted: readonly Row[]) => {
    if (wanted.length === 0) return new Map<string, string>()
    const found = await within.query(
      dialect.readByKey(table.name, identity, wanted.map(pick), columns),
    )
    return new Map(
      found
        .map((row) => columns.map((_, at) => row[`column${at}`] ?? null))
        .map((row) => [JSON.stringify(pick(row)), content(row)]),
    )
  }
  const collide = (row: Row, why: string) => {
    const key = `${shownOf(table, columns, row)} (${why})`
    if (onCollision === 'fail')
      throw new NamedError(
        'RestoreCollision',
        `${table.name}: ${key}. Nothing of this file was put back; what earlier files held stays. Start the restore with "onCollision": "skip", or make room for the row.`,
      )
    total.collided++
    if (total.collisions.length < most) total.collisions.push(key)
  }
  const there = await read(rows)
  const missing = rows.filter((row) => {
    const now = there.get(JSON.stringify(pick(row)))
    if (now === undefined) return true
    if (now === content(row)) total.present++
    else collide(row, 'another row has its key')
    return false
  })
  if (missing.length === 0) return
  if (dryRun) return void (total.restored += missing.length)
  const back: Row[] = []
  const put = async (some: readonly Row[]): Promise<void> => {
    try {
      await within.execute(dialect.insert(table.name, columns, some))
      back.push(...some)
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error
      const [only] = some
      // The statement was undone as a whole; halves find the row that was refused.
      if (some.length === 1 && only !== undefined) return collide(only, error.why)
      await put(some.slice(0, some.length / 2))
      await put(some.slice(some.length / 2))
    }
  }
  await put(missing)
  const now = await read(back)
  const other = back.find((row) => now.get(JSON.stringify(pick(row))) !== content(row))
  // Undone with the whole file, and tried again.
  if (other !== undefined)
    throw new DatabaseTrouble(
      'rows disagree',
      `${table.name} ${shownOf(table, columns, other)} did not come back as it was`,
    )
  total.restored += back.length
}

const keyOf = (table: Table, columns: readonly EncodedColumn[], row: Row): string =>
  keyValues(table, columns, row).join(' ')

const shownOf = (table: Table, columns: readonly EncodedColumn[], row: Row): string =>
  shownKey(table.name, keyColumns(table), keyValues(table, columns, row))

/** A row without a key is known by all its columns. */
const keyColumns = ({ unique, key, columns }: Table): Table['key'] => (unique ? key : columns)

const keyValues = (table: Table, columns: readonly EncodedColumn[], row: Row): string[] =>
  keyColumns(table).map(({ name }) => {
    const at = columns.findIndex((column) => same(column.name, name))
    const value = row[at] ?? ''
    return columns[at]?.as === 'bytes' ? Buffer.from(value, 'hex').toString('utf8') : value
  })

const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()
