import type { Sql } from '../engines/dialect.ts'
import { name, raw, sql } from '../engines/mysql/mysql-text.ts'

/** The instant at which the application is asked, as the times in its rows say it. */
export interface Moment {
  readonly at: Date
  /** The same as wall time: no row's end before `earliest` has come for sure, and who made a row by `latest` made it before. */
  readonly earliest: Date
  readonly latest: Date
  /** The operator chose a reading by which EXPIRED tokens go, refreshable or not: those are then not asked for. */
  readonly expiredGo: boolean
}

/**
 * API Manager's own view of its rows, for the invariants: written from how it reads them, never from what a rule calls
 * dead, and with arithmetic of its own. A fault of the rules, or of the text of their conditions, must not be repeated here.
 */
export interface LiveRows {
  /** Columns it needs; without them it can not be asked. */
  readonly columns: readonly string[]
  /** Other tables it looks at. */
  readonly beside?: readonly string[]
  /** True of the rows that mean something to the application at the instant; the row stands as t0. */
  condition(moment: Moment): Sql
}

/** The instant as UTC wall time, reckoned by the server from the epoch. */
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

/** Can still be exchanged; or was, for a token that can be used: shown again, such a code revokes it. */
export const codesInUse: LiveRows = {
  columns: ['TIME_CREATED', 'VALIDITY_PERIOD', 'STATE', 'TOKEN_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN'],
  condition: (
    moment,
  ) => sql`(${raw('t0.TIME_CREATED')} <= ${wall(moment.latest)} AND ((t0.STATE = 'ACTIVE' AND ${stillRuns('t0', 'TIME_CREATED', 'VALIDITY_PERIOD', moment)})
    OR EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN u WHERE u.TOKEN_ID = t0.TOKEN_ID AND ${usable('u', moment)})))`,
}

/** The claims that a request asked for: of a token that can be used, or of a code that can still be exchanged. */
export const claimsInUse: LiveRows = {
  columns: ['TOKEN_ID', 'CODE_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_AUTHORIZATION_CODE'],
  condition: (
    moment,
  ) => sql`(EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN u WHERE u.TOKEN_ID = t0.TOKEN_ID AND ${usable('u', moment)})
    OR EXISTS (SELECT 1 FROM IDN_OAUTH2_AUTHORIZATION_CODE c WHERE c.CODE_ID = t0.CODE_ID AND c.TIME_CREATED <= ${wall(moment.latest)} AND c.STATE = 'ACTIVE' AND ${stillRuns('c', 'TIME_CREATED', 'VALIDITY_PERIOD', moment)}))`,
}

/** About a session that was used within the default idle time-out, stored or not: what API Manager calls active. */
export const ofActiveSession: LiveRows = {
  columns: ['SESSION_ID'],
  beside: ['IDN_AUTH_SESSION_META_DATA'],
  condition: ({ at }) =>
    sql`EXISTS (SELECT 1 FROM IDN_AUTH_SESSION_META_DATA m WHERE m.SESSION_ID = t0.SESSION_ID AND m.PROPERTY_TYPE IN ('Login Time', 'Last Access Time') AND CAST(m.VALUE AS UNSIGNED) >= ${milliseconds(new Date(at.getTime() - 900_000))})`,
}

/** The newest row of its id and type as of the instant, if that is a STORE that has not expired: what a browser's cookie finds. */
export const liveSessions = (table: string): LiveRows => ({
  columns: ['SESSION_ID', 'SESSION_TYPE', 'OPERATION', 'TIME_CREATED', 'EXPIRY_TIME'],
  condition: ({
    at,
  }) => sql`(t0.OPERATION = 'STORE' AND t0.TIME_CREATED <= ${nanoseconds(at)} AND (t0.EXPIRY_TIME IS NULL OR t0.EXPIRY_TIME <= 0 OR t0.EXPIRY_TIME > ${nanoseconds(at)})
    AND NOT EXISTS (SELECT 1 FROM ${name(table)} later WHERE later.SESSION_ID = t0.SESSION_ID AND later.SESSION_TYPE = t0.SESSION_TYPE AND later.TIME_CREATED > t0.TIME_CREATED AND later.TIME_CREATED <= ${nanoseconds(at)}))`,
})

/** What must be remembered until an end of its own: forgotten earlier, a revoked or used thing would be accepted again. */
export const remembered = (end: string, unit: 'wall' | 'ms'): LiveRows => ({
  columns: [end],
  condition: ({ at, earliest }) =>
    sql`${raw(`t0.${end}`)} > ${unit === 'wall' ? wall(earliest) : milliseconds(at)}`,
})

/** Still to be confirmed by its user, or polled by its device. */
export const openDeviceCodes: LiveRows = {
  columns: ['EXPIRY_TIME', 'STATUS'],
  condition: ({ earliest }) => sql`(t0.STATUS <> 'EXPIRED' AND t0.EXPIRY_TIME > ${wall(earliest)})`,
}

/** Revoked less than an hour ago: the default life of a token that the event speaks of. */
export const freshlyRevoked: LiveRows = {
  columns: ['TIME_REVOKED'],
  condition: ({ earliest }) =>
    sql`t0.TIME_REVOKED > ${wall(new Date(earliest.getTime() - 3_600_000))}`,
}
