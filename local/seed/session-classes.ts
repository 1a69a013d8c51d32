import { loggedOutSessions } from './logged-out-sessions.ts'
import { outlivedSessions } from './outlived-sessions.ts'
import { day, hour } from './row-class.ts'
import {
  exact,
  lapsed,
  logout,
  long,
  second,
  store,
  temporary,
  type SessionClass,
} from './session-class.ts'
import { days, hours, minutes } from './session-time.ts'

const orphan = (name: string, federated: NonNullable<SessionClass['federated']>): SessionClass => ({
  ...exact(name, 'dead'),
  federated,
})

/**
 * Every kind of session, and what the safe rules make of each of its rows. Verdicts are stated,
 * never computed.
 */
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

  ...outlivedSessions,
  ...loggedOutSessions,

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
