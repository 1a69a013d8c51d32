import {
  day,
  days,
  endless,
  hour,
  hours,
  longMax,
  minute,
  type Moment,
  type Period,
  type RowClass,
  type Verdict,
} from './row-class.ts'

export interface TokenClass extends RowClass {
  readonly state: string | null
  readonly created: Moment
  readonly validity: Period
  /** The refresh token's creation; that of the access token when absent. */
  readonly refreshCreated?: Moment
  readonly refreshValidity: Period
}

const old: Moment = [-60 * day, -3 * day]
const fresh: Moment = [minute, 2 * hour - minute]
const future: Moment = [3 * hour, 30 * day]
const beforeBoundary: Moment = [-9 * day, -8 * day]

/** A kind of row that is rare, unless a share is given: a few of it. */
const judged =
  (verdict: Verdict) =>
  (
    name: string,
    state: TokenClass['state'],
    created: Moment,
    validity: Period,
    refreshValidity: Period,
    rest: Partial<Pick<TokenClass, 'share' | 'refreshCreated'>> = {},
  ): TokenClass => ({
    name,
    verdict,
    share: 0,
    state,
    created,
    validity,
    refreshValidity,
    ...rest,
  })
const alive = judged('alive')
const dead = judged('dead')

/**
 * Every kind of token row, and what the safe rules make of it. Verdicts are stated, never computed.
 */
export const tokenClasses: readonly TokenClass[] = [
  // The bulk of a real table.
  dead('active, both lapsed', 'ACTIVE', old, hours(1), days(1), { share: 'rest' }),
  dead('expired, both lapsed', 'EXPIRED', old, hours(1), days(1), { share: 0.14 }),
  dead('inactive, old', 'INACTIVE', old, hours(1), days(1), { share: 0.2 }),
  dead('revoked, old', 'REVOKED', old, hours(1), days(1), { share: 0.08 }),
  alive('active, both valid', 'ACTIVE', fresh, hours(1), days(1), { share: 0.12 }),
  alive('active, access lapsed, refresh valid', 'ACTIVE', old, hours(1), days(90), { share: 0.03 }),
  alive('expired, refresh valid', 'EXPIRED', old, hours(1), days(90), { share: 0.02 }),
  alive('inactive, fresh', 'INACTIVE', fresh, hours(1), days(1), { share: 0.01 }),
  alive('revoked, fresh', 'REVOKED', fresh, hours(1), days(1), { share: 0.005 }),
  alive('active, never expires', 'ACTIVE', old, -1n, -1n, { share: 0.005 }),

  // ACTIVE and EXPIRED at the boundary: both lapses must lie before the cutoff, to the millisecond.
  alive(
    'active, lapsed within the safe period',
    'ACTIVE',
    [-30 * minute, -minute],
    hours(1),
    hours(1),
  ),
  dead(
    'active, lapses 1 s before the cutoff',
    'ACTIVE',
    beforeBoundary,
    { lapses: -1000 },
    { lapses: -1000 },
  ),
  dead(
    'active, lapses 1 ms before the cutoff',
    'ACTIVE',
    beforeBoundary,
    { lapses: -1 },
    { lapses: -1 },
  ),
  alive('active, lapses at the cutoff', 'ACTIVE', beforeBoundary, { lapses: 0 }, { lapses: 0 }),
  alive(
    'active, lapses 1 ms after the cutoff',
    'ACTIVE',
    beforeBoundary,
    { lapses: 1 },
    { lapses: 1 },
  ),
  alive(
    'active, lapses 1 s after the cutoff',
    'ACTIVE',
    beforeBoundary,
    { lapses: 1000 },
    { lapses: 1000 },
  ),
  alive(
    'active, access lapses at the cutoff, refresh before',
    'ACTIVE',
    beforeBoundary,
    { lapses: 0 },
    { lapses: -1 },
  ),
  alive(
    'active, refresh lapses at the cutoff, access before',
    'ACTIVE',
    beforeBoundary,
    { lapses: -1 },
    { lapses: 0 },
  ),
  dead(
    'expired, lapses 1 ms before the cutoff',
    'EXPIRED',
    beforeBoundary,
    { lapses: -1 },
    { lapses: -1 },
  ),
  alive('expired, refresh lapses at the cutoff', 'EXPIRED', beforeBoundary, hours(1), {
    lapses: 0,
  }),
  dead('active, period of 1 ms', 'ACTIVE', old, 1n, 1n),

  // Periods that never lapse, or of which nobody knows what they mean.
  alive('active, access endless, refresh lapsed', 'ACTIVE', old, -1n, days(1)),
  alive('active, access lapsed, refresh endless', 'ACTIVE', old, hours(1), -1n),
  alive('active, both periods zero', 'ACTIVE', old, 0n, 0n),
  alive('active, access zero, refresh lapsed', 'ACTIVE', old, 0n, days(1)),
  alive('active, access lapsed, refresh zero', 'ACTIVE', old, hours(1), 0n),
  alive('active, both Long.MAX', 'ACTIVE', old, longMax, longMax),
  alive('active, access Long.MAX, refresh lapsed', 'ACTIVE', old, longMax, days(1)),
  alive('active, access Long.MIN, refresh lapsed', 'ACTIVE', old, -longMax - 1n, days(1)),
  alive("active, both at the vendor's bound", 'ACTIVE', old, endless, endless),
  alive("active, both 1 ms below the vendor's bound", 'ACTIVE', old, endless - 1n, endless - 1n),
  alive('active, both periods NULL', 'ACTIVE', old, null, null),
  alive('active, access NULL, refresh lapsed', 'ACTIVE', old, null, days(1)),
  alive('active, access lapsed, refresh NULL', 'ACTIVE', old, hours(1), null),
  alive('expired, never expires', 'EXPIRED', old, -1n, -1n),
  alive('expired, both periods zero', 'EXPIRED', old, 0n, 0n),

  // ACTIVE and EXPIRED with times one cannot reckon with.
  alive('active, access time NULL', 'ACTIVE', null, hours(1), days(1), { refreshCreated: old }),
  alive('active, refresh time NULL', 'ACTIVE', old, hours(1), days(1), { refreshCreated: null }),
  alive('active, access time zero', 'ACTIVE', 'zero', hours(1), days(1), { refreshCreated: old }),
  alive('active, refresh time zero', 'ACTIVE', old, hours(1), days(1), { refreshCreated: 'zero' }),
  alive('expired, both times zero', 'EXPIRED', 'zero', hours(1), days(1)),
  alive('active, made in the future', 'ACTIVE', future, hours(1), days(1)),

  // INACTIVE and REVOKED: only the two creation times count, whatever the periods.
  dead('inactive, made 1 s before the cutoff', 'INACTIVE', -1, hours(1), days(1)),
  alive('inactive, made at the cutoff', 'INACTIVE', 0, hours(1), days(1)),
  alive('inactive, made 1 s after the cutoff', 'INACTIVE', 1, hours(1), days(1)),
  dead('revoked, made 1 s before the cutoff', 'REVOKED', -1, hours(1), days(1)),
  alive('revoked, refresh token made at the cutoff', 'REVOKED', old, hours(1), days(1), {
    refreshCreated: 0,
  }),
  alive('revoked, refresh token fresh', 'REVOKED', old, hours(1), days(1), {
    refreshCreated: fresh,
  }),
  alive('revoked, access token fresh, refresh token old', 'REVOKED', fresh, hours(1), days(1), {
    refreshCreated: old,
  }),
  dead('revoked, never expires, old', 'REVOKED', old, -1n, -1n),
  dead('inactive, refresh valid, old', 'INACTIVE', old, hours(1), days(90)),
  dead('inactive, periods NULL, old', 'INACTIVE', old, null, null),
  dead('revoked, both times zero', 'REVOKED', 'zero', hours(1), days(1)),
  dead('inactive, access time zero, refresh token old', 'INACTIVE', 'zero', hours(1), days(1), {
    refreshCreated: old,
  }),
  alive('inactive, access time zero, refresh token fresh', 'INACTIVE', 'zero', hours(1), days(1), {
    refreshCreated: fresh,
  }),
  alive('revoked, access time NULL', 'REVOKED', null, hours(1), days(1), { refreshCreated: old }),
  alive('inactive, refresh time NULL', 'INACTIVE', old, hours(1), days(1), {
    refreshCreated: null,
  }),
  alive('inactive, made in the future', 'INACTIVE', future, hours(1), days(1)),

  // States the rules do not know, some only by the letter: the column's collation ignores case and
  // trailing blanks.
  alive('locked', 'LOCKED', old, hours(1), days(1)),
  alive('revoked in lower case', 'revoked', old, hours(1), days(1)),
  alive('active in mixed case', 'Active', old, hours(1), days(1)),
  alive('inactive with a trailing blank', 'INACTIVE ', old, hours(1), days(1)),
  alive('state empty', '', old, hours(1), days(1)),
  alive('state NULL', null, old, hours(1), days(1)),
]
