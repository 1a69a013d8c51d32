import { ask, RowRefused } from '../engines/database.ts'
import type { EncodedColumn } from '../engines/dialect.ts'
import { every } from '../engines/expression.ts'
import type { RowKey } from '../engines/named-rows.ts'
import type { Scratch } from '../engines/scratch.ts'
import type { Table } from '../engines/schema.ts'
import type { Bench } from './bench.ts'
import type { Value } from './values.ts'
import type { PlainRow } from './plain-tables.ts'
import { mustBe, notProven } from './not-proven.ts'
import type { MadeRows } from './making.ts'

/** Rows of one INSERT. */
const together = 100

/**
 * Puts the rows in as the undo does, and answers those that the table took: one that a unique
 * key or a CHECK of the customer's refuses stays out alone.
 */
export async function putIn(
  { back, dialect }: Pick<Bench, 'back' | 'dialect'>,
  { table, columns, rows }: MadeRows,
): Promise<{ readonly taken: MadeRows['rows']; readonly why: string }> {
  const taken: (readonly Value[])[] = []
  let why = ''
  await back.transaction(async (within) => {
    const put = async (some: MadeRows['rows']): Promise<void> => {
      if (some.length === 0) return
      await within.execute(dialect.savepoint)
      try {
        await within.execute(dialect.insert(table.name, columns, some))
        taken.push(...some)
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error
        why = error.why
        await within.execute(dialect.toSavepoint)
        if (some.length === 1) return
        await put(some.slice(0, some.length / 2))
        await put(some.slice(some.length / 2))
      }
    }
    for (let at = 0; at < rows.length; at += together) await put(rows.slice(at, at + together))
  })
  return { taken, why }
}

/** A row as the server names it, with the hash over all its columns. */
export interface KnownRow {
  readonly row: PlainRow
  readonly key: RowKey
  readonly hash: string
}

/** All rows of the table, by column in capitals, as the port reads them. */
export const readPlain = async (bench: Reading, table: Table): Promise<PlainRow[]> =>
  (await readKnown(bench, table)).map(({ row }) => row)

export async function readKnown(
  { database, dialect, scratch }: Reading,
  table: Table,
): Promise<KnownRow[]> {
  const columns = plainColumns(table, scratch)
  const whole = {
    columns,
    hashed: table.columns,
    old: every(),
    identity: table.columns.filter(({ name }) => table.key.some((part) => part.name === name)),
  }
  const all = { low: null, high: null }
  const found = await ask(
    database,
    dialect.rows.readRange(table.name, table.key, table.keyIndex, all, every(), whole, 100_000),
  )
  const counted = await ask(database, dialect.countAll(table.name))
  mustBe('rows.readRange and countAll', table.name, counted, found.length)
  return found.map(({ key, hash, values }) => ({
    row: Object.fromEntries(
      columns.map(({ name }, at) => [name.toUpperCase(), values[at] ?? null]),
    ),
    key,
    hash,
  }))
}

type Reading = Pick<Bench, 'database' | 'dialect' | 'scratch'>

/** Numbers, texts and times as they read; all else as the archive has it. */
const plainColumns = ({ columns }: Table, scratch: Scratch): EncodedColumn[] =>
  columns.flatMap((column) => {
    const holds = scratch.holds(column)
    const plain = holds !== null && ['integer', 'text', 'time'].includes(holds.is)
    if (column.archived === null && !plain) return []
    return [{ name: column.name, as: plain ? 'text' : (column.archived ?? 'text') }]
  })

/** The keys of rows, as a message shows them: all are Drydock's own. */
export const keyOf = ({ table, row }: { table: Table; row: PlainRow }): string =>
  table.key.map(({ name }) => row[name.toUpperCase()] ?? 'NULL').join(' ')

/**
 * The table has these rows and no others.
 * @throws NamedError EngineNotProven
 */
export function sameRows(
  of: string,
  table: Table,
  expected: readonly PlainRow[],
  found: readonly PlainRow[],
): void {
  const counts = new Map<string, number>()
  for (const row of expected) {
    const id = JSON.stringify(row)
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const more: PlainRow[] = []
  for (const row of found) {
    const id = JSON.stringify(row)
    const left = counts.get(id) ?? 0
    if (left === 0) more.push(row)
    else counts.set(id, left - 1)
  }
  const missing = expected.find((row) => (counts.get(JSON.stringify(row)) ?? 0) > 0)
  const [extra] = more
  if (missing === undefined && extra === undefined) return
  const row = missing ?? extra ?? {}
  throw notProven({
    of,
    at: `${table.name}, row ${keyOf({ table, row })}`,
    expected: missing === undefined ? 'no such row' : JSON.stringify(missing).slice(0, 300),
    found: missing === undefined ? JSON.stringify(row).slice(0, 300) : 'no such row',
  })
}
