import { rowUuid } from './draw.ts'
import { expiringTables } from './expiring-tables.ts'
import { grantTables } from './grant-tables.ts'
import { plainTable, stayingTable, type Scene } from './plain-table.ts'
import { recoveryTables } from './recovery-tables.ts'
import { cutoffOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import type { TokenTruth } from './token-truth.ts'
import { consumerApps } from './token-rows.ts'
import { wallTime } from './wall-time.ts'

/** Nothing is known of when these end, or their cleanup is off unless asked for. */
function untouchedTables(scene: Scene): readonly SeededTable[] {
  const { tokens, seed, cutoff } = scene
  const old = wallTime(cutoff - 400 * 86_400_000)
  const rows = Math.max(100, Math.round(tokens * 0.003))
  return [
    stayingTable(
      'IDN_SAML2_ASSERTION_STORE',
      ['SAML2_ID', 'SAML2_ISSUER', 'SAML2_SUBJECT', 'SAML2_SESSION_INDEX', 'SAML2_ASSERTION'],
      rows,
      (at) => [
        `saml-${at}`,
        'https://idp.example',
        `user-${at}`,
        `index-${at}`,
        `<Assertion number="${at}"/>`,
      ],
    ),
    plainTable(scene, {
      // In some releases without a key.
      table: 'IDN_OAUTH2_ACCESS_TOKEN_AUDIT',
      id: 'TOKEN_ID',
      salt: 81,
      classes: [{ name: 'old', verdict: 'alive', share: 'rest' }],
      columns: [
        'ACCESS_TOKEN',
        'REFRESH_TOKEN',
        'CONSUMER_KEY_ID',
        'AUTHZ_USER',
        'TENANT_ID',
        'USER_DOMAIN',
        'TIME_CREATED',
        'REFRESH_TOKEN_TIME_CREATED',
        'VALIDITY_PERIOD',
        'REFRESH_TOKEN_VALIDITY_PERIOD',
        'TOKEN_STATE',
        'INVALIDATED_TIME',
      ],
      rest: (_, at) => [
        rowUuid(seed, at, 82),
        rowUuid(seed, at, 83),
        String(1 + (at % consumerApps)),
        `user-${at}`,
        '-1234',
        'PRIMARY',
        old,
        old,
        '3600000',
        '86400000',
        'REVOKED',
        old,
      ],
    }),
  ]
}

/** The tables of what is neither token nor session nor registry, parents first. */
export function otherTables({ tokens, seed, now }: TokenTruth): readonly SeededTable[] {
  const scene: Scene = { tokens, seed, cutoff: cutoffOf(new Date(now)) }
  return [
    ...recoveryTables(scene),
    ...grantTables(scene),
    ...expiringTables(scene),
    ...untouchedTables(scene),
  ]
}
