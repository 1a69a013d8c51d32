import type { KeyColumn } from '../dialect.ts'
import type { NamedRows, RowKey } from '../named-rows.ts'
import { joined, raw, sql, type Piece } from './pg-text.ts'
import { bound, column, orderedKey, rowHash } from './row-text.ts'

/** The rows of the keys; among those that share a key, the ones of the hashes. */
export function named({ key, keys, hashes, hashed }: NamedRows): Piece {
  const own = hashes === null ? raw('TRUE') : sql`${rowHash(hashed)} IN (${numbers(hashes)})`
  if (key.length === 0) return own
  return hashes === null ? keyed(key, keys) : sql`${keyed(key, keys)} AND ${own}`
}

const numbers = (hashes: readonly string[]): Piece =>
  joined(
    hashes.map((hash) => bound({ kind: 'integer' }, hash)),
    ', ',
  )

function keyed(key: readonly KeyColumn[], keys: readonly RowKey[]): Piece {
  const [only, ...more] = key
  if (only !== undefined && more.length === 0) return among(only, keys)
  const rows = keys.map((values, row) => {
    const bounds = key.map((part, at) => {
      const value = bound(part, values[at] ?? '')
      return row === 0 ? sql`CAST(${value} AS ${raw(typeOf(part))})` : value
    })
    return sql`(${joined(bounds, ', ')})`
  })
  // A list to join, which the key's index answers row by row: the planner takes a time for as many
  // alternatives (a = 1 AND b = 2 OR …) that grows with their square.
  return sql`(${orderedKey(key)}) IN (VALUES ${joined(rows, ', ')})`
}

/** Of one column; where it takes NULLs, its rows are named so too. */
function among(only: KeyColumn, keys: readonly RowKey[]): Piece {
  const known = keys.flatMap(([value]) => (value === null || value === undefined ? [] : [value]))
  const here = column(0, only.name)
  const values = joined(
    known.map((value) => bound(only, value)),
    ', ',
  )
  const equal = known.length === 0 ? raw('FALSE') : sql`${here} IN (${values})`
  return known.length === keys.length ? equal : sql`(${equal} OR ${here} IS NULL)`
}

/** What the first row of a list says for all of them. */
const typeOf = ({ kind, type }: KeyColumn): string =>
  type ??
  {
    integer: 'bigint',
    unsigned: 'numeric',
    binary: 'bytea',
    time: 'timestamp',
    text: 'text',
    other: 'text',
  }[kind]
