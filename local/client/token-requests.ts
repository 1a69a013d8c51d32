import { createHash, randomUUID } from 'node:crypto'
import type { PoolConnection, Pool, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { tokenHash } from '../seed/token-rows.ts'
import { wallTime } from '../seed/wall-time.ts'

/** What the client knows about a token. */
export interface Token {
  readonly id: string
  readonly access: string
  readonly app: number
  readonly user: string
  readonly scopes: readonly string[]
}

export const newToken = (app: number, user: string, scopes: readonly string[]): Token => ({
  id: randomUUID(),
  access: randomUUID(),
  app,
  user,
  scopes,
})

/** The row and its scopes, as API Manager 2.5.0 writes them. */
export async function insertToken(
  connection: PoolConnection,
  token: Token,
  now: Date,
): Promise<void> {
  const time = wallTime(now.getTime())
  const refresh = randomUUID()
  await connection.query('INSERT INTO IDN_OAUTH2_ACCESS_TOKEN SET ?', {
    TOKEN_ID: token.id,
    ACCESS_TOKEN: token.access,
    REFRESH_TOKEN: refresh,
    CONSUMER_KEY_ID: token.app,
    AUTHZ_USER: token.user,
    TENANT_ID: -1234,
    USER_DOMAIN: 'PRIMARY',
    USER_TYPE: 'APPLICATION_USER',
    GRANT_TYPE: 'password',
    TIME_CREATED: time,
    REFRESH_TOKEN_TIME_CREATED: time,
    VALIDITY_PERIOD: 3_600_000,
    REFRESH_TOKEN_VALIDITY_PERIOD: 86_400_000,
    TOKEN_SCOPE_HASH: createHash('md5').update(token.scopes.join(' ')).digest('hex'),
    TOKEN_STATE: 'ACTIVE',
    TOKEN_STATE_ID: 'NONE',
    SUBJECT_IDENTIFIER: token.user,
    ACCESS_TOKEN_HASH: tokenHash(token.access),
    REFRESH_TOKEN_HASH: tokenHash(refresh),
  })
  const scopes = token.scopes.map((scope) => [token.id, scope, -1234])
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE, TENANT_ID) VALUES ?',
    [scopes],
  )
}

/** Retires a token that can still be refreshed or revoked; false if it does not exist. */
export async function retireToken(
  connection: PoolConnection,
  id: string,
  state: 'INACTIVE' | 'REVOKED',
): Promise<boolean> {
  const [result] = await connection.query<ResultSetHeader>(
    'UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ?, TOKEN_STATE_ID = ? WHERE TOKEN_ID = ' +
      "? AND TOKEN_STATE IN ('ACTIVE', 'EXPIRED')",
    [state, randomUUID(), id],
  )
  return result.affectedRows === 1
}

/** Whether a gateway that validates this token finds it. */
export async function findToken(pool: Pool, access: string): Promise<boolean> {
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT t.TOKEN_ID, s.TOKEN_SCOPE FROM IDN_OAUTH2_ACCESS_TOKEN t
     LEFT JOIN IDN_OAUTH2_ACCESS_TOKEN_SCOPE s ON s.TOKEN_ID = t.TOKEN_ID
     WHERE t.ACCESS_TOKEN_HASH = ? AND t.TOKEN_STATE = 'ACTIVE'`,
    [tokenHash(access)],
  )
  return rows.length > 0 && rows.every((row) => row.TOKEN_SCOPE !== null)
}

/** Of these tokens, those that no longer exist, are no longer ACTIVE, or lack a scope. */
export async function lostTokens(pool: Pool, tokens: readonly Token[]): Promise<string[]> {
  const lost: string[] = []
  for (let from = 0; from < tokens.length; from += 500) {
    const page = tokens.slice(from, from + 500)
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT t.TOKEN_ID AS id, COUNT(s.TOKEN_SCOPE) AS scopes FROM IDN_OAUTH2_ACCESS_TOKEN t
       LEFT JOIN IDN_OAUTH2_ACCESS_TOKEN_SCOPE s ON s.TOKEN_ID = t.TOKEN_ID
       WHERE t.TOKEN_ID IN (?) AND t.TOKEN_STATE = 'ACTIVE' GROUP BY t.TOKEN_ID`,
      [page.map(({ id }) => id)],
    )
    const scopes = new Map(rows.map((row) => [String(row.id), Number(row.scopes)]))
    lost.push(
      ...page.filter((token) => scopes.get(token.id) !== token.scopes.length).map(({ id }) => id),
    )
  }
  return lost
}
