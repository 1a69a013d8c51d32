import type { KeyColumn } from '../dialect.ts'
import type { NamedRows, RowKey } from '../named-rows.ts'
import { among, joined, raw, sql, type Piece } from './ora-text.ts'
import { bound, column, orderedKey, rowHash } from './row-text.ts'

/** The rows of the keys; among those that share a key, the ones of the hashes. */
export function named({ key, keys, hashes, hashed }: NamedRows): Piece {
  const own =
    hashes === null
      ? raw('1 = 1')
      : among(
          rowHash(hashed),
          hashes.map((hash) => sql`TO_NUMBER(${hash})`),
        )
  if (key.length === 0) return own
  return hashes === null ? keyed(key, keys) : sql`${keyed(key, keys)} AND ${own}`
}

function keyed(key: readonly KeyColumn[], keys: readonly RowKey[]): Piece {
  const [only, ...more] = key
  if (only !== undefined && more.length === 0) return ofOne(only, keys)
  return among(
    sql`(${orderedKey(key)})`,
    keys.map(
      (values) =>
        sql`(${joined(
          key.map((part, at) => bound(part, values[at] ?? '')),
          ', ',
        )})`,
    ),
  )
}

/** Of one column; where it takes NULLs, its rows are named so too. */
function ofOne(only: KeyColumn, keys: readonly RowKey[]): Piece {
  const known = keys.flatMap(([value]) => (value === null || value === undefined ? [] : [value]))
  const here = column(0, only.name)
  const equal = among(
    here,
    known.map((value) => bound(only, value)),
  )
  return known.length === keys.length ? equal : sql`(${equal} OR ${here} IS NULL)`
}
