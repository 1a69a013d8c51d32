import type { Key, KeyRange } from '../engines/dialect.ts'
import { ask } from '../engines/database.ts'
import type { FoundRow, ReadRow, WholeRow } from '../engines/named-rows.ts'
import { refuseLong } from '../archive/keep-rows.ts'
import { keyId, parts, rowId, type Candidate } from './named.ts'
import { columnsOf, type BatchLimits, type BatchRead, type Chain, type DeadRows } from './batch.ts'
import type { Table } from '../engines/schema.ts'
import * as statements from '../walk/statements.ts'

interface Found {
  readonly id: string
  readonly candidate: Candidate
  readonly walked: Key
  readonly bytes: number
}

/**
 * Reads dead rows in two passes: their keys and sizes, children included; then as many as a batch
 * may hold, by key.
 */
export async function readByKeys(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  without: ReadonlySet<string>,
  chains: readonly Chain[],
): Promise<DeadRows> {
  const { along, rule } = reading
  const { table } = rule
  const { found, cut } = await findDead(reading, range, limits, chains)
  const chosen = found.filter(({ id }) => !without.has(id)).map(({ candidate }) => candidate)
  const rows: WholeRow[] = []
  for (const part of parts(table, chosen))
    rows.push(
      ...(await ask(
        along.database,
        statements.readRows(along.dialect, rule, part.rows, columnsOf(reading, table)),
      )),
    )
  // Rows deleted meanwhile are not among them.
  const children: ReadRow[][] = []
  for (const chain of chains) children.push(await readChildren(reading, rows, chain))
  const last = found.at(-1)
  return {
    rows,
    children,
    cut: cut && last !== undefined ? last.walked : null,
    left: found.length - chosen.length,
    full: cut || found.length >= limits.rows,
  }
}

/** Keys and sizes of the dead rows, and whether some were left for the next batch. */
async function findDead(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  chains: readonly Chain[],
): Promise<{ readonly found: readonly Found[]; readonly cut: boolean }> {
  const { along, rule, way } = reading
  const { table } = rule
  const look = async (within: KeyRange, limit: number | null) =>
    (
      await ask(
        along.database,
        statements.findDead(along.dialect, rule, way, within, columnsOf(reading, table), limit),
      )
    ).map((row) => ({ ...toFound(table, way.table, row), bytes: row.bytes }))
  let found = await look(range, limits.rows + 1)
  let cut = found.length > limits.rows
  if (cut) {
    // Rows that share a key belong to one batch: the walk continues after the key.
    let end = found.length - 1
    while (end > 0 && !(await beginsKey(reading, found[end - 1], found[end]))) end--
    found =
      end > 0
        ? found.slice(0, end)
        : await look({ low: range.low, high: found[0]?.walked ?? range.high }, null)
  }
  const sizes = new Map<string, number>()
  for (const { joins, columns } of chains)
    for (const { rows } of parts(
      table,
      found.map(({ candidate }) => candidate),
    ))
      for (const { key, bytes } of await ask(
        along.database,
        along.dialect.rows.childSizes(rows, joins, columns),
      )) {
        const id = keyId(key)
        sizes.set(id, (sizes.get(id) ?? 0) + bytes)
      }
  let bytes = 0
  for (const [at, one] of found.entries()) {
    const { candidate, bytes: own } = one
    const hanging = sizes.get(keyId(candidate.key)) ?? 0
    // Before it is read: a function's memory is limited, a row's length is not.
    if (reading.keep !== null) refuseLong(table.name, own, hanging, reading.keep.longest)
    bytes += own + hanging
    if (at > 0 && bytes > limits.bytes && (await beginsKey(reading, found[at - 1], one))) {
      found = found.slice(0, at)
      cut = true
      break
    }
  }
  return { found, cut }
}

/**
 * Whether a row's key differs from the previous one: a collation may treat two texts as equal, so
 * the server decides.
 */
async function beginsKey(
  { along: { database, dialect }, way: { table } }: BatchRead,
  before: Found | undefined,
  one: Found | undefined,
): Promise<boolean> {
  const [low, walked] = [before?.walked ?? [], one?.walked ?? []]
  if (keyId(low) === keyId(walked)) return false
  if (table.unique || table.key.every(({ kind }) => kind !== 'text')) return true
  return ask(database, dialect.reached(table.name, table.key, low, walked))
}

export function toFound(table: Table, walkedTable: Table, row: FoundRow): Omit<Found, 'bytes'> {
  const walked = row.key
  const at = (name: string) => walkedTable.key.findIndex((column) => column.name === name)
  const candidate = {
    key: table.key.map(({ name }) => walked[at(name)] ?? null),
    hash: row.hash,
  }
  return {
    id: rowId(table, candidate),
    candidate,
    walked: walked.map((value) => value ?? ''),
  }
}

/** The rows' children at the end of a chain. */
async function readChildren(
  { along, rule }: BatchRead,
  own: readonly Candidate[],
  { joins, table, columns }: Chain,
): Promise<ReadRow[]> {
  const found: ReadRow[] = []
  for (const { rows } of parts(rule.table, own))
    for (const row of await ask(
      along.database,
      along.dialect.rows.readChildren(rows, joins, columns, table.columns, null),
    ))
      found.push(row)
  return found
}
