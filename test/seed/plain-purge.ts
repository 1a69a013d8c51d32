import type { Connection } from 'mysql2/promise'

const lapsed = (created: string, period: string): string =>
  `${period} > 0 AND ${period} < 99999999999990 AND ${created} > '1970-01-02' AND ${created} ` +
  `+ INTERVAL ${period} * 1000 MICROSECOND < @cutoff`

/**
 * The token family's safe rules as two plain statements: enough to try the seed and the client
 * with, and nothing more.
 */
export async function plainPurge(connection: Connection, cutoff: number): Promise<void> {
  const wall = new Date(cutoff).toISOString().slice(0, 23).replace('T', ' ')
  const run = (sql: string): Promise<unknown> =>
    connection.query(sql.replaceAll('@cutoff', connection.escape(wall)))
  await run(`DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE
    (BINARY TOKEN_STATE IN ('INACTIVE', 'REVOKED')
      AND TIME_CREATED < @cutoff AND REFRESH_TOKEN_TIME_CREATED < @cutoff)
    OR (BINARY TOKEN_STATE IN ('ACTIVE', 'EXPIRED')
      AND ${lapsed('TIME_CREATED', 'VALIDITY_PERIOD')}
      AND ${lapsed('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD')})`)
  await run(`DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE
    ((${lapsed('TIME_CREATED', 'VALIDITY_PERIOD')})
      OR (BINARY STATE = 'INACTIVE' AND TIME_CREATED < @cutoff))
    AND NOT EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN t
      WHERE t.TOKEN_ID = IDN_OAUTH2_AUTHORIZATION_CODE.TOKEN_ID)`)
}
