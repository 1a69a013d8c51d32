import { longMax } from './row-class.ts'
import {
  exact,
  lapsed,
  logout,
  long,
  never,
  store,
  temporary,
  type SessionClass,
} from './session-class.ts'
import { days, minutes, nano } from './session-time.ts'

/**
 * Sessions whose rows expired or were superseded, at the boundary and with values that are no time.
 */
export const outlivedSessions: readonly SessionClass[] = [
  // Expiry at the boundary, and values that are none.
  exact('expires 1 s before the cutoff', 'dead', store('dead', -days(9), { at: -1_000_000_000n })),
  exact('expires 1 ns before the cutoff', 'dead', store('dead', -days(9), { at: -nano })),
  exact('expires at the cutoff', 'alive', store('alive', -days(9), { at: 0n })),
  exact('expires 1 ns after the cutoff', 'alive', store('alive', -days(9), { at: nano })),
  exact('expires in ten years', 'alive', store('alive', -days(400), { at: days(3650) })),
  exact('expiry NULL, a year old', 'alive', store('alive', -days(365), null)),
  exact('expiry zero', 'alive', store('alive', -days(30), never)),
  exact('expiry negative', 'alive', store('alive', -days(30), { is: -1n })),
  exact('expiry Long.MIN', 'alive', store('alive', -days(30), { is: -longMax - 1n })),
  exact('expiry Long.MAX', 'alive', store('alive', -days(30), { is: longMax })),
  exact('expiry of 1 ns', 'dead', store('dead', -days(30), { is: 1n })),
  exact(
    'temporary, expires 1 ns before the cutoff',
    'dead',
    store('dead', -days(9), { at: -nano }, temporary),
  ),
  exact(
    'temporary, expires at the cutoff',
    'alive',
    store('alive', -days(9), { at: 0n }, temporary),
  ),
  exact('temporary, expiry NULL', 'alive', store('alive', -days(9), null, temporary)),

  // Superseded: by a row that is itself older than the cutoff, and by no other.
  exact(
    'superseded 1 ns before the cutoff',
    'alive',
    store('dead', -days(1), long),
    store('alive', -nano, long),
  ),
  exact(
    'superseded at the cutoff',
    'alive',
    store('alive', -days(1), long),
    store('alive', 0n, long),
  ),
  exact(
    'superseded 1 ns after the cutoff',
    'alive',
    store('alive', -days(1), long),
    store('alive', nano, long),
  ),
  exact(
    'superseded within 1 ns, before the cutoff',
    'alive',
    store('dead', -2n, long),
    store('alive', -nano, long),
  ),
  exact(
    'superseded within 1 ns, across the cutoff',
    'alive',
    store('alive', -nano, long),
    store('alive', 0n, long),
  ),
  exact(
    'superseded by one before and one after the cutoff',
    'alive',
    store('dead', -days(2), long),
    store('alive', -days(1), long),
    store('alive', minutes(30), long),
  ),
  exact(
    'superseded after the cutoff, expired before',
    'alive',
    store('dead', -days(2), lapsed),
    store('alive', minutes(30), long),
  ),
  exact(
    'superseded in the far future',
    'alive',
    store('alive', -days(2), long),
    store('alive', days(30), long),
  ),
  exact(
    'superseded at Long.MAX',
    'alive',
    store('alive', -days(2), null),
    store('alive', { is: longMax }, null),
  ),
  exact(
    'superseded by one without expiry',
    'alive',
    store('dead', -days(60), null),
    store('alive', -days(50), null),
  ),
  exact(
    'superseded by one with expiry zero',
    'alive',
    store('dead', -days(60), never),
    store('alive', -days(50), never),
  ),
  exact(
    'superseded by one with negative expiry',
    'alive',
    store('dead', -days(60), { is: -1n }),
    store('alive', -days(50), { is: -1n }),
  ),
  exact(
    'superseded by one that expired, though itself valid',
    'dead',
    store('dead', -days(2), { after: days(90) }),
    store('dead', -days(1), { at: -nano }),
  ),
  exact(
    'superseded by one that expires at the cutoff',
    'alive',
    store('dead', -days(2), { after: days(90) }),
    store('alive', -days(1), { at: 0n }),
  ),
  exact(
    'temporary, superseded',
    'alive',
    store('dead', -days(2), null, temporary),
    store('alive', -days(1), null, temporary),
  ),
  exact('made at zero, no expiry', 'alive', store('alive', { is: 0n }, null)),
  exact(
    'made at zero, superseded',
    'alive',
    store('dead', { is: 0n }, null),
    store('alive', -days(1), long),
  ),
  exact(
    'made before 1970, superseded',
    'alive',
    store('dead', { is: -1n }, null),
    store('alive', { is: 0n }, null),
  ),
  exact(
    'made at zero, logged out at one',
    'dead',
    store('dead', { is: 0n }, null),
    logout('dead', { is: 1n }, null),
  ),
]
