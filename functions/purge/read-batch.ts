import type { Deleted } from '../contract/evidence.ts'
import type { KeyRange } from '../engines/dialect.ts'
import { scans } from '../engines/expression.ts'
import { archivedTable } from '../archive/archive.ts'
import { readByKeys } from './read-by-keys.ts'
import { readInChunks } from './read-in-chunks.ts'
import { columnsOf, type Batch, type BatchLimits, type BatchRead, type Chain } from './batch.ts'
import { childTable, emptyFirst, hangingRows } from './child-rows.ts'

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
