import type { Store } from '../../local/engines/store.ts'

type Lapsed = (created: string, period: string) => string

const finite = (created: string, period: string): string =>
  `${period} > 0 AND ${period} < 99999999999990 AND ${created} > '1970-01-02'`

/** How each engine adds a period, and compares a state byte for byte. */
const said: Readonly<Record<Store['engine'], { lapsed: Lapsed; binary: string }>> = {
  mysql: {
    lapsed: (created, period) =>
      `${finite(created, period)} AND ${created} + INTERVAL ${period} * 1000 MICROSECOND < @cutoff`,
    binary: 'BINARY',
  },
  // AND promises no order, and a period beyond what an interval holds is an error.
  postgres: {
    lapsed: (created, period) =>
      `CASE WHEN ${finite(created, period)}
        THEN ${created} + ${period} * INTERVAL '1 millisecond' < @cutoff ELSE FALSE END`,
    binary: '',
  },
}

/**
 * The token family's safe rules as two plain statements: enough to try the seed and the client
 * with, and nothing more.
 */
export async function plainPurge(store: Store, cutoff: number): Promise<void> {
  const wall = new Date(cutoff).toISOString().slice(0, 23).replace('T', ' ')
  const { lapsed, binary } = said[store.engine]
  const run = (sql: string) => store.run(sql.replaceAll('@cutoff', `'${wall}'`))
  await run(`DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE
    (${binary} TOKEN_STATE IN ('INACTIVE', 'REVOKED')
      AND TIME_CREATED < @cutoff AND REFRESH_TOKEN_TIME_CREATED < @cutoff)
    OR (${binary} TOKEN_STATE IN ('ACTIVE', 'EXPIRED')
      AND ${lapsed('TIME_CREATED', 'VALIDITY_PERIOD')}
      AND ${lapsed('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD')})`)
  await run(`DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE
    ((${lapsed('TIME_CREATED', 'VALIDITY_PERIOD')})
      OR (${binary} STATE = 'INACTIVE' AND TIME_CREATED < @cutoff))
    AND NOT EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN t
      WHERE t.TOKEN_ID = IDN_OAUTH2_AUTHORIZATION_CODE.TOKEN_ID)`)
}
