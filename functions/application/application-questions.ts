import type { Sql } from '../engines/dialect.ts'
import { name, raw, sql } from '../engines/mysql/mysql-text.ts'

/** The instant of the application's questions, in the units of its columns. */
export interface Moment {
  readonly at: Date
  /** The same as wall time: rows that end before `earliest` may have ended; rows created by `latest` existed for sure. */
  readonly earliest: Date
  readonly latest: Date
  /** The chosen reading deletes EXPIRED tokens, refreshable or not: the questions then leave them out. */
  readonly expiredGo: boolean
}

/**
 * API Manager's own view of its rows, for the invariants: written from how it reads them, never from the rules, and with
 * its own arithmetic, so that a fault of the rules or of their conditions is not repeated here.
 */
export interface LiveRows {
  /** Columns it needs; without them the question is skipped. */
  readonly columns: readonly string[]
  /** Other tables it reads. */
  readonly beside?: readonly string[]
  /** True for rows that matter to the application at the instant; the row is t0. */
  condition(moment: Moment): Sql
}

/** The instant as UTC wall time, computed by the server from the epoch. */
const wall = (at: Date): Sql =>
  sql`DATE_ADD(CAST('1970-01-01 00:00:00' AS DATETIME(6)), INTERVAL CAST(${String(BigInt(at.getTime()) * 1000n)} AS SIGNED) MICROSECOND)`
const milliseconds = (at: Date): Sql => sql`CAST(${String(at.getTime())} AS SIGNED)`
const nanoseconds = (at: Date): Sql =>
  sql`CAST(${String(BigInt(at.getTime()) * 1_000_000n)} AS SIGNED)`

/** Periods are ms; negative or very large ones never end. */
const stillRuns = (row: string, created: string, period: string, { earliest }: Moment): Sql =>
  sql`(${raw(`${row}.${period} < 0 OR ${row}.${period} >= 99999999999990`)} OR TIMESTAMPDIFF(MICROSECOND, ${raw(`${row}.${created}`)}, ${wall(earliest)}) DIV 1000 < ${raw(`${row}.${period}`)})`

const usable = (
  row: string,
  moment: Moment,
): Sql => sql`(${raw(`${row}.TIME_CREATED`)} <= ${wall(moment.latest)} AND (
    (${raw(`${row}.TOKEN_STATE`)} = 'ACTIVE' AND ${stillRuns(row, 'TIME_CREATED', 'VALIDITY_PERIOD', moment)})
    OR (${raw(`${row}.TOKEN_STATE IN (${moment.expiredGo ? `'ACTIVE'` : `'ACTIVE', 'EXPIRED'`})`)} AND ${stillRuns(row, 'REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD', moment)})))`

/** Accepted by a gateway (ACTIVE, access period running), or by the refresh grant (ACTIVE or EXPIRED, refresh period running). */
export const usableTokens: LiveRows = {
  columns: [
    'TIME_CREATED',
    'REFRESH_TOKEN_TIME_CREATED',
    'VALIDITY_PERIOD',
    'REFRESH_TOKEN_VALIDITY_PERIOD',
    'TOKEN_STATE',
  ],
  condition: (moment) => usable('t0', moment),
}

/** Can still be exchanged, or was exchanged for a usable token: using such a code again revokes the token. */
export const codesInUse: LiveRows = {
  columns: ['TIME_CREATED', 'VALIDITY_PERIOD', 'STATE', 'TOKEN_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN'],
  condition: (
    moment,
  ) => sql`(${raw('t0.TIME_CREATED')} <= ${wall(moment.latest)} AND ((t0.STATE = 'ACTIVE' AND ${stillRuns('t0', 'TIME_CREATED', 'VALIDITY_PERIOD', moment)})
    OR EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN u WHERE u.TOKEN_ID = t0.TOKEN_ID AND ${usable('u', moment)})))`,
}

/** The claims of a request whose token is usable or whose code can still be exchanged. */
export const claimsInUse: LiveRows = {
  columns: ['TOKEN_ID', 'CODE_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_AUTHORIZATION_CODE'],
  condition: (
    moment,
  ) => sql`(EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN u WHERE u.TOKEN_ID = t0.TOKEN_ID AND ${usable('u', moment)})
    OR EXISTS (SELECT 1 FROM IDN_OAUTH2_AUTHORIZATION_CODE c WHERE c.CODE_ID = t0.CODE_ID AND c.TIME_CREATED <= ${wall(moment.latest)} AND c.STATE = 'ACTIVE' AND ${stillRuns('c', 'TIME_CREATED', 'VALIDITY_PERIOD', moment)}))`,
}

/** About a session used within the default idle timeout, stored or not: active to API Manager. */
export const ofActiveSession: LiveRows = {
  columns: ['SESSION_ID'],
  beside: ['IDN_AUTH_SESSION_META_DATA'],
  condition: ({ at }) =>
    sql`EXISTS (SELECT 1 FROM IDN_AUTH_SESSION_META_DATA m WHERE m.SESSION_ID = t0.SESSION_ID AND m.PROPERTY_TYPE IN ('Login Time', 'Last Access Time') AND CAST(m.VALUE AS UNSIGNED) >= ${milliseconds(new Date(at.getTime() - 900_000))})`,
}

/** The newest row of its id and type at the instant, if it is an unexpired STORE: the session that a cookie finds. */
export const liveSessions = (table: string): LiveRows => ({
  columns: ['SESSION_ID', 'SESSION_TYPE', 'OPERATION', 'TIME_CREATED', 'EXPIRY_TIME'],
  condition: ({
    at,
  }) => sql`(t0.OPERATION = 'STORE' AND t0.TIME_CREATED <= ${nanoseconds(at)} AND (t0.EXPIRY_TIME IS NULL OR t0.EXPIRY_TIME <= 0 OR t0.EXPIRY_TIME > ${nanoseconds(at)})
    AND NOT EXISTS (SELECT 1 FROM ${name(table)} later WHERE later.SESSION_ID = t0.SESSION_ID AND later.SESSION_TYPE = t0.SESSION_TYPE AND later.TIME_CREATED > t0.TIME_CREATED AND later.TIME_CREATED <= ${nanoseconds(at)}))`,
})

/** What must be kept until its own expiry: otherwise something revoked or used would be accepted again. */
export const remembered = (end: string, unit: 'wall' | 'ms'): LiveRows => ({
  columns: [end],
  condition: ({ at, earliest }) =>
    sql`${raw(`t0.${end}`)} > ${unit === 'wall' ? wall(earliest) : milliseconds(at)}`,
})

/** Waiting for its user's confirmation or its device's poll. */
export const openDeviceCodes: LiveRows = {
  columns: ['EXPIRY_TIME', 'STATUS'],
  condition: ({ earliest }) => sql`(t0.STATUS <> 'EXPIRED' AND t0.EXPIRY_TIME > ${wall(earliest)})`,
}

/** Revoked less than an hour ago: the default lifetime of the tokens that the event concerns. */
export const freshlyRevoked: LiveRows = {
  columns: ['TIME_REVOKED'],
  condition: ({ earliest }) =>
    sql`t0.TIME_REVOKED > ${wall(new Date(earliest.getTime() - 3_600_000))}`,
}
