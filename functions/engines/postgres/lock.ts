import { createHash } from 'node:crypto'
import { number } from '../answered-counts.ts'
import type { Holder } from '../answers.ts'
import type { Question } from '../database.ts'
import { answering, sql } from './pg-text.ts'

/**
 * The server knows such a lock by a number alone, in its database: 64 bits of the name's digest. Of
 * two names with one number the second would be told that the other's purge runs.
 */
export const lockNumber = (name: string): bigint =>
  createHash('sha256').update(name).digest().readBigInt64BE()

export const takeLock = (name: string): Question<boolean> =>
  answering(
    sql`SELECT PG_TRY_ADVISORY_LOCK(CAST(${String(lockNumber(name))} AS bigint)) AS got`,
    ([row]) => row?.got === 't',
  )

/** pg_locks has the number's halves as classid and objid; objsubid is 1 where it was one number. */
export function lockHolder(name: string): Question<Holder | null> {
  const number64 = BigInt.asUintN(64, lockNumber(name))
  const [high, low] = [number64 >> 32n, number64 & 0xffffffffn]
  return answering(
    sql`SELECT l.pid AS id, FLOOR(EXTRACT(EPOCH
      FROM CLOCK_TIMESTAMP() - a.state_change)) AS seconds, a.query AS doing
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.classid = CAST(${String(high)} AS oid) AND l.objid = CAST(${String(low)} AS oid)
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = CURRENT_DATABASE())`,
    ([row]) =>
      row === undefined
        ? null
        : { id: row.id ?? '', seconds: number(row.seconds), doing: row.doing ?? null },
  )
}
