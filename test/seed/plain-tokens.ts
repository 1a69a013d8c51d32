import type { Connection } from 'mysql2/promise'

/** The application that plain tokens belong to. */
export async function addApp(connection: Connection): Promise<void> {
  await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
}

export interface PlainTokens {
  readonly rows: number
  /** A revoked token of 2020 is dead. */
  readonly state?: string | ((at: number) => string)
  readonly id?: (at: number) => string
  /** Neither the token nor its refresh token ever expires: an active one lives. */
  readonly endless?: boolean
}

/** Tokens that nothing hangs on, created in 2020; revoked unless it is said otherwise. */
export async function addTokens(
  connection: Connection,
  {
    rows,
    state = 'REVOKED',
    id = (at) => `t${String(at).padStart(4, '0')}`,
    endless = false,
  }: PlainTokens,
): Promise<void> {
  const columns = [
    'TOKEN_ID',
    'CONSUMER_KEY_ID',
    'TOKEN_STATE',
    'TOKEN_STATE_ID',
    'TIME_CREATED',
    'REFRESH_TOKEN_TIME_CREATED',
    ...(endless ? ['VALIDITY_PERIOD', 'REFRESH_TOKEN_VALIDITY_PERIOD'] : []),
  ]
  const tokens = Array.from({ length: rows }, (_, at) => [
    id(at),
    1,
    typeof state === 'string' ? state : state(at),
    id(at),
    '2020-01-01',
    '2020-01-01',
    ...(endless ? [-1, -1] : []),
  ])
  await connection.query(`INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (${columns.join(', ')}) VALUES ?`, [
    tokens,
  ])
}

/** An application with dead tokens, t0000 and so on. */
export async function addDeadTokens(connection: Connection, rows: number): Promise<void> {
  await addApp(connection)
  await addTokens(connection, { rows })
}
