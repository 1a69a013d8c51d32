import type { Live, LiveRead } from '../engines/live.ts'
import { all, sameOf } from './application-questions.ts'

/** A query that API Manager runs with each call, for one row of a sample. */
export interface HotQueryOf {
  readonly name: string
  readonly table: string
  /** Columns whose values are the query's parameters. */
  readonly by: readonly string[]
  /** @param values of those columns, in memory only: a token's hash may be among them. */
  ask(values: readonly (string | null)[]): LiveRead
}

const token = 'IDN_OAUTH2_ACCESS_TOKEN'
const read = (row: string, ...columns: string[]) => columns.map((column) => [row, column] as const)
const value = (row: string, column: string, given: string | null | undefined): Live => ({
  is: 'value',
  at: [row, column],
  value: given ?? null,
})
const valueOrEmpty = (row: string, column: string, given: string | null | undefined): Live => ({
  is: 'value',
  at: [row, column],
  value: given ?? null,
  orEmpty: true,
})

export const tokenByHash: HotQueryOf = {
  name: 'token-by-hash',
  table: token,
  by: ['ACCESS_TOKEN_HASH'],
  ask: ([hash]) => ({
    columns: [
      ...read('t', 'TOKEN_ID', 'CONSUMER_KEY_ID', 'AUTHZ_USER', 'TENANT_ID', 'USER_DOMAIN'),
      ...read('t', 'USER_TYPE', 'GRANT_TYPE', 'TIME_CREATED', 'VALIDITY_PERIOD'),
      ...read('t', 'REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
      ...read('t', 'TOKEN_STATE', 'SUBJECT_IDENTIFIER'),
      ...read('s', 'TOKEN_SCOPE'),
    ],
    from: { table: token, as: 't' },
    joins: [
      {
        table: 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
        as: 's',
        optional: true,
        on: sameOf('s', 't', 'TOKEN_ID'),
      },
    ],
    where: all(value('t', 'ACCESS_TOKEN_HASH', hash), {
      is: 'among',
      at: ['t', 'TOKEN_STATE'],
      texts: ['ACTIVE', 'EXPIRED'],
    }),
  }),
}

/** @param live which of them count; a lapsed one may be deleted. */
export const tokensOfUser = (live: Live): HotQueryOf => ({
  name: 'tokens-of-app-and-user',
  table: token,
  by: ['CONSUMER_KEY_ID', 'AUTHZ_USER', 'TENANT_ID', 'USER_DOMAIN'],
  ask: ([app, user, tenant, domain]) => ({
    columns: read(
      't0',
      'TOKEN_ID',
      'TOKEN_STATE',
      'TOKEN_SCOPE_HASH',
      'TIME_CREATED',
      'VALIDITY_PERIOD',
    ),
    from: { table: token, as: 't0' },
    where: all(
      valueOrEmpty('t0', 'CONSUMER_KEY_ID', app),
      valueOrEmpty('t0', 'AUTHZ_USER', user),
      valueOrEmpty('t0', 'TENANT_ID', tenant),
      valueOrEmpty('t0', 'USER_DOMAIN', domain),
      live,
    ),
  }),
})

export const sessionRead = (table: string): HotQueryOf => ({
  name: table === 'IDN_AUTH_SESSION_STORE' ? 'session-read' : 'temporary-session-read',
  table,
  by: ['SESSION_ID', 'SESSION_TYPE'],
  ask: ([session, type]) => ({
    columns: read('t0', 'OPERATION', 'TIME_CREATED', 'EXPIRY_TIME', 'TENANT_ID'),
    digest: ['t0', 'SESSION_OBJECT'],
    from: { table, as: 't0' },
    where: all(value('t0', 'SESSION_ID', session), value('t0', 'SESSION_TYPE', type)),
    newest: ['t0', 'TIME_CREATED'],
  }),
})

export const resourceRead: HotQueryOf = {
  name: 'resource-read',
  table: 'REG_RESOURCE',
  by: ['REG_PATH_ID', 'REG_NAME', 'REG_TENANT_ID'],
  ask: ([path, resource, tenant]) => ({
    columns: [
      ...read('p', 'REG_PATH_VALUE'),
      ...read('r', 'REG_VERSION', 'REG_MEDIA_TYPE', 'REG_CREATOR', 'REG_CREATED_TIME'),
      ...read('r', 'REG_LAST_UPDATED_TIME', 'REG_CONTENT_ID', 'REG_UUID'),
    ],
    from: { table: 'REG_PATH', as: 'p' },
    joins: [
      {
        table: 'REG_RESOURCE',
        as: 'r',
        on: all(sameOf('r', 'p', 'REG_PATH_ID'), sameOf('r', 'p', 'REG_TENANT_ID')),
      },
    ],
    where: all(
      value('p', 'REG_PATH_ID', path),
      value('p', 'REG_TENANT_ID', tenant),
      valueOrEmpty('r', 'REG_NAME', resource),
    ),
  }),
}
