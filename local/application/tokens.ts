import { randomUUID } from 'node:crypto'
import {
  insertToken,
  newToken,
  retireToken,
  scopeTable,
  tokenTable,
} from '../client/token-requests.ts'
import { losses, type Loss, type StoreEngine, type StorePool } from '../engines/store.ts'
import { tokenHash } from '../seed/token-rows.ts'

const isLoss = (name: string): name is Loss => (losses as readonly string[]).includes(name)

/** What API Manager does with tokens, as far as the smoke test needs it. */
export class Tokens {
  readonly #pool: StorePool
  readonly #now: () => Date

  constructor(pool: StorePool, now: () => Date) {
    this.#pool = pool
    this.#now = now
  }

  /** The application of a client; null if there is none. */
  async client(key: string, secret: string): Promise<number | null> {
    const [app] = await this.#pool.select({
      table: 'IDN_OAUTH_CONSUMER_APPS',
      columns: ['ID'],
      where: [
        ['CONSUMER_KEY', '=', key],
        ['CONSUMER_SECRET', '=', secret],
      ],
    })
    return app === undefined ? null : Number(app[0])
  }

  async issue(app: number): Promise<string> {
    const token = newToken(app, `smoke-${randomUUID()}`, ['default'])
    await this.#pool.transaction((tables) => insertToken(tables, token, this.#now()))
    return token.access
  }

  /** @returns null if the refresh token is unknown, used or expired. */
  async refresh(app: number, refresh: string): Promise<string | null> {
    return this.#pool.transaction(async (tables) => {
      const [old] = await tables.select({
        table: tokenTable,
        columns: [
          'TOKEN_ID',
          'AUTHZ_USER',
          'REFRESH_TOKEN_TIME_CREATED',
          'REFRESH_TOKEN_VALIDITY_PERIOD',
        ],
        where: [
          ['REFRESH_TOKEN_HASH', '=', tokenHash(refresh)],
          ['CONSUMER_KEY_ID', '=', app],
          ['TOKEN_STATE', 'in', ['ACTIVE', 'EXPIRED']],
        ],
        locked: true,
      })
      if (old === undefined) return null
      const [id = '', user, created, validity] = old
      if (!this.#valid(created, validity)) return null
      const scopes = await tables.select({
        table: scopeTable,
        columns: ['TOKEN_SCOPE'],
        where: [['TOKEN_ID', '=', id]],
      })
      if (scopes.length === 0 || !(await retireToken(tables, String(id), 'INACTIVE'))) return null
      const token = newToken(
        app,
        String(user),
        scopes.map(([scope]) => String(scope)),
      )
      await insertToken(tables, token, this.#now())
      return token.access
    })
  }

  async isActive(access: string): Promise<boolean> {
    const [token] = await this.#pool.select({
      table: tokenTable,
      columns: ['TIME_CREATED', 'VALIDITY_PERIOD'],
      where: [
        ['ACCESS_TOKEN_HASH', '=', tokenHash(access)],
        ['TOKEN_STATE', '=', 'ACTIVE'],
      ],
    })
    return token !== undefined && this.#valid(...token)
  }

  async revoke(access: string): Promise<void> {
    await this.#pool.transaction(async (tables) => {
      const [token] = await tables.select({
        table: tokenTable,
        columns: ['TOKEN_ID'],
        where: [['ACCESS_TOKEN_HASH', '=', tokenHash(access)]],
      })
      if (token !== undefined) await retireToken(tables, String(token[0]), 'REVOKED')
    })
  }

  /** For tests: the effect of a faulty cleanup. @returns how many rows were deleted. */
  async lose(what: string, statements: StoreEngine['losses']): Promise<number> {
    if (!isLoss(what))
      throw new Error(`${what} cannot be lost; expected one of ${losses.join(', ')}`)
    return this.#pool.run(statements[what])
  }

  #valid(created?: string | null, validity?: string | null): boolean {
    const period = Number(validity)
    return (
      period < 0 ||
      Date.parse(`${String(created).replace(' ', 'T')}Z`) + period > this.#now().getTime()
    )
  }
}
