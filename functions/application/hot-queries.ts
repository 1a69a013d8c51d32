import type { KeyColumn, Sql } from '../engines/dialect.ts'
import { column, joined, name, raw, sameKey, sql } from '../engines/mysql/mysql-text.ts'

/** A query that API Manager runs with each call, for one row of a sample. */
export interface HotText {
  readonly name: string
  readonly table: string
  /** Columns whose values are the query's parameters. */
  readonly by: readonly string[]
  /** @param values of those columns, in memory only: a token's hash may be among them. */
  ask(values: readonly (string | null)[]): Sql
}

/** The values of the sampled row's columns, or no row if it no longer exists. */
export const hotSeed = (
  table: string,
  key: readonly KeyColumn[],
  row: readonly string[],
  by: readonly string[],
): Sql =>
  sql`SELECT ${joined(
    by.map((id, at) => sql`${column(0, id)} AS ${raw(`value${at}`)}`),
    ', ',
  )} FROM ${name(table)} t0 WHERE ${sameKey(key, row)} LIMIT 1`

const token = 'IDN_OAUTH2_ACCESS_TOKEN'

export const tokenByHash: HotText = {
  name: 'token-by-hash',
  table: token,
  by: ['ACCESS_TOKEN_HASH'],
  ask: ([
    hash = null,
  ]) => sql`SELECT t.TOKEN_ID, t.CONSUMER_KEY_ID, t.AUTHZ_USER, t.TENANT_ID, t.USER_DOMAIN, t.USER_TYPE, t.GRANT_TYPE, t.TIME_CREATED, t.VALIDITY_PERIOD, t.REFRESH_TOKEN_TIME_CREATED, t.REFRESH_TOKEN_VALIDITY_PERIOD, t.TOKEN_STATE, t.SUBJECT_IDENTIFIER, s.TOKEN_SCOPE
    FROM IDN_OAUTH2_ACCESS_TOKEN t LEFT JOIN IDN_OAUTH2_ACCESS_TOKEN_SCOPE s ON s.TOKEN_ID = t.TOKEN_ID WHERE t.ACCESS_TOKEN_HASH = ${hash} AND t.TOKEN_STATE IN ('ACTIVE', 'EXPIRED')`,
}
/** @param live which of them count; a lapsed one may be deleted. */
export const tokensOfUser = (live: Sql): HotText => ({
  name: 'tokens-of-app-and-user',
  table: token,
  by: ['CONSUMER_KEY_ID', 'AUTHZ_USER', 'TENANT_ID', 'USER_DOMAIN'],
  ask: ([
    app = null,
    user = null,
    tenant = null,
    domain = null,
  ]) => sql`SELECT t0.TOKEN_ID, t0.TOKEN_STATE, t0.TOKEN_SCOPE_HASH, t0.TIME_CREATED, t0.VALIDITY_PERIOD FROM IDN_OAUTH2_ACCESS_TOKEN t0
    WHERE t0.CONSUMER_KEY_ID <=> ${app} AND t0.AUTHZ_USER <=> ${user} AND t0.TENANT_ID <=> ${tenant} AND t0.USER_DOMAIN <=> ${domain} AND ${live}`,
})
export const sessionRead = (table: string): HotText => ({
  name: table === 'IDN_AUTH_SESSION_STORE' ? 'session-read' : 'temporary-session-read',
  table,
  by: ['SESSION_ID', 'SESSION_TYPE'],
  ask: ([session = null, type = null]) =>
    sql`SELECT OPERATION, TIME_CREATED, EXPIRY_TIME, TENANT_ID, SHA2(SESSION_OBJECT, 256) AS object FROM ${name(table)} WHERE SESSION_ID = ${session} AND SESSION_TYPE = ${type} ORDER BY TIME_CREATED DESC LIMIT 1`,
})
export const resourceRead: HotText = {
  name: 'resource-read',
  table: 'REG_RESOURCE',
  by: ['REG_PATH_ID', 'REG_NAME', 'REG_TENANT_ID'],
  ask: ([
    path = null,
    resource = null,
    tenant = null,
  ]) => sql`SELECT p.REG_PATH_VALUE, r.REG_VERSION, r.REG_MEDIA_TYPE, r.REG_CREATOR, r.REG_CREATED_TIME, r.REG_LAST_UPDATED_TIME, r.REG_CONTENT_ID, r.REG_UUID
    FROM REG_PATH p JOIN REG_RESOURCE r ON r.REG_PATH_ID = p.REG_PATH_ID AND r.REG_TENANT_ID = p.REG_TENANT_ID WHERE p.REG_PATH_ID = ${path} AND p.REG_TENANT_ID = ${tenant} AND r.REG_NAME <=> ${resource}`,
}
