import { day, days, endless, hour, hours, longMax, minute, type Moment, type Period, type RowClass } from './row-class.ts'

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
const none = 0
const lapsed = { created: old, validity: hours(1), refreshValidity: days(1) } as const
const beforeBoundary: Moment = [-9 * day, -8 * day]

/** Every kind of token row, and what the safe rules make of it. Verdicts are stated, never computed. */
export const tokenClasses: readonly TokenClass[] = [
  // The bulk of a real table.
  { name: 'active, both lapsed', verdict: 'dead', share: 'rest', state: 'ACTIVE', ...lapsed },
  { name: 'expired, both lapsed', verdict: 'dead', share: 0.14, state: 'EXPIRED', ...lapsed },
  { name: 'inactive, old', verdict: 'dead', share: 0.2, state: 'INACTIVE', ...lapsed },
  { name: 'revoked, old', verdict: 'dead', share: 0.08, state: 'REVOKED', ...lapsed },
  { name: 'active, both valid', verdict: 'alive', share: 0.12, state: 'ACTIVE', created: fresh, validity: hours(1), refreshValidity: days(1) },
  { name: 'active, access lapsed, refresh valid', verdict: 'alive', share: 0.03, state: 'ACTIVE', created: old, validity: hours(1), refreshValidity: days(90) },
  { name: 'expired, refresh valid', verdict: 'alive', share: 0.02, state: 'EXPIRED', created: old, validity: hours(1), refreshValidity: days(90) },
  { name: 'inactive, fresh', verdict: 'alive', share: 0.01, state: 'INACTIVE', created: fresh, validity: hours(1), refreshValidity: days(1) },
  { name: 'revoked, fresh', verdict: 'alive', share: 0.005, state: 'REVOKED', created: fresh, validity: hours(1), refreshValidity: days(1) },
  { name: 'active, never expires', verdict: 'alive', share: 0.005, state: 'ACTIVE', created: old, validity: -1n, refreshValidity: -1n },

  // ACTIVE and EXPIRED at the boundary: both lapses must lie before the cutoff, to the millisecond.
  { name: 'active, lapsed within the safe period', verdict: 'alive', share: none, state: 'ACTIVE', created: [-30 * minute, -minute], validity: hours(1), refreshValidity: hours(1) },
  { name: 'active, lapses 1 s before the cutoff', verdict: 'dead', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: -1000 }, refreshValidity: { lapses: -1000 } },
  { name: 'active, lapses 1 ms before the cutoff', verdict: 'dead', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: -1 }, refreshValidity: { lapses: -1 } },
  { name: 'active, lapses at the cutoff', verdict: 'alive', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: 0 }, refreshValidity: { lapses: 0 } },
  { name: 'active, lapses 1 ms after the cutoff', verdict: 'alive', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: 1 }, refreshValidity: { lapses: 1 } },
  { name: 'active, lapses 1 s after the cutoff', verdict: 'alive', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: 1000 }, refreshValidity: { lapses: 1000 } },
  { name: 'active, access lapses at the cutoff, refresh before', verdict: 'alive', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: 0 }, refreshValidity: { lapses: -1 } },
  { name: 'active, refresh lapses at the cutoff, access before', verdict: 'alive', share: none, state: 'ACTIVE', created: beforeBoundary, validity: { lapses: -1 }, refreshValidity: { lapses: 0 } },
  { name: 'expired, lapses 1 ms before the cutoff', verdict: 'dead', share: none, state: 'EXPIRED', created: beforeBoundary, validity: { lapses: -1 }, refreshValidity: { lapses: -1 } },
  { name: 'expired, refresh lapses at the cutoff', verdict: 'alive', share: none, state: 'EXPIRED', created: beforeBoundary, validity: hours(1), refreshValidity: { lapses: 0 } },
  { name: 'active, period of 1 ms', verdict: 'dead', share: none, state: 'ACTIVE', created: old, validity: 1n, refreshValidity: 1n },

  // Periods that never lapse, or of which nobody knows what they mean.
  { name: 'active, access endless, refresh lapsed', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: -1n, refreshValidity: days(1) },
  { name: 'active, access lapsed, refresh endless', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: hours(1), refreshValidity: -1n },
  { name: 'active, both periods zero', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: 0n, refreshValidity: 0n },
  { name: 'active, access zero, refresh lapsed', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: 0n, refreshValidity: days(1) },
  { name: 'active, access lapsed, refresh zero', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: hours(1), refreshValidity: 0n },
  { name: 'active, both Long.MAX', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: longMax, refreshValidity: longMax },
  { name: 'active, access Long.MAX, refresh lapsed', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: longMax, refreshValidity: days(1) },
  { name: 'active, access Long.MIN, refresh lapsed', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: -longMax - 1n, refreshValidity: days(1) },
  { name: "active, both at the vendor's bound", verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: endless, refreshValidity: endless },
  { name: "active, both 1 ms below the vendor's bound", verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: endless - 1n, refreshValidity: endless - 1n },
  { name: 'active, both periods NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: null, refreshValidity: null },
  { name: 'active, access NULL, refresh lapsed', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: null, refreshValidity: days(1) },
  { name: 'active, access lapsed, refresh NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: hours(1), refreshValidity: null },
  { name: 'expired, never expires', verdict: 'alive', share: none, state: 'EXPIRED', created: old, validity: -1n, refreshValidity: -1n },
  { name: 'expired, both periods zero', verdict: 'alive', share: none, state: 'EXPIRED', created: old, validity: 0n, refreshValidity: 0n },

  // ACTIVE and EXPIRED with times one cannot reckon with.
  { name: 'active, access time NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: null, validity: hours(1), refreshCreated: old, refreshValidity: days(1) },
  { name: 'active, refresh time NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: hours(1), refreshCreated: null, refreshValidity: days(1) },
  { name: 'active, access time zero', verdict: 'alive', share: none, state: 'ACTIVE', created: 'zero', validity: hours(1), refreshCreated: old, refreshValidity: days(1) },
  { name: 'active, refresh time zero', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: hours(1), refreshCreated: 'zero', refreshValidity: days(1) },
  { name: 'expired, both times zero', verdict: 'alive', share: none, state: 'EXPIRED', created: 'zero', validity: hours(1), refreshValidity: days(1) },
  { name: 'active, made in the future', verdict: 'alive', share: none, state: 'ACTIVE', created: future, validity: hours(1), refreshValidity: days(1) },

  // INACTIVE and REVOKED: only the two creation times count, whatever the periods.
  { name: 'inactive, made 1 s before the cutoff', verdict: 'dead', share: none, state: 'INACTIVE', created: -1, validity: hours(1), refreshValidity: days(1) },
  { name: 'inactive, made at the cutoff', verdict: 'alive', share: none, state: 'INACTIVE', created: 0, validity: hours(1), refreshValidity: days(1) },
  { name: 'inactive, made 1 s after the cutoff', verdict: 'alive', share: none, state: 'INACTIVE', created: 1, validity: hours(1), refreshValidity: days(1) },
  { name: 'revoked, made 1 s before the cutoff', verdict: 'dead', share: none, state: 'REVOKED', created: -1, validity: hours(1), refreshValidity: days(1) },
  { name: 'revoked, refresh token made at the cutoff', verdict: 'alive', share: none, state: 'REVOKED', created: old, validity: hours(1), refreshCreated: 0, refreshValidity: days(1) },
  { name: 'revoked, refresh token fresh', verdict: 'alive', share: none, state: 'REVOKED', created: old, validity: hours(1), refreshCreated: fresh, refreshValidity: days(1) },
  { name: 'revoked, access token fresh, refresh token old', verdict: 'alive', share: none, state: 'REVOKED', created: fresh, validity: hours(1), refreshCreated: old, refreshValidity: days(1) },
  { name: 'revoked, never expires, old', verdict: 'dead', share: none, state: 'REVOKED', created: old, validity: -1n, refreshValidity: -1n },
  { name: 'inactive, refresh valid, old', verdict: 'dead', share: none, state: 'INACTIVE', created: old, validity: hours(1), refreshValidity: days(90) },
  { name: 'inactive, periods NULL, old', verdict: 'dead', share: none, state: 'INACTIVE', created: old, validity: null, refreshValidity: null },
  { name: 'revoked, both times zero', verdict: 'dead', share: none, state: 'REVOKED', created: 'zero', validity: hours(1), refreshValidity: days(1) },
  { name: 'inactive, access time zero, refresh token old', verdict: 'dead', share: none, state: 'INACTIVE', created: 'zero', validity: hours(1), refreshCreated: old, refreshValidity: days(1) },
  { name: 'inactive, access time zero, refresh token fresh', verdict: 'alive', share: none, state: 'INACTIVE', created: 'zero', validity: hours(1), refreshCreated: fresh, refreshValidity: days(1) },
  { name: 'revoked, access time NULL', verdict: 'alive', share: none, state: 'REVOKED', created: null, validity: hours(1), refreshCreated: old, refreshValidity: days(1) },
  { name: 'inactive, refresh time NULL', verdict: 'alive', share: none, state: 'INACTIVE', created: old, validity: hours(1), refreshCreated: null, refreshValidity: days(1) },
  { name: 'inactive, made in the future', verdict: 'alive', share: none, state: 'INACTIVE', created: future, validity: hours(1), refreshValidity: days(1) },

  // States the rules do not know, some only by the letter: the column's collation ignores case and trailing blanks.
  { name: 'locked', verdict: 'alive', share: none, state: 'LOCKED', ...lapsed },
  { name: 'revoked in lower case', verdict: 'alive', share: none, state: 'revoked', ...lapsed },
  { name: 'active in mixed case', verdict: 'alive', share: none, state: 'Active', ...lapsed },
  { name: 'inactive with a trailing blank', verdict: 'alive', share: none, state: 'INACTIVE ', ...lapsed },
  { name: 'state empty', verdict: 'alive', share: none, state: '', ...lapsed },
  { name: 'state NULL', verdict: 'alive', share: none, state: null, ...lapsed },
]
