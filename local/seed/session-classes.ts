import { day, hour, longMax } from './row-class.ts'
import { exact, logout, second, store, temporary, type SessionClass } from './session-class.ts'
import { days, hours, minutes, nano } from './session-time.ts'

const long = { after: days(14) }
const never = { is: 0n }
/** Before the cutoff, and expired by it. */
const lapsed = { after: minutes(20) }
const orphan = (name: string, federated: NonNullable<SessionClass['federated']>): SessionClass => ({
  ...exact(name, 'dead'),
  federated,
})

/** Every kind of session, and what the safe rules make of each of its rows. Verdicts are stated, never computed. */
export const sessionClasses: readonly SessionClass[] = [
  // The bulk of a real table.
  {
    name: 'expired',
    verdict: 'dead',
    share: 'rest',
    back: 25 * day,
    rows: [store('dead', -days(3), { after: days(1) })],
  },
  {
    name: 'logged out',
    verdict: 'dead',
    share: 0.12,
    back: 10 * day,
    rows: [store('dead', -days(3), long), logout('dead', -days(3) + minutes(20), long)],
  },
  {
    name: 'renewed, valid',
    verdict: 'alive',
    share: 0.1,
    back: 10 * hour,
    rows: [
      store('dead', -days(3), long),
      store('dead', -days(2), long),
      store('alive', -days(1), long),
    ],
  },
  {
    name: 'valid',
    verdict: 'alive',
    share: 0.06,
    back: 5 * day,
    rows: [store('alive', -days(5), long)],
  },
  {
    name: 'renewed, all expired',
    verdict: 'dead',
    share: 0.05,
    back: 25 * day,
    rows: [-50, -49, -48, -47, -46].map((at) => store('dead', hours(at), lapsed)),
  },
  {
    name: 'temporary, expired',
    verdict: 'dead',
    share: 0.05,
    back: 5 * day,
    rows: [store('dead', -days(2), { after: minutes(40) }, temporary)],
  },
  {
    name: 'temporary, made after the cutoff',
    verdict: 'alive',
    share: 0.01,
    back: 0,
    rows: [store('alive', minutes(10), { after: minutes(40) }, temporary)],
  },
  {
    name: 'made after the cutoff',
    verdict: 'alive',
    share: 0.03,
    back: 600,
    rows: [store('alive', minutes(30), { after: minutes(15) })],
  },
  {
    name: 'logged out after the cutoff',
    verdict: 'alive',
    share: 0.01,
    back: 600,
    rows: [store('alive', -days(1), long), logout('alive', minutes(30), long)],
  },
  { name: 'no session left', verdict: 'dead', share: 0.04, back: 0, rows: [] },

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

  // Logged out: the marker goes with the rows it ends, never before them.
  exact(
    'logged out 1 ns before the cutoff',
    'dead',
    store('dead', -days(1), null),
    logout('dead', -nano, null),
  ),
  exact(
    'logged out at the cutoff',
    'alive',
    store('alive', -days(1), null),
    logout('alive', 0n, null),
  ),
  exact(
    'logged out 1 ns after the cutoff',
    'alive',
    store('alive', -days(1), null),
    logout('alive', nano, null),
  ),
  exact(
    'logged out, valid for ten years',
    'dead',
    store('dead', -days(2), { at: days(3650) }),
    logout('dead', -days(1), { at: days(3650) }),
  ),
  exact(
    'logged out, expiry zero and negative',
    'dead',
    store('dead', -days(2), never),
    logout('dead', -days(1), { is: -1n }),
  ),
  exact(
    'logged out after the cutoff, expired before',
    'alive',
    store('dead', -days(1), { at: -nano }),
    logout('alive', minutes(5), long),
  ),
  exact(
    'logged out after the cutoff with an expiry before it',
    'alive',
    store('alive', -days(1), long),
    logout('alive', minutes(5), { at: -nano }),
  ),
  exact(
    'logged out after the cutoff, both with an expiry before it',
    'dead',
    store('dead', -days(1), { at: -nano }),
    logout('dead', minutes(5), { at: -nano }),
  ),
  exact(
    'renewed and logged out',
    'dead',
    store('dead', -days(3), long),
    store('dead', -days(2), long),
    logout('dead', -days(1), long),
  ),
  exact(
    'renewed, logged out after the cutoff',
    'alive',
    store('dead', -days(3), long),
    store('alive', -days(2), long),
    logout('alive', minutes(5), long),
  ),
  exact(
    'logged out twice',
    'dead',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    logout('dead', -days(1), long),
  ),
  exact(
    'logged out twice, again after the cutoff',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    logout('alive', minutes(1), long),
  ),
  exact('marker alone, 1 ns before the cutoff', 'dead', logout('dead', -nano, null)),
  exact('marker alone, at the cutoff', 'alive', logout('alive', 0n, null)),
  exact('marker alone, 1 ns after the cutoff', 'alive', logout('alive', nano, long)),
  exact('marker alone, made at zero', 'dead', logout('dead', { is: 0n }, null)),
  exact('marker alone, expired', 'dead', logout('dead', -days(60), long)),
  exact(
    'logged in again, valid',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    store('alive', -days(1), long),
  ),
  exact(
    'logged in again, expired',
    'dead',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    store('dead', -days(1), lapsed),
  ),
  exact(
    'logged in again after the cutoff',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    store('alive', minutes(30), long),
  ),
  exact(
    'logged in again after the cutoff, marker expired',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), lapsed),
    store('alive', minutes(30), long),
  ),
  exact(
    'temporary, logged out',
    'dead',
    store('dead', -days(2), null, temporary),
    logout('dead', -days(1), null, temporary),
  ),

  // A row and a marker of one instant: nobody knows which of them is read.
  exact(
    'one instant, valid',
    'alive',
    store('alive', -days(1), long),
    logout('alive', -days(1), long),
  ),
  exact(
    'one instant, marker expired',
    'alive',
    store('alive', -days(1), long),
    logout('alive', -days(1), lapsed),
  ),
  exact(
    'one instant, row expired',
    'dead',
    store('dead', -days(1), lapsed),
    logout('dead', -days(1), long),
  ),
  exact(
    'one instant, both expired',
    'dead',
    store('dead', -days(1), lapsed),
    logout('dead', -days(1), lapsed),
  ),
  exact(
    'one instant, no expiry',
    'alive',
    store('alive', -days(1), null),
    logout('alive', -days(1), null),
  ),
  exact(
    'one instant, after older rows',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    store('alive', -days(1), long),
    logout('alive', -days(1), long),
  ),
  exact(
    'one instant, superseded',
    'alive',
    store('dead', -days(2), long),
    logout('dead', -days(2), long),
    store('alive', -days(1), long),
  ),
  exact(
    'one instant, superseded after the cutoff',
    'alive',
    store('alive', -days(2), long),
    logout('alive', -days(2), lapsed),
    store('alive', minutes(5), long),
  ),

  // Several sessions of one id: each goes by itself, what hangs on the id with the last of them.
  exact(
    'logged out of one type, valid in another',
    'alive',
    store('dead', -days(3), long),
    logout('dead', -days(2), long),
    store('alive', -days(3), long, second),
  ),
  exact(
    'expired in one type, valid in another',
    'alive',
    store('dead', -days(3), lapsed),
    store('alive', -days(4), long, second),
  ),
  exact(
    'newer in another type',
    'alive',
    store('alive', -days(4), long),
    store('alive', -days(3), long, second),
  ),
  exact(
    'dead in two types',
    'dead',
    store('dead', -days(3), lapsed),
    store('dead', -days(4), long, second),
    logout('dead', -days(1), long, second),
  ),
  exact(
    'expired, valid in the temporary store',
    'alive',
    store('dead', -days(3), lapsed),
    store('alive', minutes(5), { after: minutes(40) }, { ...second, ...temporary }),
  ),
  exact(
    'valid, expired in the temporary store',
    'alive',
    store('alive', -days(3), long),
    store('dead', -days(3), lapsed, { ...second, ...temporary }),
  ),
  exact(
    'dead in both stores',
    'dead',
    store('dead', -days(3), lapsed),
    store('dead', -days(3), lapsed, temporary),
  ),
  exact(
    'valid, logged out in the temporary store',
    'alive',
    store('alive', -days(3), long),
    logout('dead', -days(2), long, temporary),
  ),

  // The federated session has a time of its own.
  orphan('no session left, federated 1 s before the cutoff', { created: -1, verdict: 'dead' }),
  orphan('no session left, federated at the cutoff', { created: 0, verdict: 'alive' }),
  orphan('no session left, federated 1 s after the cutoff', { created: 1, verdict: 'alive' }),
  orphan('no session left, federated in the far future', { created: 3650 * day, verdict: 'alive' }),
  {
    ...exact('expired, federated after the cutoff', 'dead', store('dead', -days(3), lapsed)),
    federated: { created: 600, verdict: 'alive' },
  },
  {
    ...exact('valid, federated long ago', 'alive', store('alive', -days(3), long)),
    federated: { created: -400 * day, verdict: 'alive' },
  },
]
