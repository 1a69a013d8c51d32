import { before, elapsed, every, not, some, type Condition, type Rule } from './rule.ts'

/**
 * An event must be kept while any token that it revokes could still be used: as long as the
 * longest-lived one.
 */
const longestToken: Condition = {
  is: 'row',
  table: 'IDN_OAUTH_CONSUMER_APPS',
  on: {},
  where: some(
    ...['USER_ACCESS_TOKEN_EXPIRE_TIME', 'APP_ACCESS_TOKEN_EXPIRE_TIME'].map((period) =>
      not({ is: 'lapsed', created: 'TIME_REVOKED', outer: true, period, unit: 's' }),
    ),
  ),
}

/** Records of revoked tokens, kept until the tokens expire. */
export const revocationRules: readonly Rule[] = [
  {
    name: 'revoked-jwts',
    table: 'AM_REVOKED_JWT',
    created: null,
    means:
      'EXPIRY_TIMESTAMP (ms, or s where it is below 10^11) is before the cutoff: its token is ' +
      'already rejected as expired; 0 or less means no expiry, and the row stays',
    dead: every(
      elapsed('EXPIRY_TIMESTAMP', 'ms'),
      some(
        { is: 'number', column: 'EXPIRY_TIMESTAMP', from: 100_000_000_000n },
        elapsed('EXPIRY_TIMESTAMP', 's'),
      ),
    ),
    alive: [
      {
        reason: 'no expiry (0 or less)',
        when: { is: 'number', column: 'EXPIRY_TIMESTAMP', below: 1n },
      },
    ],
    fleeting: true,
    versions: 'from 3.2.0',
    reference:
      'apimgt ApiMgtDAO removes rows whose EXPIRY_TIMESTAMP (ms) has passed, also those of 0 ' +
      "and less; its getExpiryifJWT gives a token's exp as it stands, in seconds",
  },
  ...(['IDN_INVALID_TOKENS', 'IDN_OAUTH2_REVOKED_TOKENS'] as const).map(
    (table): Rule => ({
      name: table === 'IDN_INVALID_TOKENS' ? 'invalid-tokens' : 'revoked-tokens',
      table,
      created: { column: 'TIME_CREATED', unit: 'wall' },
      means: 'EXPIRY_TIMESTAMP is before the cutoff: its token is already rejected as expired',
      dead: before('EXPIRY_TIMESTAMP'),
      alive: [],
      fleeting: true,
      versions:
        table === 'IDN_INVALID_TOKENS'
          ? 'from 4.4.0'
          : 'newest IS, with non-persistent access tokens',
      reference:
        'carbon-identity-framework stored-procedures non-persistent token cleanup (2025-08)',
    }),
  ),
  ...(['IDN_SUBJECT_ENTITY_REVOKED_EVENT', 'IDN_APP_REVOKED_EVENT'] as const).map(
    (table): Rule => ({
      name: table === 'IDN_APP_REVOKED_EVENT' ? 'app-revocations' : 'subject-revocations',
      table,
      created: { column: 'TIME_REVOKED', unit: 'wall' },
      means:
        'revoked longer ago than the longest life of an access token of any consumer app, as ' +
        'the apps say now',
      dead: every(before('TIME_REVOKED'), not(longestToken)),
      alive: [{ reason: 'a token could still be shown', when: longestToken }],
      versions: 'from 4.4.0',
      reference:
        'carbon-identity-framework stored-procedures non-persistent token cleanup (2025-08), ' +
        'which assumes 3600 s unless its log is on',
    }),
  ),
  ...(['AM_SUBJECT_ENTITY_REVOKED_EVENT', 'AM_APP_REVOKED_EVENT'] as const).map(
    (table): Rule => ({
      name:
        table === 'AM_APP_REVOKED_EVENT'
          ? 'gateway-app-revocations'
          : 'gateway-subject-revocations',
      table,
      created: { column: 'TIME_REVOKED', unit: 'wall' },
      means:
        'revoked longer ago than the longest life of an access token of any consumer app, as ' +
        'the apps of this database say now; switch it on only where no other key manager ' +
        'issues tokens that live longer than the retention',
      dead: every(before('TIME_REVOKED'), not(longestToken)),
      alive: [{ reason: 'a token could still be shown', when: longestToken }],
      enabled: false,
      retention: '30d',
      versions: 'from 4.4.0',
      reference:
        'no script cleans it; the gateways read it at their start (apimgt ' +
        'getRevokedJWTConsumerKeys); as subject-revocations and app-revocations',
    }),
  ),
]
