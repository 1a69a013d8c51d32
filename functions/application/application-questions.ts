import type { Live, Place } from '../engines/live.ts'

/** The instant of the application's questions, in the units of its columns. */
export interface Moment {
  readonly at: Date
  /**
   * The same as wall time: rows that end before `earliest` may have ended; rows created by `latest`
   * existed for sure.
   */
  readonly earliest: Date
  readonly latest: Date
  /**
   * The chosen reading deletes EXPIRED tokens, refreshable or not: the questions then leave them
   * out.
   */
  readonly expiredGo: boolean
}

/**
 * API Manager's own view of its rows, for the invariants: written from how it reads them, never
 * from the rules, and rendered by each engine with an arithmetic of its own, so that a fault of the
 * rules or of their conditions is not repeated here.
 */
export interface LiveRows {
  /** Columns it needs; without them the question is skipped. */
  readonly columns: readonly string[]
  /** Other tables it reads. */
  readonly beside?: readonly string[]
  /** True for rows that matter to the application at the instant; the row is t0. */
  condition(moment: Moment): Live
}

export const all = (...of: Live[]): Live => ({ is: 'all', of })
export const any = (...of: Live[]): Live => ({ is: 'any', of })
const among = (row: string, column: string, ...texts: string[]): Live => ({
  is: 'among',
  at: [row, column],
  texts,
})
/** The same column of two rows. */
export const sameOf = (one: string, other: string, column: string): Live => ({
  is: 'equal',
  one: [one, column],
  other: [other, column],
})
const nanoseconds = (at: Date): bigint => BigInt(at.getTime()) * 1_000_000n
const milliseconds = (at: Date): bigint => BigInt(at.getTime())

const existed = (row: string, { latest }: Moment): Live => ({
  is: 'time',
  at: [row, 'TIME_CREATED'],
  sign: '<=',
  instant: latest,
})

const stillRuns = (row: string, created: string, period: string, moment: Moment): Live => ({
  is: 'runs',
  created: [row, created],
  period: [row, period],
  instant: moment.earliest,
})

const usable = (row: string, moment: Moment): Live =>
  all(
    existed(row, moment),
    any(
      all(
        among(row, 'TOKEN_STATE', 'ACTIVE'),
        stillRuns(row, 'TIME_CREATED', 'VALIDITY_PERIOD', moment),
      ),
      all(
        among(row, 'TOKEN_STATE', 'ACTIVE', ...(moment.expiredGo ? [] : ['EXPIRED'])),
        stillRuns(row, 'REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD', moment),
      ),
    ),
  )

/**
 * Accepted by a gateway (ACTIVE, access period running), or by the refresh grant (ACTIVE or
 * EXPIRED, refresh period running).
 */
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

const ofUsableToken = (moment: Moment): Live => ({
  is: 'there',
  from: { table: 'IDN_OAUTH2_ACCESS_TOKEN', as: 'u' },
  where: all(sameOf('u', 't0', 'TOKEN_ID'), usable('u', moment)),
})

/**
 * Can still be exchanged, or was exchanged for a usable token: using such a code again revokes the
 * token.
 */
export const codesInUse: LiveRows = {
  columns: ['TIME_CREATED', 'VALIDITY_PERIOD', 'STATE', 'TOKEN_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN'],
  condition: (moment) =>
    all(
      existed('t0', moment),
      any(
        all(
          among('t0', 'STATE', 'ACTIVE'),
          stillRuns('t0', 'TIME_CREATED', 'VALIDITY_PERIOD', moment),
        ),
        ofUsableToken(moment),
      ),
    ),
}

/** The claims of a request whose token is usable or whose code can still be exchanged. */
export const claimsInUse: LiveRows = {
  columns: ['TOKEN_ID', 'CODE_ID'],
  beside: ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_AUTHORIZATION_CODE'],
  condition: (moment) =>
    any(ofUsableToken(moment), {
      is: 'there',
      from: { table: 'IDN_OAUTH2_AUTHORIZATION_CODE', as: 'c' },
      where: all(
        sameOf('c', 't0', 'CODE_ID'),
        existed('c', moment),
        among('c', 'STATE', 'ACTIVE'),
        stillRuns('c', 'TIME_CREATED', 'VALIDITY_PERIOD', moment),
      ),
    }),
}

/** About a session used within the default idle timeout, stored or not: active to API Manager. */
export const ofActiveSession: LiveRows = {
  columns: ['SESSION_ID'],
  beside: ['IDN_AUTH_SESSION_META_DATA'],
  condition: ({ at }) => ({
    is: 'there',
    from: { table: 'IDN_AUTH_SESSION_META_DATA', as: 'm' },
    where: all(
      sameOf('m', 't0', 'SESSION_ID'),
      among('m', 'PROPERTY_TYPE', 'Login Time', 'Last Access Time'),
      { is: 'digits', at: ['m', 'VALUE'], from: milliseconds(at) - 900_000n },
    ),
  }),
}

/**
 * The newest row of its id and type at the instant, if it is an unexpired STORE: the session that a
 * cookie finds.
 */
export const liveSessions = (table: string): LiveRows => ({
  columns: ['SESSION_ID', 'SESSION_TYPE', 'OPERATION', 'TIME_CREATED', 'EXPIRY_TIME'],
  condition({ at }) {
    const by = (row: string): Live => ({
      is: 'number',
      at: [row, 'TIME_CREATED'],
      sign: '<=',
      value: nanoseconds(at),
    })
    const ends: Place = ['t0', 'EXPIRY_TIME']
    return all(
      among('t0', 'OPERATION', 'STORE'),
      by('t0'),
      any(
        { is: 'empty', at: ends },
        { is: 'number', at: ends, sign: '<=', value: 0n },
        { is: 'number', at: ends, sign: '>', value: nanoseconds(at) },
      ),
      {
        is: 'none',
        of: {
          is: 'there',
          from: { table, as: 'later' },
          where: all(
            sameOf('later', 't0', 'SESSION_ID'),
            sameOf('later', 't0', 'SESSION_TYPE'),
            { is: 'greater', one: ['later', 'TIME_CREATED'], other: ['t0', 'TIME_CREATED'] },
            by('later'),
          ),
        },
      },
    )
  },
})

/**
 * What must be kept until its own expiry: otherwise something revoked or used would be accepted
 * again.
 */
export const remembered = (end: string, unit: 'wall' | 'ms'): LiveRows => ({
  columns: [end],
  condition: ({ at, earliest }) =>
    unit === 'wall'
      ? { is: 'time', at: ['t0', end], sign: '>', instant: earliest }
      : { is: 'number', at: ['t0', end], sign: '>', value: milliseconds(at) },
})

/** Waiting for its user's confirmation or its device's poll. */
export const openDeviceCodes: LiveRows = {
  columns: ['EXPIRY_TIME', 'STATUS'],
  condition: ({ earliest }) =>
    all(
      { is: 'not among', at: ['t0', 'STATUS'], texts: ['EXPIRED'] },
      { is: 'time', at: ['t0', 'EXPIRY_TIME'], sign: '>', instant: earliest },
    ),
}

/** Revoked less than an hour ago: the default lifetime of the tokens that the event concerns. */
export const freshlyRevoked: LiveRows = {
  columns: ['TIME_REVOKED'],
  condition: ({ earliest }) => ({
    is: 'time',
    at: ['t0', 'TIME_REVOKED'],
    sign: '>',
    instant: new Date(earliest.getTime() - 3_600_000),
  }),
}
