import type { Schema } from '../../functions/engines/schema.ts'
import { wall } from '../purge/bench.ts'

/** 09:30:00.250, and two hours before it. */
export const now = Date.parse('2026-11-24T09:30:00.250Z')
export const cutoff = now - 2 * 3_600_000

export type Verdict = 'kept' | 'deleted'
/**
 * A class of rows and what each reading makes of it; `why` is the class in which a kept row is
 * counted, by reading.
 */
export interface ReadingRow {
  readonly rule: 'tokens' | 'codes' | 'ciba-requests' | 'device-codes'
  readonly row: string
  readonly columns: Readonly<Record<string, string | number | null>>
  readonly safe: Verdict
  readonly upstream: Verdict
  readonly why: { readonly safe: string; readonly upstream: string }
}

const hour = 3_600_000
const [old, fresh] = [wall(now - 48 * hour), wall(now - 60_000)]
const [short, long, within] = [hour, 90 * 24 * hour, 47 * hour]
const max = '9223372036854775807'
const valid = 'still valid'
const dead = 'dead'

const token = (
  row: string,
  state: string,
  [access, refresh]: readonly (string | number | null)[],
  safe: [Verdict, string],
  upstream: [Verdict, string],
  made = old,
): ReadingRow => ({
  rule: 'tokens',
  row,
  columns: {
    TOKEN_STATE: state,
    TIME_CREATED: made,
    REFRESH_TOKEN_TIME_CREATED: made,
    VALIDITY_PERIOD: access ?? null,
    REFRESH_TOKEN_VALIDITY_PERIOD: refresh ?? null,
  },
  safe: safe[0],
  upstream: upstream[0],
  why: { safe: safe[1], upstream: upstream[1] },
})
const goes: [Verdict, string] = ['deleted', dead]
const stays = (why: string): [Verdict, string] => ['kept', why]
const both = (why: string): [[Verdict, string], [Verdict, string]] => [stays(why), stays(why)]
const [never, zero, refreshable] = [
  'never expires (negative period)',
  'period of zero',
  'access lapsed, refresh token still valid',
]

/** `token`: alive (by both readings), refreshable (EXPIRED, its refresh token valid) or none. */
const code = (
  row: string,
  state: string,
  period: string | number | null,
  its: 'alive' | 'refreshable' | 'gone' | null,
  safe: [Verdict, string],
  upstream: [Verdict, string],
  made = old,
): ReadingRow => ({
  rule: 'codes',
  row,
  columns: {
    STATE: state,
    TIME_CREATED: made,
    VALIDITY_PERIOD: period,
    TOKEN_ID: its === null ? null : `of ${its}`,
  },
  safe: safe[0],
  upstream: upstream[0],
  why: { safe: safe[1], upstream: upstream[1] },
})
const request = (
  row: string,
  status: string,
  seconds: number | null,
  safe: [Verdict, string],
  upstream: [Verdict, string],
  made = old,
): ReadingRow => ({
  rule: 'ciba-requests',
  row,
  columns: { AUTH_REQ_STATUS: status, ISSUED_TIME: made, EXPIRES_IN: seconds },
  safe: safe[0],
  upstream: upstream[0],
  why: { safe: safe[1], upstream: upstream[1] },
})
const device = (
  row: string,
  status: string,
  made: string,
  expires: string,
  safe: [Verdict, string],
  upstream: [Verdict, string],
): ReadingRow => ({
  rule: 'device-codes',
  row,
  columns: { STATUS: status, TIME_CREATED: made, EXPIRY_TIME: expires },
  safe: safe[0],
  upstream: upstream[0],
  why: { safe: safe[1], upstream: upstream[1] },
})

/**
 * The vendor's scripts "2019-04..now" beside the safe rules; in the order of the facts' matrix,
 * with what it leaves open. On a period of zero they differ by engine.
 */
export const readingRows = (zeroPeriods: Schema['zeroPeriods']): readonly ReadingRow[] => {
  const fromZero = zeroPeriods === 'never lapse' ? stays(zero) : goes
  return [
    token('ACTIVE, both periods lapsed before the cutoff', 'ACTIVE', [short, short], goes, goes),
    token('ACTIVE, both lapsed within the safe period', 'ACTIVE', [within, within], ...both(valid)),
    token('ACTIVE, access lapsed, refresh valid', 'ACTIVE', [short, long], ...both(refreshable)),
    token('ACTIVE, -1/-1 (never expires)', 'ACTIVE', [-1, -1], ...both(never)),
    token('ACTIVE, access -1, refresh lapsed', 'ACTIVE', [-1, short], ...both(never)),
    token('ACTIVE, access lapsed, refresh -1', 'ACTIVE', [short, -1], ...both(never)),
    token('ACTIVE, 0/0', 'ACTIVE', [0, 0], stays(zero), fromZero),
    token('ACTIVE, access lapsed, refresh 0', 'ACTIVE', [short, 0], stays(zero), fromZero),
    token('ACTIVE, access valid, refresh 0', 'ACTIVE', [long, 0], ...both(zero)),
    token('EXPIRED, 0/0', 'EXPIRED', [0, 0], stays(zero), goes),
    token('ACTIVE, Long.MAX', 'ACTIVE', [max, max], ...both('period too large to end')),
    token('ACTIVE, NULL periods', 'ACTIVE', [null, null], ...both('no period')),
    token('INACTIVE, old', 'INACTIVE', [long, long], goes, goes),
    token(
      'INACTIVE, fresh',
      'INACTIVE',
      [long, long],
      stays('revoked or inactive, within the safe period'),
      goes,
      fresh,
    ),
    token('REVOKED, old, -1/-1', 'REVOKED', [-1, -1], goes, goes),
    token(
      'REVOKED, fresh',
      'REVOKED',
      [long, long],
      stays('revoked or inactive, within the safe period'),
      goes,
      fresh,
    ),
    token('EXPIRED, refresh valid', 'EXPIRED', [short, long], stays(refreshable), goes),
    token('EXPIRED, -1/-1', 'EXPIRED', [-1, -1], stays(never), goes),
    token('EXPIRED, both lapsed', 'EXPIRED', [short, short], goes, goes),
    token('EXPIRED, fresh', 'EXPIRED', [long, long], stays(valid), goes, fresh),
    token(
      'LOCKED (any other state), both lapsed',
      'LOCKED',
      [short, short],
      ...both('unknown state'),
    ),

    code('ACTIVE, fresh, TOKEN_ID NULL', 'ACTIVE', short, null, ...both(valid), fresh),
    code(
      'INACTIVE, fresh, its token alive',
      'INACTIVE',
      short,
      'alive',
      ...both('its token lives'),
      fresh,
    ),
    code('lapsed, its token alive', 'ACTIVE', short, 'alive', ...both('its token lives')),
    code(
      'lapsed, its token EXPIRED with its refresh valid',
      'ACTIVE',
      short,
      'refreshable',
      stays('its token lives'),
      goes,
    ),
    code(
      'INACTIVE, fresh, its token gone',
      'INACTIVE',
      long,
      'gone',
      stays('inactive, within the safe period'),
      goes,
      fresh,
    ),
    code(
      'INACTIVE, fresh, TOKEN_ID NULL',
      'INACTIVE',
      long,
      null,
      stays('inactive, within the safe period'),
      goes,
      fresh,
    ),
    code('INACTIVE, old, its token gone', 'INACTIVE', long, 'gone', goes, goes),
    code('lapsed, its token gone', 'ACTIVE', short, 'gone', goes, goes),
    code('EXPIRED, fresh, no token', 'EXPIRED', short, null, ...both(valid), fresh),
    code('EXPIRED, lapsed, no token', 'EXPIRED', short, null, goes, goes),
    code('never expires (-1), no token', 'ACTIVE', -1, null, ...both(never)),
    code('period 0, no token', 'ACTIVE', 0, null, stays(zero), fromZero),

    request('REQUESTED, lapsed', 'REQUESTED', 3600, goes, goes),
    request('REQUESTED, fresh', 'REQUESTED', 3600, ...both(valid), fresh),
    request('AUTHENTICATED, -1', 'AUTHENTICATED', -1, ...both(never)),
    ...['EXPIRED', 'TOKEN_ISSUED', 'FAILED'].flatMap((status) => [
      request(`${status}, before the cutoff`, status, null, goes, goes),
      request(`${status}, fresh`, status, 3600, stays('done, within the safe period'), goes, fresh),
    ]),

    device('EXPIRED, old', 'EXPIRED', old, wall(now - 47 * hour), goes, goes),
    device(
      'EXPIRED, fresh',
      'EXPIRED',
      fresh,
      wall(now - 30_000),
      stays('expired, within the safe period'),
      goes,
    ),
    device(
      'PENDING, lapsed before the cutoff',
      'PENDING',
      old,
      wall(now - 47 * hour),
      goes,
      stays(valid),
    ),
    device(
      'USED, lapsed before the cutoff',
      'USED',
      old,
      wall(now - 47 * hour),
      goes,
      stays(valid),
    ),
    device('PENDING, lapsed within the safe period', 'PENDING', old, fresh, ...both(valid)),
  ]
}
