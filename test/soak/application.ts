import { randomUUID } from 'node:crypto'
import type { ResultSetHeader } from 'mysql2/promise'
import { wallTime } from '../../local/seed/wall-time.ts'
import type { Production } from './production.ts'

/**
 * The rest of an application at work, beside the client's tokens: people log in and out, codes are
 * issued and used, and WSO2's own cleaning deletes tokens that were revoked long ago.
 */
export function clean(production: Production, now: Date): { stop(): void } {
  let stopped = false
  const began = performance.now()
  const longAgo = wallTime(now.getTime() - 86_400_000)
  const work = async () => {
    while (!stopped) {
      const connection = await production.connect()
      try {
        for (let at = 0; !stopped; at++) {
          const time = now.getTime() + performance.now() - began
          const session = randomUUID()
          const row = (operation: string, milliseconds: number) => [
            session,
            'AppAuthFrameworkSessionContextCache',
            operation,
            Buffer.alloc(200),
            String(BigInt(Math.floor(milliseconds)) * 1_000_000n),
            -1234,
            String(BigInt(Math.floor(milliseconds + 900_000)) * 1_000_000n),
          ]
          await connection.query(
            'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, ' +
              'SESSION_OBJECT, TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES ?',
            [at % 3 === 0 ? [row('STORE', time), row('DELETE', time + 1)] : [row('STORE', time)]],
          )
          await connection.query(
            'INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (CODE_ID, AUTHORIZATION_CODE, ' +
              'CONSUMER_KEY_ID, TIME_CREATED, VALIDITY_PERIOD, STATE) VALUES (?, ?, 1, ?, ' +
              '300000, ?)',
            [randomUUID(), randomUUID(), wallTime(time), at % 2 === 0 ? 'ACTIVE' : 'INACTIVE'],
          )
          if (at % 10 === 0)
            await connection.query<ResultSetHeader>(
              // The collation would take 'revoked' for the same, which is a state that nobody
              // knows.
              "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE BINARY TOKEN_STATE = 'REVOKED' AND " +
                'TIME_CREATED < ? AND REFRESH_TOKEN_TIME_CREATED < ? LIMIT 1',
              [longAgo, longAgo],
            )
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
      } catch {
        // A server that died is started again; a lock it lost is no matter of the soak's.
      } finally {
        connection.destroy()
      }
    }
  }
  void work()
  return { stop: () => void (stopped = true) }
}
