import type { Join } from '../engines/dialect.ts'
import { archivedTable, type ArchivedTable } from '../archive/archive.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import type { ReadRow } from '../engines/named-rows.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import { keyId } from './named.ts'
import type { Table } from '../engines/schema.ts'
import type { Chain, ChildRows } from './batch.ts'

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

/** The rows at the end of a chain, as the batch and its archive hold them. */
export function hangingRows(
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
