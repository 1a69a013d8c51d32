import type { Moment, RowClass, Verdict } from './row-class.ts'
import { days, minutes, type Created, type Expires } from './session-time.ts'

export interface SessionRow {
  readonly operation: 'STORE' | 'DELETE'
  readonly created: Created
  readonly expires: Expires
  readonly verdict: Verdict
  /** The type of session: two of them are two sessions, though of one id. */
  readonly type: 'first' | 'second'
  readonly temporary: boolean
}

/**
 * All rows of one session id, in both stores. Its own verdict is that of what hangs on the id: dead
 * when no row of the id is left in either store.
 */
export interface SessionClass extends RowClass {
  readonly rows: readonly SessionRow[]
  /** Up to so many seconds further back than the rows say; 0 for those at a boundary. */
  readonly back: number
  /** Its federated session, when it does not simply share the verdict. */
  readonly federated?: { readonly created: Moment; readonly verdict: Verdict }
}

type Rest = Partial<Pick<SessionRow, 'type' | 'temporary'>>
const row =
  (operation: SessionRow['operation']) =>
  (verdict: Verdict, created: Created, expires: Expires, rest: Rest = {}): SessionRow => ({
    operation,
    created,
    expires,
    verdict,
    type: 'first',
    temporary: false,
    ...rest,
  })

export const store = row('STORE')
export const logout = row('DELETE')
export const temporary: Rest = { temporary: true }
export const second: Rest = { type: 'second' }
export const long = { after: days(14) }
export const never = { is: 0n }
/** Before the cutoff, and expired by it. */
export const lapsed = { after: minutes(20) }

/** A class of a few rows at exact times. */
export function exact(name: string, verdict: Verdict, ...rows: SessionRow[]): SessionClass {
  return { name, verdict, share: 0, back: 0, rows }
}
