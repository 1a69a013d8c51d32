import type { KeyColumn } from '../dialect.ts'
import type { NamedRows, RowKey } from '../named-rows.ts'
import { bound, boundList, column, joined, raw, rowHash, sql, type Piece } from './mysql-text.ts'

/** The rows with the keys; among rows that share a key, those with the hashes. */
export function named({ key, keys, hashes, hashed }: NamedRows): Piece {
  const own = hashes === null ? raw('TRUE') : sql`${rowHash(hashed)} IN (${numbers(hashes)})`
  if (key.length === 0) return own
  return hashes === null ? keyed(key, keys) : sql`${keyed(key, keys)} AND ${own}`
}

const numbers = (hashes: readonly string[]): Piece => boundList({ kind: 'unsigned' }, hashes)

function keyed(key: readonly KeyColumn[], keys: readonly RowKey[]): Piece {
  const [only, ...more] = key
  if (only !== undefined && more.length === 0 && !only.nullable)
    return sql`${column(0, only.name)} IN (${boundList(
      only,
      keys.map(([value]) => value ?? ''),
    )})`
  return sql`(${joined(
    keys.map(
      (values) =>
        sql`(${joined(
          key.map((part, at) => {
            const value = values[at] ?? null
            return value === null
              ? sql`${column(0, part.name)} IS NULL`
              : sql`${column(0, part.name)} = ${bound(part, value)}`
          }),
          ' AND ',
        )})`,
    ),
    ' OR ',
  )})`
}
