import type { Deleted } from '../contract/evidence.ts'
import type { EncodedColumn, Join, Key, KeyRange } from '../engines/dialect.ts'
import { scans } from '../engines/expression.ts'
import { archivedTable, type ArchivedTable } from '../archive/archive.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import type { ReadRow, WholeRow } from '../engines/named-rows.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import type { Keep } from '../archive/keep-rows.ts'
import { keyId, type Candidate } from './named.ts'
import { readByKeys } from './read-by-keys.ts'
import { readInChunks } from './read-in-chunks.ts'
import type { Table } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'
import type { Way } from '../walk/walk-index.ts'

/** The child rows of a batch at the end of one chain of joins. */
export interface ChildRows {
  readonly table: string
  readonly joins: readonly Join[]
  /** By the parent row's key: their count, and the sum of their hashes. */
  readonly sums: ReadonlyMap<string, { readonly rows: number; readonly hash: bigint }>
  /** How many rows this chain deletes: one that an earlier chain deletes is not found again. */
  readonly rows: number
}

/** Rows to delete together, read completely and without locks, with their child rows. */
export interface Batch {
  /** Its high end is null at the end of the table. */
  readonly range: KeyRange
  readonly rows: readonly Candidate[]
  readonly children: readonly ChildRows[]
  /** What is deleted from each table, children before their parents, the rule's own last. */
  readonly gone: readonly Deleted[]
  /** The same, for the archive. */
  readonly tables: readonly ArchivedTable[]
  /** Dead rows of its range that were skipped because others locked them. */
  readonly left: number
  /** Whether it has the maximum rows. */
  readonly full: boolean
}

/** The limits of a batch. */
export interface BatchLimits {
  readonly rows: number
  /** Archive bytes, children included. */
  readonly bytes: number
}

export interface BatchRead {
  readonly along: Walk
  readonly bound: BoundRules
  readonly rule: BoundRule
  readonly way: Way
  readonly keep: Keep | null
  readonly isEmpty: IsEmpty
}

/** Child rows at the end of one chain of joins, to read together with the rows. */
export interface Chain {
  readonly joins: readonly Join[]
  readonly table: Table
  readonly columns: readonly EncodedColumn[]
}

/** Dead rows as read, and their child rows. */
export interface DeadRows {
  readonly rows: readonly WholeRow[]
  /** For each chain, with the key of each child's parent row. */
  readonly children: readonly (readonly ReadRow[])[]
  /**
   * The key after which dead rows were left for the next batch; null if the range was read to its
   * end.
   */
  readonly cut: Key | null
  /** Dead rows that were skipped. */
  readonly left: number
  readonly full: boolean
}

/**
 * Reads the dead rows of a range, or of its start: as many as a batch may hold, ending after a
 * whole key. Locks nothing.
 * @param without rows to skip.
 */
export async function readBatch(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  without: ReadonlySet<string>,
): Promise<Batch> {
  const { along, rule, bound, isEmpty } = reading
  const { table } = rule
  const empty = await emptyFirst(along.database, rule, isEmpty)
  const chains = rule.children
    .filter(([first]) => first !== undefined && !empty.has(first.table))
    .map((joins): Chain => {
      const child = childTable(bound, joins, table)
      return { joins, table: child, columns: columnsOf(reading, child) }
    })
  const long = [table, ...chains.map((chain) => chain.table)].some(({ columns }) =>
    columns.some((column) => column.long),
  )
  // Rows of unlimited length are measured before they are read; a condition that reads a whole
  // table is evaluated once.
  const read = long || !table.unique || scans(rule.dead) ? readByKeys : readInChunks
  const { rows, children, cut, left, full } = await read(reading, range, limits, without, chains)
  const taken = new Map<string, Set<string>>()
  const hanging = chains.map((chain, at) => hangingRows(rule, chain, children[at] ?? [], taken))
  const old = rows.filter((row) => row.old)
  const own: Deleted = {
    table: table.name,
    rows: rows.length,
    old: old.length,
    hash: String(old.reduce((sum, { identity }) => sum + BigInt(identity), 0n)),
  }
  const columns = columnsOf(reading, table)
  const kept = archivedTable(table.name, columns, rows)
  return {
    range: cut === null ? range : { low: range.low, high: cut },
    rows: rows.map(({ key, hash }) => ({ key, hash })),
    children: hanging,
    gone: [
      ...rule.children.map((joins): Deleted => {
        const child = hanging.find((one) => one.joins === joins)
        return { table: joins.at(-1)?.table ?? '', rows: child?.rows ?? 0, old: 0, hash: '0' }
      }),
      own,
    ],
    tables: [...hanging.map((child) => child.kept), kept].filter((one) => one.rows.length > 0),
    left,
    full,
  }
}

/** The empty first tables of a rule's chains: its rows have no children in them. */
export async function emptyFirst(
  within: Parameters<IsEmpty>[0],
  { children }: BoundRule,
  isEmpty: IsEmpty,
): Promise<ReadonlySet<string>> {
  const empty = new Set<string>()
  for (const first of new Set(children.flatMap(([join]) => join?.table ?? [])))
    if (await isEmpty(within, first)) empty.add(first)
  return empty
}

export const columnsOf = ({ keep }: BatchRead, table: Table): readonly EncodedColumn[] =>
  keep?.columns(table) ?? []

function hangingRows(
  { children }: BoundRule,
  { joins, table: child, columns }: Chain,
  rows: readonly ReadRow[],
  taken: Map<string, Set<string>>,
): ChildRows & { readonly kept: ArchivedTable } {
  const sums = new Map<string, { rows: number; hash: bigint }>()
  for (const row of rows) {
    const id = keyId(row.key)
    const sum = sums.get(id) ?? { rows: 0, hash: 0n }
    sum.rows++
    sum.hash += BigInt(row.hash)
    sums.set(id, sum)
  }
  let kept = rows
  // A table reached by two cascade chains: the second no longer finds what the first deletes.
  if (children.filter((chain) => chain.at(-1)?.table === child.name).length > 1) {
    const before = taken.get(child.name) ?? new Set<string>()
    kept = rows.filter(({ hash }) => !before.has(hash))
    taken.set(child.name, new Set([...before, ...rows.map(({ hash }) => hash)]))
  }
  return {
    table: child.name,
    joins,
    sums,
    rows: kept.length,
    kept: archivedTable(child.name, columns, kept),
  }
}

/** The table at the end of the joins. */
export const childTable = (bound: BoundRules, joins: readonly Join[], own: Table): Table =>
  bound.tables.find(({ table }) => table.name === joins.at(-1)?.table)?.table ?? own
