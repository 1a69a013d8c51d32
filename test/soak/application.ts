import { randomUUID } from 'node:crypto'
import { wallTime } from '../../local/seed/wall-time.ts'
import type { Store } from '../../local/engines/store.ts'
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
      const store = await production.open()
      try {
        for (let at = 0; !stopped; at++) {
          const time = now.getTime() + performance.now() - began
          const session = randomUUID()
          const row = (operation: string, milliseconds: number) => [
            session,
            'AppAuthFrameworkSessionContextCache',
            operation,
            's'.repeat(200),
            String(BigInt(Math.floor(milliseconds)) * 1_000_000n),
            -1234,
            String(BigInt(Math.floor(milliseconds + 900_000)) * 1_000_000n),
          ]
          await store.insert(
            'IDN_AUTH_SESSION_STORE',
            [
              'SESSION_ID',
              'SESSION_TYPE',
              'OPERATION',
              'SESSION_OBJECT',
              'TIME_CREATED',
              'TENANT_ID',
              'EXPIRY_TIME',
            ],
            at % 3 === 0 ? [row('STORE', time), row('DELETE', time + 1)] : [row('STORE', time)],
          )
          await store.insert(
            'IDN_OAUTH2_AUTHORIZATION_CODE',
            [
              'CODE_ID',
              'AUTHORIZATION_CODE',
              'CONSUMER_KEY_ID',
              'TIME_CREATED',
              'VALIDITY_PERIOD',
              'STATE',
            ],
            [
              [
                randomUUID(),
                randomUUID(),
                1,
                wallTime(time),
                300_000,
                at % 2 === 0 ? 'ACTIVE' : 'INACTIVE',
              ],
            ],
          )
          if (at % 10 === 0) await deleteOne(store, longAgo)
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
      } catch {
        // A server that died is started again; a lock it lost is no matter of the soak's.
      } finally {
        await store.close().catch(() => undefined)
      }
    }
  }
  void work()
  return { stop: () => void (stopped = true) }
}

/** A token that was revoked long ago, if there is one. */
async function deleteOne(store: Store, longAgo: string): Promise<void> {
  const revoked = await store.select({
    table: 'IDN_OAUTH2_ACCESS_TOKEN',
    columns: ['TOKEN_ID', 'TOKEN_STATE'],
    where: [
      ['TOKEN_STATE', '=', 'REVOKED'],
      ['TIME_CREATED', '<=', longAgo],
      ['REFRESH_TOKEN_TIME_CREATED', '<=', longAgo],
    ],
  })
  // A collation may take 'revoked' for the same, which is a state that nobody knows.
  const id = revoked.find(([, state]) => state === 'REVOKED')?.[0] ?? ''
  if (/^[\w-]+$/.test(id))
    await store.run(`DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = '${id}'`)
}
