import {
  findToken,
  insertToken,
  newToken,
  retireToken,
  type Token,
} from '../local/client/token-requests.ts'
import type { StorePool } from '../local/engines/store.ts'
import { consumerApps, scopeNames } from '../local/seed/token-rows.ts'
import { someValidToken, type Shape } from './dataset.ts'

export interface TokenRequests {
  /** Sends the next request; `onRetry` is told of each deadlock or lock wait it lost. */
  readonly next: (onRetry: () => void) => Promise<void>
}

/**
 * What API Manager's key manager does to these tables: four in ten look-ups, three new tokens, two
 * refreshes, one revocation.
 */
export function tokenRequests(pool: StorePool, shape: Shape): TokenRequests {
  /** Its live tokens; one that a request is at work on is out meanwhile. */
  const live: Token[] = []
  let issued = 0
  const scopes = scopeNames.slice(0, 2)

  function take(): Token | undefined {
    const at = Math.floor(Math.random() * live.length)
    const [token, last] = [live[at], live.pop()]
    if (token !== undefined && last !== undefined && last !== token) live[at] = last
    return token
  }

  async function issue(onRetry: () => void): Promise<void> {
    const at = issued++
    const token = newToken(1 + (at % consumerApps), `load-${at}-${Math.random()}`, scopes)
    await pool.transaction((tables) => insertToken(tables, token, new Date()), onRetry)
    live.push(token)
  }

  return {
    async next(onRetry) {
      const dice = Math.random()
      if (dice < 0.4) return void (await findToken(pool, someValidToken(shape)))
      const old = dice < 0.7 ? undefined : take()
      if (old === undefined) return issue(onRetry)
      if (dice < 0.8)
        return void (await pool.transaction(
          (tables) => retireToken(tables, old.id, 'REVOKED'),
          onRetry,
        ))
      const token = newToken(old.app, old.user, old.scopes)
      await pool.transaction(async (tables) => {
        await retireToken(tables, old.id, 'INACTIVE')
        await insertToken(tables, token, new Date())
      }, onRetry)
      live.push(token)
    },
  }
}
