import { revocationRules } from './revocations.ts'
import {
  before,
  every,
  lapsed,
  lapsedAsVendor,
  missing,
  not,
  some,
  text,
  unending,
  type Rule,
} from './rule.ts'

const revoked = text('TOKEN_STATE', 'INACTIVE', 'REVOKED')
// EXPIRED is not the end: the refresh grant still accepts such a row while its refresh token is
// valid.
const usable = text('TOKEN_STATE', 'ACTIVE', 'EXPIRED')
const bothLapsed = every(
  lapsed('TIME_CREATED', 'VALIDITY_PERIOD'),
  lapsed('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
)
const bothLapsedAsVendor = every(
  lapsedAsVendor('TIME_CREATED', 'VALIDITY_PERIOD'),
  lapsedAsVendor('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
)
const tokenIsGone = some(
  missing('TOKEN_ID'),
  not({ is: 'survivor', rule: 'tokens', on: { TOKEN_ID: 'TOKEN_ID' } }),
)
const inactive = text('STATE', 'INACTIVE')
const requested = text('AUTH_REQ_STATUS', 'EXPIRED', 'TOKEN_ISSUED', 'FAILED')
export const tokenRules: readonly Rule[] = [
  {
    name: 'tokens',
    table: 'IDN_OAUTH2_ACCESS_TOKEN',
    movesTo: 'IDN_OAUTH2_ACCESS_TOKEN_AUDIT',
    mayStay: true,
    created: { column: 'TIME_CREATED', unit: 'wall' },
    settled: true,
    means:
      'INACTIVE or REVOKED, both creation times before the cutoff; ACTIVE or EXPIRED, both ' +
      'periods positive, finite and lapsed',
    dead: some(
      every(revoked, before('TIME_CREATED'), before('REFRESH_TOKEN_TIME_CREATED')),
      every(usable, bothLapsed),
    ),
    upstream: {
      is: 'withinBounds',
      periods: ['VALIDITY_PERIOD', 'REFRESH_TOKEN_VALIDITY_PERIOD'],
      of: some(
        text('TOKEN_STATE', 'INACTIVE', 'REVOKED', 'EXPIRED'),
        every(text('TOKEN_STATE', 'ACTIVE'), bothLapsedAsVendor),
      ),
    },
    upstreamMeans:
      'INACTIVE, REVOKED and EXPIRED rows go at once, whatever their age and their refresh ' +
      'token; where the script for the engine counts periods from zero (docs/engines.md), one of ' +
      'zero lapses at once; on SQL Server no row goes while one of its periods is negative',
    alive: [
      { reason: 'unknown state', when: not(some(revoked, usable)) },
      {
        reason: 'no creation time',
        when: some(missing('TIME_CREATED'), missing('REFRESH_TOKEN_TIME_CREATED')),
      },
      { reason: 'revoked or inactive, within the safe period', when: revoked },
      ...unending('VALIDITY_PERIOD', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
      {
        reason: 'access lapsed, refresh token still valid',
        when: lapsed('TIME_CREATED', 'VALIDITY_PERIOD'),
      },
    ],
    versions: 'all',
    reference:
      'carbon-identity-framework stored-procedures token-cleanup (2019-04 on), without its ' +
      'unconditional EXPIRED; refresh of EXPIRED: inbound-auth-oauth RefreshGrantHandler',
  },
  {
    name: 'codes',
    table: 'IDN_OAUTH2_AUTHORIZATION_CODE',
    mayStay: true,
    created: { column: 'TIME_CREATED', unit: 'wall' },
    settled: true,
    means:
      'no token has its TOKEN_ID, and its period, positive and finite, has lapsed, or it is ' +
      'INACTIVE and made before the cutoff',
    dead: every(
      tokenIsGone,
      some(lapsed('TIME_CREATED', 'VALIDITY_PERIOD'), every(inactive, before('TIME_CREATED'))),
    ),
    upstream: every(tokenIsGone, some(lapsedAsVendor('TIME_CREATED', 'VALIDITY_PERIOD'), inactive)),
    upstreamMeans: 'INACTIVE codes without a token go at once; a period of zero as with tokens',
    alive: [
      { reason: 'its token lives', when: not(tokenIsGone) },
      { reason: 'inactive, within the safe period', when: inactive },
      ...unending('VALIDITY_PERIOD'),
    ],
    fleeting: true,
    versions: 'all',
    reference: 'carbon-identity-framework stored-procedures token-cleanup (2019-04 on), code part',
  },
  {
    name: 'refresh-tokens',
    table: 'IDN_OAUTH2_REFRESH_TOKEN',
    created: { column: 'REFRESH_TOKEN_TIME_CREATED', unit: 'wall' },
    settled: true,
    means:
      'INACTIVE or REVOKED and made before the cutoff; ACTIVE or EXPIRED, its period ' +
      'positive, finite and lapsed',
    dead: some(
      every(revoked, before('REFRESH_TOKEN_TIME_CREATED')),
      every(usable, lapsed('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD')),
    ),
    alive: [
      { reason: 'unknown state', when: not(some(revoked, usable)) },
      { reason: 'revoked or inactive, within the safe period', when: revoked },
      ...unending('REFRESH_TOKEN_VALIDITY_PERIOD'),
    ],
    versions: 'newest IS, with non-persistent access tokens',
    reference:
      'carbon-identity-framework stored-procedures non-persistent token cleanup (2025-08), ' +
      'with the guards of tokens',
  },
  {
    name: 'ciba-requests',
    table: 'IDN_OAUTH2_CIBA_AUTH_CODE',
    created: { column: 'ISSUED_TIME', unit: 'wall' },
    means:
      'EXPIRED, TOKEN_ISSUED or FAILED and issued before the cutoff; or EXPIRES_IN (s), ' +
      'positive and finite, has lapsed',
    dead: some(every(requested, before('ISSUED_TIME')), lapsed('ISSUED_TIME', 'EXPIRES_IN', 's')),
    upstream: some(requested, lapsed('ISSUED_TIME', 'EXPIRES_IN', 's')),
    upstreamMeans: 'EXPIRED, TOKEN_ISSUED and FAILED requests go at once',
    alive: [{ reason: 'done, within the safe period', when: requested }, ...unending('EXPIRES_IN')],
    fleeting: true,
    versions: 'from 3.1.0',
    reference: 'carbon-identity-framework stored-procedures token-cleanup, CIBA part',
  },
  {
    name: 'device-codes',
    table: 'IDN_OAUTH2_DEVICE_FLOW',
    created: { column: 'TIME_CREATED', unit: 'wall' },
    means: 'EXPIRY_TIME is before the cutoff; or EXPIRED and made before the cutoff',
    dead: some(before('EXPIRY_TIME'), every(text('STATUS', 'EXPIRED'), before('TIME_CREATED'))),
    upstream: text('STATUS', 'EXPIRED'),
    upstreamMeans:
      'only rows in state EXPIRED, at once; lapsed ones in other states are never deleted',
    alive: [{ reason: 'expired, within the safe period', when: text('STATUS', 'EXPIRED') }],
    fleeting: true,
    versions: 'from 3.1.0',
    reference: 'carbon-identity-framework stored-procedures device-code cleanup',
  },
  {
    name: 'par-requests',
    table: 'IDN_OAUTH_PAR',
    created: null,
    means: 'SCHEDULED_EXPIRY (ms) is before the cutoff',
    dead: { is: 'elapsed', column: 'SCHEDULED_EXPIRY', unit: 'ms' },
    alive: [],
    fleeting: true,
    versions: 'IS 7.0',
    reference: 'carbon-identity-framework stored-procedures PAR cleanup, which waits 24 h',
  },
  {
    name: 'jtis',
    table: 'IDN_OIDC_JTI',
    created: { column: 'TIME_CREATED', unit: 'wall' },
    settled: true,
    means: 'EXP_TIME is before the cutoff',
    dead: before('EXP_TIME'),
    alive: [],
    fleeting: true,
    versions: 'all',
    reference:
      'carbon-identity-framework stored-procedures JTI cleanup, by the instant where the ' +
      'vendor rounds to the day',
  },
  ...revocationRules,
  {
    name: 'uma-tickets',
    table: 'IDN_UMA_PERMISSION_TICKET',
    created: { column: 'TIME_CREATED', unit: 'wall' },
    means: 'EXPIRY_TIME is before the cutoff',
    dead: before('EXPIRY_TIME'),
    alive: [],
    fleeting: true,
    versions: 'from 3.1.0',
    reference: 'no script cleans it; carbon-identity UMA refuses a ticket after its EXPIRY_TIME',
  },
]
