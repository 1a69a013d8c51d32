import type { Connection, RowDataPacket } from 'mysql2/promise'
import { deadSessionRows, sessionKey, type SessionRecord } from '../seed/session-oracle.ts'
import { isDeadCode, isDeadToken, type CodeRecord, type TokenRecord } from '../seed/token-oracle.ts'

/**
 * What of production lives and what is dead at an instant, judged in TypeScript: no SQL of
 * Drydock's is in it.
 */
export interface Census {
  /** Keys of live rows, by table; a token's with the number of its scopes. */
  readonly alive: ReadonlyMap<string, ReadonlySet<string>>
  readonly dead: number
  readonly rows: number
}

const text = (column: string) => `CAST(${column} AS CHAR)`

/** @param at epoch ms: what ended before it is dead. */
export async function census(
  connection: Connection,
  at: number,
  revokedToo = false,
): Promise<Census> {
  const [tokens] = await connection.query<(TokenRecord & { scopes: number } & RowDataPacket)[]>(
    `SELECT t.TOKEN_ID AS id, TOKEN_STATE AS state, ${text('TIME_CREATED')} AS created,
       ${text('REFRESH_TOKEN_TIME_CREATED')} AS refreshCreated,
       ${text('VALIDITY_PERIOD')} AS validity,
       ${text('REFRESH_TOKEN_VALIDITY_PERIOD')} AS refreshValidity,
       (SELECT COUNT(*) FROM IDN_OAUTH2_ACCESS_TOKEN_SCOPE s
         WHERE s.TOKEN_ID = t.TOKEN_ID) AS scopes
     FROM IDN_OAUTH2_ACCESS_TOKEN t`,
  )
  const [codes] = await connection.query<(CodeRecord & { id: string } & RowDataPacket)[]>(
    `SELECT CODE_ID AS id, STATE AS state, ${text('TIME_CREATED')} AS created,
       ${text('VALIDITY_PERIOD')} AS validity, TOKEN_ID AS token
     FROM IDN_OAUTH2_AUTHORIZATION_CODE`,
  )
  const [stored] = await connection.query<RowDataPacket[]>(
    `SELECT SESSION_ID AS session, SESSION_TYPE AS type, OPERATION AS operation,
       ${text('TIME_CREATED')} AS created, ${text('EXPIRY_TIME')} AS expiry
     FROM IDN_AUTH_SESSION_STORE`,
  )
  const sessions = stored.map(
    (row): SessionRecord => ({
      session: String(row.session),
      type: String(row.type),
      operation: String(row.operation),
      created: BigInt(row.created),
      expiry: row.expiry === null ? null : BigInt(row.expiry),
    }),
  )
  const living = tokens.filter((token) => !isDeadToken(token, at))
  const surviving = new Set(living.map(({ id }) => id))
  // What is revoked the application itself may clean, however short the time since.
  const usable = living.filter(
    ({ state }) => revokedToo || !/^(REVOKED|INACTIVE)$/.test(state ?? ''),
  )
  const livingCodes = codes.filter((code) => !isDeadCode(code, surviving, at))
  const deadSessions = deadSessionRows(sessions, BigInt(at) * 1_000_000n)
  const livingSessions = sessions.map(sessionKey).filter((key) => !deadSessions.has(key))
  const rows = tokens.length + codes.length + sessions.length
  return {
    alive: new Map([
      [
        'IDN_OAUTH2_ACCESS_TOKEN',
        new Set(usable.map(({ id, scopes }) => `${id} (${scopes} scopes)`)),
      ],
      ['IDN_OAUTH2_AUTHORIZATION_CODE', new Set(livingCodes.map(({ id }) => id))],
      ['IDN_AUTH_SESSION_STORE', new Set(livingSessions)],
    ]),
    dead: rows - living.length - livingCodes.length - livingSessions.length,
    rows,
  }
}

/** Every row that is there, by table: as `alive` names them. */
export async function present(connection: Connection): Promise<Census['alive']> {
  // Before the epoch nothing is dead.
  return (await census(connection, 0, true)).alive
}

/** Live rows that are gone. */
export function lost(before: Census, now: Census['alive']): string[] {
  return [...before.alive].flatMap(([table, keys]) =>
    [...keys].filter((key) => now.get(table)?.has(key) !== true).map((key) => `${table} ${key}`),
  )
}
