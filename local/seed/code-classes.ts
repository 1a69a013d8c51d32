import { day, days, endless, hour, longMax, minute, type Moment, type Period, type RowClass } from './row-class.ts'

export interface CodeClass extends RowClass {
  readonly state: string | null
  readonly created: Moment
  readonly validity: Period
  /** Its TOKEN_ID: NULL; of no row; of a token that stays; of one that goes in the same run. */
  readonly token: 'null' | 'missing' | 'alive' | 'dead'
}

const old: Moment = [-60 * day, -3 * day]
const fresh: Moment = [minute, 2 * hour - minute]
const none = 0
/** WSO2's usual validity of a code. */
const fiveMinutes = 300_000n

/** Every kind of authorization code, and what the safe rules make of it. Verdicts are stated, never computed. */
export const codeClasses: readonly CodeClass[] = [
  // The bulk: exchanged codes, whose token has since died or not; some given up; a few on their way.
  { name: 'exchanged, token dead', verdict: 'dead', share: 'rest', state: 'EXPIRED', created: old, validity: fiveMinutes, token: 'dead' },
  { name: 'exchanged, token alive', verdict: 'alive', share: 0.15, state: 'EXPIRED', created: old, validity: fiveMinutes, token: 'alive' },
  { name: 'active, lapsed, never exchanged', verdict: 'dead', share: 0.15, state: 'ACTIVE', created: old, validity: fiveMinutes, token: 'null' },
  { name: 'active, fresh, not yet exchanged', verdict: 'alive', share: 0.03, state: 'ACTIVE', created: fresh, validity: fiveMinutes, token: 'null' },
  { name: 'inactive, old, token missing', verdict: 'dead', share: 0.15, state: 'INACTIVE', created: old, validity: fiveMinutes, token: 'missing' },

  { name: 'active, lapsed, token alive', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: fiveMinutes, token: 'alive' },
  { name: 'active, lapsed, token dead', verdict: 'dead', share: none, state: 'ACTIVE', created: old, validity: fiveMinutes, token: 'dead' },
  { name: 'active, lapsed, token missing', verdict: 'dead', share: none, state: 'ACTIVE', created: old, validity: fiveMinutes, token: 'missing' },
  { name: 'unknown state, lapsed, never exchanged', verdict: 'dead', share: none, state: 'LOCKED', created: old, validity: fiveMinutes, token: 'null' },
  { name: 'state NULL, lapsed, never exchanged', verdict: 'dead', share: none, state: null, created: old, validity: fiveMinutes, token: 'null' },
  { name: 'lapses 1 ms before the cutoff', verdict: 'dead', share: none, state: 'ACTIVE', created: [-9 * day, -8 * day], validity: { lapses: -1 }, token: 'null' },
  { name: 'lapses at the cutoff', verdict: 'alive', share: none, state: 'ACTIVE', created: [-9 * day, -8 * day], validity: { lapses: 0 }, token: 'null' },
  { name: 'lapses 1 ms after the cutoff', verdict: 'alive', share: none, state: 'ACTIVE', created: [-9 * day, -8 * day], validity: { lapses: 1 }, token: 'missing' },

  { name: 'inactive, fresh, token missing', verdict: 'alive', share: none, state: 'INACTIVE', created: fresh, validity: fiveMinutes, token: 'missing' },
  { name: 'inactive, fresh, never exchanged', verdict: 'alive', share: none, state: 'INACTIVE', created: fresh, validity: fiveMinutes, token: 'null' },
  { name: 'inactive, fresh, token alive', verdict: 'alive', share: none, state: 'INACTIVE', created: fresh, validity: fiveMinutes, token: 'alive' },
  { name: 'inactive, fresh, token dead', verdict: 'alive', share: none, state: 'INACTIVE', created: fresh, validity: fiveMinutes, token: 'dead' },
  { name: 'inactive, old, token alive', verdict: 'alive', share: none, state: 'INACTIVE', created: old, validity: fiveMinutes, token: 'alive' },
  { name: 'inactive, old, never exchanged, period valid', verdict: 'dead', share: none, state: 'INACTIVE', created: old, validity: days(90), token: 'null' },
  { name: 'inactive, old, token dead, period valid', verdict: 'dead', share: none, state: 'INACTIVE', created: old, validity: days(90), token: 'dead' },
  { name: 'inactive, old, never expires, token missing', verdict: 'dead', share: none, state: 'INACTIVE', created: old, validity: -1n, token: 'missing' },
  { name: 'inactive, made 1 s before the cutoff, period valid', verdict: 'dead', share: none, state: 'INACTIVE', created: -1, validity: days(1), token: 'missing' },
  { name: 'inactive, made at the cutoff', verdict: 'alive', share: none, state: 'INACTIVE', created: 0, validity: days(1), token: 'missing' },
  { name: 'inactive in lower case, old, period valid', verdict: 'alive', share: none, state: 'inactive', created: old, validity: days(90), token: 'missing' },
  { name: 'inactive, time NULL', verdict: 'alive', share: none, state: 'INACTIVE', created: null, validity: fiveMinutes, token: 'missing' },

  { name: 'expired, fresh, never exchanged', verdict: 'alive', share: none, state: 'EXPIRED', created: fresh, validity: fiveMinutes, token: 'null' },
  { name: 'expired, old, never exchanged', verdict: 'dead', share: none, state: 'EXPIRED', created: old, validity: fiveMinutes, token: 'null' },
  { name: 'never expires', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: -1n, token: 'null' },
  { name: 'never expires, token dead', verdict: 'alive', share: none, state: 'EXPIRED', created: old, validity: -1n, token: 'dead' },
  { name: 'period zero', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: 0n, token: 'missing' },
  { name: 'period NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: null, token: 'null' },
  { name: 'period Long.MAX', verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: longMax, token: 'null' },
  { name: "period at the vendor's bound", verdict: 'alive', share: none, state: 'ACTIVE', created: old, validity: endless, token: 'null' },
  { name: 'active, time NULL', verdict: 'alive', share: none, state: 'ACTIVE', created: null, validity: fiveMinutes, token: 'null' },
]
