import type { HashedColumn, KeyColumn, KeyRange, Sql } from '../dialect.ts'
import { name, orderedKey, raw, rowHash, selectedKey, sql, within } from './mysql-text.ts'

/** Count (`total`) and hash sum (`hash`) of the live rows in the range. */
export const countLive = (
  table: string,
  key: readonly KeyColumn[],
  range: KeyRange,
  live: Sql,
  hashed: readonly HashedColumn[],
): Sql =>
  sql`SELECT COUNT(*) AS total, COALESCE(SUM(${rowHash(hashed)}), 0) AS hash FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${live}`

/** Keys of some live rows in the range. */
export const someLive = (
  table: string,
  key: readonly KeyColumn[],
  range: KeyRange,
  live: Sql,
  rows: number,
): Sql =>
  sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${live} ORDER BY ${orderedKey(key)} LIMIT ${raw(String(rows))}`
