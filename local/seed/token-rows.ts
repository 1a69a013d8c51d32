import { createHash } from 'node:crypto'
import { classAt, type ClassLayout } from './class-layout.ts'
import { draw, rowOfUuid, rowUuid } from './draw.ts'
import { momentFor, periodOf, timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import type { TokenClass } from './token-classes.ts'

export const consumerApps = 50
export const scopeNames = ['default', 'openid', 'am_application_scope'] as const
const grants = ['client_credentials', 'password', 'authorization_code', 'refresh_token'] as const
const tokenSalt = 1
const mostScopes = scopeNames.length

export const tokenId = (seed: number, row: number): string => rowUuid(seed, row, tokenSalt)
export const accessTokenOf = (seed: number, row: number): string => rowUuid(seed, row, 5)
/**
 * Four neighbours share a user and differ in their application: CON_APP_KEY holds even when all are
 * ACTIVE.
 */
export const userOf = (row: number): string => `user-${Math.floor(row / 4)}`
export const scopesOf = (seed: number, row: number): number => 1 + (draw(seed, row, 2) % mostScopes)

/** WSO2 stores a token's hash with its algorithm. */
export function tokenHash(token: string): string {
  return JSON.stringify({
    hash: createHash('sha256').update(token).digest('hex'),
    algorithm: 'SHA-256',
  })
}

export function tokenTable(
  layout: ClassLayout<TokenClass>,
  seed: number,
  cutoff: number,
  nullTimes: boolean,
): SeededTable {
  return {
    table: 'IDN_OAUTH2_ACCESS_TOKEN',
    columns: [
      'TOKEN_ID',
      'ACCESS_TOKEN',
      'REFRESH_TOKEN',
      'CONSUMER_KEY_ID',
      'AUTHZ_USER',
      'TENANT_ID',
      'USER_DOMAIN',
      'USER_TYPE',
      'GRANT_TYPE',
      'TIME_CREATED',
      'REFRESH_TOKEN_TIME_CREATED',
      'VALIDITY_PERIOD',
      'REFRESH_TOKEN_VALIDITY_PERIOD',
      'TOKEN_SCOPE_HASH',
      'TOKEN_STATE',
      'TOKEN_STATE_ID',
      'SUBJECT_IDENTIFIER',
      'ACCESS_TOKEN_HASH',
      'REFRESH_TOKEN_HASH',
    ],
    key: ['TOKEN_ID'],
    rows: layout.total,
    exists: () => true,
    row: (at) => {
      const { state, created, refreshCreated, validity, refreshValidity } = classAt(layout, at)
      const accessTime = timeOf(momentFor(created, nullTimes), cutoff, seed, at, 3)
      // Issued together, unless the class says otherwise.
      const refreshTime =
        refreshCreated === undefined
          ? accessTime
          : timeOf(momentFor(refreshCreated, nullTimes), cutoff, seed, at, 4)
      const access = accessTokenOf(seed, at)
      const refresh = rowUuid(seed, at, 6)
      const user = userOf(at)
      return [
        tokenId(seed, at),
        access,
        refresh,
        String(1 + (at % consumerApps)),
        user,
        '-1234',
        'PRIMARY',
        'APPLICATION_USER',
        grants[draw(seed, at, 7) % grants.length] ?? null,
        accessTime,
        refreshTime,
        periodOf(validity, accessTime, cutoff),
        periodOf(refreshValidity, refreshTime, cutoff),
        createHash('md5')
          .update(scopeNames.slice(0, scopesOf(seed, at)).join(' '))
          .digest('hex'),
        state,
        // WSO2 gives a row that leaves ACTIVE a state id of its own, so that a client may leave
        // many behind.
        state === 'ACTIVE' ? 'NONE' : rowUuid(seed, at, 8),
        user,
        tokenHash(access),
        tokenHash(refresh),
      ]
    },
    verdict: (at) => classAt(layout, at).verdict,
    find: ([id = '']) => rowOfUuid(id, seed, layout.total, tokenSalt),
    tokens: (at) => [tokenId(seed, at)],
  }
}

/**
 * Its rows are numbered token by token with room for the most scopes a token has; the rest have
 * none.
 */
export function scopeTable(tokens: SeededTable, seed: number): SeededTable {
  const owner = (at: number): number => Math.floor(at / mostScopes)
  return {
    table: 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
    columns: ['TOKEN_ID', 'TOKEN_SCOPE', 'TENANT_ID'],
    key: ['TOKEN_ID', 'TOKEN_SCOPE'],
    rows: tokens.rows * mostScopes,
    exists: (at) => at % mostScopes < scopesOf(seed, owner(at)),
    row: (at) => [tokenId(seed, owner(at)), scopeNames[at % mostScopes] ?? null, '-1234'],
    verdict: (at) => tokens.verdict(owner(at)),
    find: ([id = '', scope = '']) => {
      const token = tokens.find([id])
      const nth = scopeNames.findIndex((name) => name === scope)
      return token === undefined || nth < 0 ? undefined : token * mostScopes + nth
    },
    tokens: (at) => tokens.tokens(owner(at)),
  }
}
