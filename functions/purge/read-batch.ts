import type { Deleted } from '../contract/evidence.ts'
import type { EncodedColumn, Join, Key, KeyRange } from '../sql/dialect.ts'
import { every } from '../sql/expression.ts'
import { archivedTable, type ArchivedTable } from './archive.ts'
import type { BoundRule, BoundRules } from './bind.ts'
import type { Row } from './database.ts'
import type { IsEmpty } from './empty-tables.ts'
import type { Keep } from './keep-rows.ts'
import { keyId, keyOf, parts, rowId, type Candidate } from './named.ts'
import type { Table } from './schema.ts'
import * as statements from './statements.ts'
import type { Walk } from './walk.ts'
import type { Way } from './walk-index.ts'

/** What hangs on the rows of a batch at the end of one chain of joins. */
export interface ChildRows {
  readonly table: string
  readonly joins: readonly Join[]
  /** By the key of the row they hang on: how many, and the sum of their hashes. */
  readonly sums: ReadonlyMap<string, { readonly rows: number; readonly hash: bigint }>
  /** How many this chain deletes: a row that an earlier one takes is not found again. */
  readonly rows: number
}

/** Rows that are to go together: read without a lock, whole, with all that hangs on them. */
export interface Batch {
  /** Its high end is null at the end of the table. */
  readonly range: KeyRange
  readonly rows: readonly Candidate[]
  readonly children: readonly ChildRows[]
  /** What goes of each table, children before their parents, the rule's own last. */
  readonly gone: readonly Deleted[]
  /** The same, for the archive. */
  readonly tables: readonly ArchivedTable[]
  /** Dead rows of its range that were left out, because others hold them. */
  readonly left: number
  /** Whether it has as many rows as it may. */
  readonly full: boolean
}

/** What a batch may hold at most. */
export interface BatchLimits {
  readonly rows: number
  /** As the archive holds them, children included. */
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

/**
 * Reads the dead rows of a range, or its beginning: as many as a batch may hold, cut where a key ends. Nothing is locked.
 * @param without rows that are left out.
 */
export async function readBatch(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  without: ReadonlySet<string>,
): Promise<Batch> {
  const { along, rule, isEmpty } = reading
  const chains: (readonly Join[])[] = []
  for (const joins of rule.children)
    if (joins[0] !== undefined && !(await isEmpty(along.database, joins[0].table)))
      chains.push(joins)
  const { found, cut } = await findDead(reading, range, limits, chains)
  const last = found.at(-1)
  const chosen = found.filter(({ id }) => !without.has(id))
  const own = await readOwn(reading, chosen)
  const children: (ChildRows & { readonly kept: ArchivedTable })[] = []
  const taken = new Map<string, Set<string>>()
  for (const joins of chains) children.push(await readChildren(reading, own.rows, joins, taken))
  const gone = [
    ...rule.children.map((joins): Deleted => {
      const child = children.find((one) => one.joins === joins)
      return { table: joins.at(-1)?.table ?? '', rows: child?.rows ?? 0, old: 0, hash: '0' }
    }),
    own.gone,
  ]
  return {
    range: cut && last !== undefined ? { low: range.low, high: last.walked } : range,
    rows: own.rows,
    children,
    gone,
    tables: [...children.map(({ kept }) => kept), own.kept].filter(({ rows }) => rows.length > 0),
    left: found.length - chosen.length,
    full: cut || found.length >= limits.rows,
  }
}

interface Found {
  readonly id: string
  readonly candidate: Candidate
  readonly walked: Key
  readonly bytes: number
}

const columnsOf = ({ keep }: BatchRead, table: Table): readonly EncodedColumn[] =>
  keep?.columns(table) ?? []

/** Keys and sizes of the dead rows, and whether some were left for the next batch. */
async function findDead(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  chains: readonly (readonly Join[])[],
): Promise<{ readonly found: readonly Found[]; readonly cut: boolean }> {
  const { along, rule, way, bound } = reading
  const { table } = rule
  const ask = async (within: KeyRange, limit: number | null) =>
    (
      await along.database.query(
        statements.findDead(along.dialect, rule, way, within, columnsOf(reading, table), limit),
      )
    ).map((row) => toFound(table, way.table, row))
  let found = await ask(range, limits.rows + 1)
  let cut = found.length > limits.rows
  if (cut) {
    // Rows that share a key go in one batch: the walk goes on behind the key.
    const next = keyId(found.at(-1)?.walked ?? [])
    const whole = found.filter(({ walked }) => keyId(walked) !== next)
    found =
      whole.length > 0
        ? whole
        : await ask({ low: range.low, high: found[0]?.walked ?? range.high }, null)
  }
  const sizes = new Map<string, number>()
  for (const joins of chains) {
    const columns = columnsOf(reading, childTable(bound, joins, table))
    for (const { rows } of parts(
      table,
      found.map(({ candidate }) => candidate),
    ))
      for (const row of await along.database.query(
        along.dialect.rows.childSizes(rows, joins, columns),
      )) {
        const id = keyId(keyOf(table.key.length, row))
        sizes.set(id, (sizes.get(id) ?? 0) + Number(row.bytes))
      }
  }
  let bytes = 0
  for (const [at, { candidate, walked, bytes: own }] of found.entries()) {
    bytes += own + (sizes.get(keyId(candidate.key)) ?? 0)
    const before = found[at - 1]?.walked
    if (at > 0 && bytes > limits.bytes && keyId(walked) !== keyId(before ?? [])) {
      found = found.slice(0, at)
      cut = true
      break
    }
  }
  return { found, cut }
}

export function toFound(table: Table, walkedTable: Table, row: Row): Found {
  const walked = keyOf(walkedTable.key.length, row)
  const at = (name: string) => walkedTable.key.findIndex((column) => column.name === name)
  const candidate = {
    key: table.key.map(({ name }) => walked[at(name)] ?? null),
    hash: row.hash ?? '',
  }
  return {
    id: rowId(table, candidate),
    candidate,
    walked: walked.map((value) => value ?? ''),
    bytes: Number(row.bytes),
  }
}

/** The rows themselves. One that is gone by now is not among them. */
async function readOwn(
  reading: BatchRead,
  found: readonly Found[],
): Promise<{
  readonly rows: readonly Candidate[]
  readonly gone: Deleted
  readonly kept: ArchivedTable
}> {
  const { along, rule } = reading
  const { table } = rule
  const columns = columnsOf(reading, table)
  const answers: Row[] = []
  for (const { rows } of parts(
    table,
    found.map(({ candidate }) => candidate),
  ))
    answers.push(
      ...(await along.database.query(
        along.dialect.rows.read(
          rows,
          columns,
          rule.old ?? every(),
          statements.identity(table, rule.rule.created?.column ?? null),
        ),
      )),
    )
  const old = answers.filter((row) => row.old === '1')
  return {
    rows: answers.map((row) => ({ key: keyOf(table.key.length, row), hash: row.hash ?? '' })),
    gone: {
      table: table.name,
      rows: answers.length,
      old: old.length,
      hash: String(old.reduce((sum, row) => sum + BigInt(row.identity ?? '0'), 0n)),
    },
    kept: archivedTable(table.name, columns, answers),
  }
}

async function readChildren(
  reading: BatchRead,
  own: readonly Candidate[],
  joins: readonly Join[],
  taken: Map<string, Set<string>>,
): Promise<ChildRows & { readonly kept: ArchivedTable }> {
  const { along, rule, bound } = reading
  const child = childTable(bound, joins, rule.table)
  const columns = columnsOf(reading, child)
  const before = taken.get(child.name) ?? new Set<string>()
  const here = new Set(before)
  const sums = new Map<string, { rows: number; hash: bigint }>()
  const kept: Row[] = []
  for (const { rows } of parts(rule.table, own))
    for (const row of await along.database.query(
      along.dialect.rows.readChildren(rows, joins, columns, child.columns),
    )) {
      const id = keyId(keyOf(rule.table.key.length, row))
      const sum = sums.get(id) ?? { rows: 0, hash: 0n }
      const hash = row.hash ?? ''
      sums.set(id, { rows: sum.rows + 1, hash: sum.hash + BigInt(hash) })
      // A table that two chains of cascades lead to: what the first takes, the second no longer finds.
      if (!before.has(hash)) kept.push(row)
      here.add(hash)
    }
  taken.set(child.name, here)
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
