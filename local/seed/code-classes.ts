import {
  day,
  days,
  endless,
  hour,
  longMax,
  minute,
  type Moment,
  type Period,
  type RowClass,
  type Verdict,
} from './row-class.ts'

export interface CodeClass extends RowClass {
  readonly state: string | null
  readonly created: Moment
  readonly validity: Period
  /** Its TOKEN_ID: NULL; of no row; of a token that stays; of one that goes in the same run. */
  readonly token: 'null' | 'missing' | 'alive' | 'dead'
}

const old: Moment = [-60 * day, -3 * day]
const fresh: Moment = [minute, 2 * hour - minute]
/** WSO2's usual validity of a code. */
const fiveMinutes = 300_000n

/** A kind of row that is rare, unless a share is given: a few of it. */
const judged =
  (verdict: Verdict) =>
  (
    name: string,
    state: CodeClass['state'],
    created: Moment,
    validity: Period,
    token: CodeClass['token'],
    rest: Partial<Pick<CodeClass, 'share'>> = {},
  ): CodeClass => ({ name, verdict, share: 0, state, created, validity, token, ...rest })
const alive = judged('alive')
const dead = judged('dead')

/**
 * Every kind of authorization code, and what the safe rules make of it. Verdicts are stated, never
 * computed.
 */
export const codeClasses: readonly CodeClass[] = [
  // The bulk: exchanged codes, whose token has since died or not; some given up; a few on their
  // way.
  dead('exchanged, token dead', 'EXPIRED', old, fiveMinutes, 'dead', { share: 'rest' }),
  alive('exchanged, token alive', 'EXPIRED', old, fiveMinutes, 'alive', { share: 0.15 }),
  dead('active, lapsed, never exchanged', 'ACTIVE', old, fiveMinutes, 'null', { share: 0.15 }),
  alive('active, fresh, not yet exchanged', 'ACTIVE', fresh, fiveMinutes, 'null', { share: 0.03 }),
  dead('inactive, old, token missing', 'INACTIVE', old, fiveMinutes, 'missing', { share: 0.15 }),

  alive('active, lapsed, token alive', 'ACTIVE', old, fiveMinutes, 'alive'),
  dead('active, lapsed, token dead', 'ACTIVE', old, fiveMinutes, 'dead'),
  dead('active, lapsed, token missing', 'ACTIVE', old, fiveMinutes, 'missing'),
  dead('unknown state, lapsed, never exchanged', 'LOCKED', old, fiveMinutes, 'null'),
  dead('state NULL, lapsed, never exchanged', null, old, fiveMinutes, 'null'),
  dead('lapses 1 ms before the cutoff', 'ACTIVE', [-9 * day, -8 * day], { lapses: -1 }, 'null'),
  alive('lapses at the cutoff', 'ACTIVE', [-9 * day, -8 * day], { lapses: 0 }, 'null'),
  alive('lapses 1 ms after the cutoff', 'ACTIVE', [-9 * day, -8 * day], { lapses: 1 }, 'missing'),

  alive('inactive, fresh, token missing', 'INACTIVE', fresh, fiveMinutes, 'missing'),
  alive('inactive, fresh, never exchanged', 'INACTIVE', fresh, fiveMinutes, 'null'),
  alive('inactive, fresh, token alive', 'INACTIVE', fresh, fiveMinutes, 'alive'),
  alive('inactive, fresh, token dead', 'INACTIVE', fresh, fiveMinutes, 'dead'),
  alive('inactive, old, token alive', 'INACTIVE', old, fiveMinutes, 'alive'),
  dead('inactive, old, never exchanged, period valid', 'INACTIVE', old, days(90), 'null'),
  dead('inactive, old, token dead, period valid', 'INACTIVE', old, days(90), 'dead'),
  dead('inactive, old, never expires, token missing', 'INACTIVE', old, -1n, 'missing'),
  dead('inactive, made 1 s before the cutoff, period valid', 'INACTIVE', -1, days(1), 'missing'),
  alive('inactive, made at the cutoff', 'INACTIVE', 0, days(1), 'missing'),
  alive('inactive in lower case, old, period valid', 'inactive', old, days(90), 'missing'),
  alive('inactive, time NULL', 'INACTIVE', null, fiveMinutes, 'missing'),

  alive('expired, fresh, never exchanged', 'EXPIRED', fresh, fiveMinutes, 'null'),
  dead('expired, old, never exchanged', 'EXPIRED', old, fiveMinutes, 'null'),
  alive('never expires', 'ACTIVE', old, -1n, 'null'),
  alive('never expires, token dead', 'EXPIRED', old, -1n, 'dead'),
  alive('period zero', 'ACTIVE', old, 0n, 'missing'),
  alive('period NULL', 'ACTIVE', old, null, 'null'),
  alive('period Long.MAX', 'ACTIVE', old, longMax, 'null'),
  alive("period at the vendor's bound", 'ACTIVE', old, endless, 'null'),
  alive('active, time NULL', 'ACTIVE', null, fiveMinutes, 'null'),
]
