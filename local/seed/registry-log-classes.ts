import { day, hour, minute, type Moment, type RowClass, type Verdict } from './row-class.ts'

export interface LogRow {
  readonly verdict: Verdict
  readonly logged: Moment
  /** What became of the resource; 7 is its deletion. */
  readonly action: number
  readonly tenant: 'super' | 'other'
  /** How its path is written. */
  readonly path: 'plain' | 'upper case' | 'trailing blank' | 'null'
}

/** What was logged about one path, oldest first: the id decides and not the time. */
export interface LogClass extends RowClass {
  readonly rows: readonly LogRow[]
}

const old: Moment = [-300 * day, -3 * day]
const fresh: Moment = [minute, 2 * hour - minute]
const update = 1
const deletion = 7
const log = (verdict: Verdict, logged: Moment, rest: Partial<LogRow> = {}): LogRow => ({
  verdict,
  logged,
  action: update,
  tenant: 'super',
  path: 'plain',
  ...rest,
})
/** The last row of a path always stays, so a class as a whole lives. */
const path = (name: string, share: RowClass['share'], ...rows: LogRow[]): LogClass => ({
  name,
  verdict: 'alive',
  share,
  rows,
})
const other = { tenant: 'other' } as const

/**
 * Every kind of path in the log, and what the safe rules make of each of its rows. Verdicts are
 * stated, never computed.
 */
export const logClasses: readonly LogClass[] = [
  path(
    'written five times',
    'rest',
    log('dead', old),
    log('dead', old),
    log('dead', old),
    log('dead', old),
    log('alive', old),
  ),
  path('written once', 0.15, log('alive', old)),
  path('written twice', 0.15, log('dead', old), log('alive', old)),
  path('written in the safe period', 0.05, log('alive', fresh), log('alive', fresh)),
  path('written again in the safe period', 0.02, log('dead', old), log('alive', fresh)),
  path('once 1 s before the cutoff, and again', 0, log('dead', -1), log('alive', 3)),
  path('once at the cutoff, and again', 0, log('alive', 0), log('alive', 3)),
  path('once 1 s after the cutoff, and again', 0, log('alive', 1), log('alive', 3)),
  path('once 1 s before the cutoff', 0, log('alive', -1)),
  path('in the far future, and again', 0, log('alive', 3000 * day), log('alive', old)),
  path('at zero, and again', 0, log('dead', 'zero'), log('alive', old)),
  path('at zero alone', 0, log('alive', 'zero')),
  path('written last by an older clock', 0, log('dead', -2 * day), log('alive', -5 * day)),
  path(
    'written last by an older clock, after the cutoff',
    0,
    log('alive', fresh),
    log('alive', -5 * day),
  ),
  path('twice in one second', 0, log('dead', -2 * day), log('alive', -2 * day)),
  path('deleted', 0.03, log('dead', old), log('alive', old, { action: deletion })),
  path(
    'deleted and made again',
    0,
    log('dead', old),
    log('dead', old, { action: deletion }),
    log('alive', old),
  ),
  path('in two tenants', 0, log('alive', old), log('alive', old, other)),
  path(
    'in two tenants, twice in one',
    0,
    log('dead', old),
    log('alive', old),
    log('alive', old, other),
  ),
  path(
    'in two tenants, twice in each',
    0,
    log('dead', old),
    log('dead', old, other),
    log('alive', old),
    log('alive', old, other),
  ),
  // To the column's collation these are one path; to the registry they are two.
  path(
    'two paths but for the case',
    0,
    log('alive', old),
    log('alive', old, { path: 'upper case' }),
  ),
  path(
    'two paths but for a blank',
    0,
    log('alive', old),
    log('alive', old, { path: 'trailing blank' }),
  ),
  path('no path', 0, log('alive', old, { path: 'null' }), log('alive', old, { path: 'null' })),
]
