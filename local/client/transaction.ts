import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolConnection } from 'mysql2/promise'

/**
 * Lock wait timeout, deadlock, and MariaDB's "record has changed since last read": rolled back, and
 * may be retried.
 */
const passing = new Set([1205, 1213, 1020])
const tries = 5

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'errno' in error &&
  typeof error.errno === 'number' &&
  passing.has(error.errno)

/**
 * Runs the work in one transaction, and retries it after a lock error; calls `onRetry` each time.
 */
export async function transaction<T>(
  pool: Pool,
  work: (connection: PoolConnection) => Promise<T>,
  onRetry: () => void,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      const result = await work(connection)
      await connection.commit()
      connection.release()
      return result
    } catch (error) {
      // Closing rolls back, whatever state the connection is in.
      connection.destroy()
      if (attempt === tries || !isPassing(error)) throw error
      onRetry()
      await sleep(Math.random() * 50 * attempt)
    }
  }
}
