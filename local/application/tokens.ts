import { randomUUID } from 'node:crypto'
import type { Pool, PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { insertToken, newToken, retireToken } from '../client/token-requests.ts'
import { tokenHash } from '../seed/token-rows.ts'

/** For tests: the effects of a faulty cleanup. */
const losses = {
  tokens: "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE'",
  clients: 'DELETE FROM IDN_OAUTH_CONSUMER_APPS',
  /** Issued tokens expire at once. */
  validity:
    'CREATE TRIGGER NONE_VALID BEFORE INSERT ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET ' +
    'NEW.VALIDITY_PERIOD = 0',
  /** Revoking returns an error. */
  revoking:
    'CREATE TRIGGER NONE_REVOKED BEFORE UPDATE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW IF ' +
    "NEW.TOKEN_STATE = 'REVOKED' THEN SIGNAL SQLSTATE '45000'; END IF",
  /** Revoking returns success, but the token stays. */
  revocations:
    'CREATE TRIGGER NONE_REVOKED BEFORE UPDATE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET ' +
    "NEW.TOKEN_STATE = IF(NEW.TOKEN_STATE = 'REVOKED', OLD.TOKEN_STATE, NEW.TOKEN_STATE)",
} as const
const isLoss = (name: string): name is keyof typeof losses => name in losses

/** What API Manager does with tokens, as far as the smoke test needs it. */
export class Tokens {
  readonly #pool: Pool
  readonly #now: () => Date

  constructor(pool: Pool, now: () => Date) {
    this.#pool = pool
    this.#now = now
  }

  /** The application of a client; null if there is none. */
  async client(key: string, secret: string): Promise<number | null> {
    const [[app]] = await this.#pool.query<RowDataPacket[]>(
      'SELECT ID AS id FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ? AND CONSUMER_SECRET = ?',
      [key, secret],
    )
    return app === undefined ? null : Number(app.id)
  }

  async issue(app: number): Promise<string> {
    const token = newToken(app, `smoke-${randomUUID()}`, ['default'])
    await this.#transaction((connection) => insertToken(connection, token, this.#now()))
    return token.access
  }

  /** @returns null if the refresh token is unknown, used or expired. */
  async refresh(app: number, refresh: string): Promise<string | null> {
    return this.#transaction(async (connection) => {
      const [[old]] = await connection.query<RowDataPacket[]>(
        'SELECT TOKEN_ID AS id, AUTHZ_USER AS user, REFRESH_TOKEN_TIME_CREATED AS created, ' +
          'REFRESH_TOKEN_VALIDITY_PERIOD AS validity FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ' +
          "REFRESH_TOKEN_HASH = ? AND CONSUMER_KEY_ID = ? AND TOKEN_STATE IN ('ACTIVE', " +
          "'EXPIRED') FOR UPDATE",
        [tokenHash(refresh), app],
      )
      if (old === undefined || !this.#valid(old)) return null
      const [scopes] = await connection.query<RowDataPacket[]>(
        'SELECT TOKEN_SCOPE AS scope FROM IDN_OAUTH2_ACCESS_TOKEN_SCOPE WHERE TOKEN_ID = ?',
        [old.id],
      )
      if (scopes.length === 0 || !(await retireToken(connection, String(old.id), 'INACTIVE')))
        return null
      const token = newToken(
        app,
        String(old.user),
        scopes.map(({ scope }) => String(scope)),
      )
      await insertToken(connection, token, this.#now())
      return token.access
    })
  }

  async isActive(access: string): Promise<boolean> {
    const [[token]] = await this.#pool.query<RowDataPacket[]>(
      'SELECT TIME_CREATED AS created, VALIDITY_PERIOD AS validity FROM ' +
        "IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN_HASH = ? AND TOKEN_STATE = 'ACTIVE'",
      [tokenHash(access)],
    )
    return token !== undefined && this.#valid(token)
  }

  async revoke(access: string): Promise<void> {
    await this.#transaction(async (connection) => {
      const [[token]] = await connection.query<RowDataPacket[]>(
        'SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN_HASH = ?',
        [tokenHash(access)],
      )
      if (token !== undefined) await retireToken(connection, String(token.id), 'REVOKED')
    })
  }

  /** @returns how many rows were deleted. */
  async lose(what: string): Promise<number> {
    if (!isLoss(what))
      throw new Error(`${what} cannot be lost; expected one of ${Object.keys(losses).join(', ')}`)
    const [{ affectedRows }] = await this.#pool.query<ResultSetHeader>(losses[what])
    return affectedRows
  }

  #valid({ created, validity }: RowDataPacket): boolean {
    const period = Number(validity)
    return (
      period < 0 ||
      Date.parse(`${String(created).replace(' ', 'T')}Z`) + period > this.#now().getTime()
    )
  }

  async #transaction<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
    const connection = await this.#pool.getConnection()
    try {
      await connection.beginTransaction()
      const result = await work(connection)
      await connection.commit()
      return result
    } catch (error) {
      await connection.rollback()
      throw error
    } finally {
      connection.release()
    }
  }
}
