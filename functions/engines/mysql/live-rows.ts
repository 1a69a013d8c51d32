import type { Sum } from '../answers.ts'
import type { Question } from '../database.ts'
import type { HashedColumn, Key, KeyColumn, KeyRange, Sql } from '../dialect.ts'
import {
  answering,
  keyIn,
  name,
  orderedKey,
  raw,
  rowHash,
  selectedKey,
  sql,
  sumIn,
  within,
} from './mysql-text.ts'

/** Count and hash sum of the live rows in the range. */
export const countLive = (
  table: string,
  key: readonly KeyColumn[],
  range: KeyRange,
  live: Sql,
  hashed: readonly HashedColumn[],
): Question<Sum> =>
  answering(
    sql`SELECT COUNT(*) AS total, COALESCE(SUM(${rowHash(hashed)}), 0) AS hash FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${live}`,
    sumIn,
  )

/** Keys of some live rows in the range. */
export const someLive = (
  table: string,
  key: readonly KeyColumn[],
  range: KeyRange,
  live: Sql,
  rows: number,
): Question<readonly Key[]> =>
  answering(
    sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${live} ORDER BY ${orderedKey(key)} LIMIT ${raw(String(rows))}`,
    (found) => found.map((row) => keyIn(row, key.length)),
  )
