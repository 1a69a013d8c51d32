import type { Key, KeyRange } from '../engines/dialect.ts'
import { ask } from '../engines/database.ts'
import type { ReadRow, WholeRow } from '../engines/named-rows.ts'
import { keyId, largestPart, parts, type Candidate } from './named.ts'
import { columnsOf, type BatchLimits, type BatchRead, type Chain, type DeadRows } from './batch.ts'
import { toFound } from './read-by-keys.ts'
import * as statements from '../walk/statements.ts'
import { largest } from '../walk/range-size.ts'

/** Overhead in bytes per value, in the archive's text and in memory. */
const perValue = 24

/**
 * Reads dead rows along the range, a few hundred at a time with their children, until a batch is
 * full: for tables with short rows and a unique key, which is then a row's id. At most one chunk is
 * read beyond a batch.
 */
export async function readInChunks(
  reading: BatchRead,
  range: KeyRange,
  limits: BatchLimits,
  without: ReadonlySet<string>,
  chains: readonly Chain[],
): Promise<DeadRows> {
  const { along, rule, way } = reading
  const read = columnsOf(reading, rule.table)
  const rows: WholeRow[] = []
  const children: ReadRow[][] = chains.map(() => [])
  let [low, bytes, left, most] = [range.low, 0, 0, largestPart]
  let cut: Key | null = null
  while (cut === null) {
    const limit = Math.min(most, limits.rows - rows.length - left)
    if (limit <= 0) return { rows, children, cut: low, left, full: true }
    const answers = await ask(
      along.database,
      statements.readDead(along.dialect, rule, way, { low, high: range.high }, read, limit),
    )
    const chunk = answers.map((row) => ({ row, ...toFound(rule.table, way.table, row) }))
    const chosen = chunk.filter(({ id }) => !without.has(id))
    const hanging = await readChildren(
      reading,
      chosen.map(({ candidate }) => candidate),
      chains,
    )
    if (hanging === null) {
      most = Math.ceil(chosen.length / 2)
      continue
    }
    const sizes = sizesOf(hanging)
    const fits = new Set<string>()
    for (const { id, candidate, walked, row } of chunk) {
      if (without.has(id)) left++
      else {
        bytes += bytesOf(row) + (sizes.get(id) ?? 0)
        if (bytes > limits.bytes && rows.length > 0) {
          cut = low
          break
        }
        rows.push({ ...row, key: candidate.key })
        fits.add(id)
      }
      low = walked
    }
    for (const [at, found] of hanging.entries())
      for (const row of found)
        if (fits.size === chosen.length || fits.has(keyId(row.key))) children[at]?.push(row)
    if (cut === null && answers.length < limit) break
  }
  return { rows, children, cut, left, full: cut !== null || rows.length + left >= limits.rows }
}

/**
 * The rows' children, chain by chain; null if they are too many for one answer. A single row always
 * gets all of them.
 */
async function readChildren(
  { along, rule }: BatchRead,
  own: readonly Candidate[],
  chains: readonly Chain[],
): Promise<readonly (readonly ReadRow[])[] | null> {
  const all = []
  for (const { joins, table, columns } of chains) {
    const [part] = parts(rule.table, own)
    if (part === undefined) return chains.map(() => [])
    const found = await ask(
      along.database,
      along.dialect.rows.readChildren(
        part.rows,
        joins,
        columns,
        table.columns,
        own.length > 1 ? largest : null,
      ),
    )
    if (own.length > 1 && found.length >= largest) return null
    all.push(found)
  }
  return all
}

function sizesOf(hanging: readonly (readonly ReadRow[])[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const rows of hanging)
    for (const row of rows) {
      const id = keyId(row.key)
      sizes.set(id, (sizes.get(id) ?? 0) + bytesOf(row))
    }
  return sizes
}

/** The approximate archive size of a row. */
function bytesOf({ values }: ReadRow): number {
  let bytes = 0
  for (const value of values) bytes += perValue + (value?.length ?? 0)
  return bytes
}
