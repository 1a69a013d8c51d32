import { day, hour, minute, type Moment, type RowClass, type Verdict } from './row-class.ts'

/** A device's request for a grant. */
export interface DeviceClass extends RowClass {
  readonly status: string | null
  readonly expires: Moment
}

const past: Moment = [-60 * day, -day]
const future: Moment = [3 * hour, 30 * day]
const device = (
  name: string,
  verdict: Verdict,
  status: string | null,
  expires: Moment,
  share: RowClass['share'] = 0,
): DeviceClass => ({ name, verdict, share, status, expires })

/** Verdicts are stated, never computed. */
export const deviceClasses: readonly DeviceClass[] = [
  device('pending, expired', 'dead', 'PENDING', past, 'rest'),
  device('expired by state and time', 'dead', 'EXPIRED', past, 0.2),
  device('pending, valid', 'alive', 'PENDING', future, 0.1),
  device('used, expired', 'dead', 'USED', past),
  device('authorized, valid', 'alive', 'AUTHORIZED', future),
  device('expired by state, valid by time', 'dead', 'EXPIRED', future),
  device('expired in lower case, valid', 'alive', 'expired', future),
  device('expired with a trailing blank, valid', 'alive', 'EXPIRED ', future),
  device('state NULL, expired', 'dead', null, past),
  device('state NULL, valid', 'alive', null, future),
  device('expires 1 s before the cutoff', 'dead', 'AUTHORIZED', -1),
  device('expires at the cutoff', 'alive', 'AUTHORIZED', 0),
  device('expires 1 s after the cutoff', 'alive', 'AUTHORIZED', 1),
  device('expires in nine years', 'alive', 'PENDING', 3285 * day),
]

/** A request for authentication elsewhere (CIBA). */
export interface CibaClass extends RowClass {
  readonly status: string | null
  readonly issued: Moment
  /**
   * EXPIRES_IN, in seconds; or the one that makes it expire so many seconds after the cutoff
   * (negative: before it).
   */
  readonly expiresIn: number | null | { readonly lapses: number }
}

const old: Moment = [-60 * day, -3 * day]
const fresh: Moment = [minute, 2 * hour - minute]
const ciba = (
  name: string,
  verdict: Verdict,
  status: string | null,
  issued: Moment,
  expiresIn: CibaClass['expiresIn'],
  share: RowClass['share'] = 0,
): CibaClass => ({ name, verdict, share, status, issued, expiresIn })
const ninetyDays = 90 * day

/** Verdicts are stated, never computed. */
export const cibaClasses: readonly CibaClass[] = [
  ciba('requested, expired', 'dead', 'REQUESTED', old, 3600, 'rest'),
  ciba('token issued, expired', 'dead', 'TOKEN_ISSUED', old, 3600, 0.2),
  ciba('requested, valid', 'alive', 'REQUESTED', fresh, 3600, 0.1),
  ciba('authenticated, expired', 'dead', 'AUTHENTICATED', old, 3600),
  ciba('state NULL, expired', 'dead', null, old, 3600),
  ciba('expires 1 s before the cutoff', 'dead', 'REQUESTED', -9 * day, { lapses: -1 }),
  ciba('expires at the cutoff', 'alive', 'REQUESTED', -9 * day, { lapses: 0 }),
  ciba('expires 1 s after the cutoff', 'alive', 'REQUESTED', -9 * day, { lapses: 1 }),
  ciba('expires in 0 s', 'alive', 'REQUESTED', old, 0),
  ciba('expires in -1 s', 'alive', 'REQUESTED', old, -1),
  ciba('expires in 1 s', 'dead', 'REQUESTED', old, 1),
  ciba('expires in NULL', 'alive', 'REQUESTED', old, null),
  ciba('expires in Integer.MAX', 'alive', 'REQUESTED', old, 2_147_483_647),
  ciba('token issued, valid', 'dead', 'TOKEN_ISSUED', old, ninetyDays),
  ciba('token issued, no expiry', 'dead', 'TOKEN_ISSUED', old, null),
  ciba('expired by state, valid by time', 'dead', 'EXPIRED', old, ninetyDays),
  ciba('failed, never expires', 'dead', 'FAILED', old, -1),
  ciba('token issued 1 s before the cutoff', 'dead', 'TOKEN_ISSUED', -1, ninetyDays),
  ciba('token issued at the cutoff', 'alive', 'TOKEN_ISSUED', 0, ninetyDays),
  ciba('token issued 1 s after the cutoff', 'alive', 'TOKEN_ISSUED', 1, ninetyDays),
  ciba('failed, fresh', 'alive', 'FAILED', fresh, 3600),
  ciba('issued in the future', 'alive', 'EXPIRED', future, 3600),
  ciba('consent denied, valid', 'alive', 'CONSENT_DENIED', old, ninetyDays),
  ciba('expired in lower case, valid', 'alive', 'expired', old, ninetyDays),
  ciba('failed with a trailing blank, valid', 'alive', 'FAILED ', old, ninetyDays),
  ciba('state NULL, valid', 'alive', null, old, ninetyDays),
]
