import {
  before,
  elapsed,
  every,
  missing,
  not,
  some,
  text,
  type Condition,
  type Rule,
} from './rule.ts'

const session = { SESSION_ID: 'SESSION_ID', SESSION_TYPE: 'SESSION_TYPE' }
const made: Condition = { is: 'elapsed', column: 'TIME_CREATED', unit: 'ns', any: true }
const expired = elapsed('EXPIRY_TIME', 'ns')
const marker = text('OPERATION', 'DELETE')

/**
 * Readers of the store use the newest row of a session id and type: STORE is live, DELETE is logged
 * out.
 */
function store(name: string, table: string, reference: string): Rule {
  const superseded: Condition = {
    is: 'row',
    table,
    on: session,
    compare: [{ there: 'TIME_CREATED', sign: '>', here: 'TIME_CREATED' }],
    where: made,
  }
  const done = some(expired, every(made, some(marker, superseded)))
  // Deleting a row must not expose an older one. Rows are deleted in key order, oldest first.
  const covers: Condition = {
    is: 'row',
    table,
    on: session,
    compare: [{ there: 'TIME_CREATED', sign: '<=', here: 'TIME_CREATED' }],
    where: every(text('OPERATION', 'STORE'), not(done)),
  }
  return {
    name,
    table,
    created: { column: 'TIME_CREATED', unit: 'ns' },
    means:
      'EXPIRY_TIME (ns) is before the cutoff; or made before the cutoff and a DELETE marker ' +
      'or superseded by a newer row of its id and type from before the cutoff; and no older ' +
      'STORE row of its id and type stays',
    dead: every(done, not(covers)),
    alive: [
      { reason: 'logged out, within the safe period', when: marker },
      {
        reason: 'no expiry',
        when: some(missing('EXPIRY_TIME'), { is: 'number', column: 'EXPIRY_TIME', below: 1n }),
      },
      {
        reason: 'superseded, within the safe period',
        when: {
          is: 'row',
          table,
          on: session,
          compare: [{ there: 'TIME_CREATED', sign: '>', here: 'TIME_CREATED' }],
        },
      },
    ],
    fleeting: true,
    together: Object.keys(session),
    versions: 'all',
    reference,
  }
}

/**
 * No row of the session is in either store. That alone proves little: sessions are stored some time
 * after their data, and without persistence they exist only in memory.
 */
const gone: Condition = every(
  not({ is: 'survivor', rule: 'sessions', on: { SESSION_ID: 'SESSION_ID' } }),
  not({
    is: 'survivor',
    rule: 'temporary-sessions',
    on: { SESSION_ID: 'SESSION_ID' },
    optional: true,
  }),
)
/** The session's own times, in ms: its start and its last use (SessionMgtConstants). */
const used = text('PROPERTY_TYPE', 'Login Time', 'Last Access Time')
const longAgo: Condition = { is: 'elapsedText', column: 'VALUE', unit: 'ms' }
const time = (when: Condition, optional = false): Condition => ({
  is: 'row',
  table: 'IDN_AUTH_SESSION_META_DATA',
  on: { SESSION_ID: 'SESSION_ID' },
  where: every(used, when),
  ...(optional && { optional }),
})
const known = time(longAgo)
const recent = time(not(longAgo))
/** No such row of the session is kept. */
const without = (rule: string): Condition =>
  not({ is: 'survivor', rule, on: { SESSION_ID: 'SESSION_ID' }, optional: true })

/** Rows about a session, without a foreign key to it. */
const about = (
  name: string,
  table: string,
  created: Rule['created'],
  means: string,
  ...dead: Condition[]
): Rule => ({
  name,
  table,
  created,
  means: `no row of its SESSION_ID is left in either session store, ${means}`,
  dead: every(gone, ...dead),
  alive: [{ reason: 'its session is stored', when: not(gone) }],
  // Remember-me lasts 14 days by default, and such a session may be in no store.
  retention: '15d',
  // The session's times are deleted last, once none of its users and applications are left.
  mayStay: true,
  leastRetention: '14d',
  fleeting: true,
  versions: 'from 3.0.0',
  reference:
    'carbon-identity-framework stored-procedures session-data cleanup, which also deletes ' +
    'those of living sessions; the times: its UserSessionStore',
})

export const sessionRules: readonly Rule[] = [
  store(
    'sessions',
    'IDN_AUTH_SESSION_STORE',
    'carbon-identity-framework SessionDataStore (how it is read); its stored-procedures ' +
      'delete live sessions',
  ),
  store('temporary-sessions', 'IDN_AUTH_TEMP_SESSION_STORE', 'as sessions'),
  about(
    'session-users',
    'IDN_AUTH_USER_SESSION_MAPPING',
    null,
    "and the session's Login Time and Last Access Time in IDN_AUTH_SESSION_META_DATA, one of " +
      'them at least, are before the cutoff',
    known,
    not(recent),
  ),
  about(
    'session-apps',
    'IDN_AUTH_SESSION_APP_INFO',
    null,
    "and the session's Login Time and Last Access Time in IDN_AUTH_SESSION_META_DATA, one of " +
      'them at least, are before the cutoff',
    known,
    not(recent),
  ),
  about(
    'session-metadata',
    'IDN_AUTH_SESSION_META_DATA',
    null,
    'its Login Time and Last Access Time, if any, are before the cutoff, and no user or ' +
      'application of it stays',
    not(recent),
    without('session-users'),
    without('session-apps'),
  ),
  about(
    'federated-sessions',
    'IDN_FED_AUTH_SESSION_MAPPING',
    { column: 'TIME_CREATED', unit: 'wall' },
    'it was made before the cutoff, and so were Login Time and Last Access Time, if any',
    before('TIME_CREATED'),
    not(time(not(longAgo), true)),
  ),
]
