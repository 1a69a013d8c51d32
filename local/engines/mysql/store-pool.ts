import type { Pool } from 'mysql2/promise'
import { retried } from '../retried.ts'
import type { StorePool } from '../store.ts'
import { tablesOf } from './tables.ts'

/**
 * Lock wait timeout, deadlock, and MariaDB's "record has changed since last read": rolled back, and
 * may be retried.
 */
const passing = new Set([1205, 1213, 1020])

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'errno' in error &&
  typeof error.errno === 'number' &&
  passing.has(error.errno)

export const storePool = (pool: Pool): StorePool => ({
  ...tablesOf(pool),
  transaction: (work, onRetry) =>
    retried(isPassing, onRetry, async () => {
      const connection = await pool.getConnection()
      try {
        await connection.beginTransaction()
        const result = await work(tablesOf(connection))
        await connection.commit()
        connection.release()
        return result
      } catch (error) {
        // Closing rolls back, whatever state the connection is in.
        connection.destroy()
        throw error
      }
    }),
  close: () => pool.end(),
})
