import { elapsed, every, missing, not, some, text, type Condition, type Rule } from './rule.ts'

const session = { SESSION_ID: 'SESSION_ID', SESSION_TYPE: 'SESSION_TYPE' }
const made: Condition = { is: 'elapsed', column: 'TIME_CREATED', unit: 'ns', any: true }
const expired = elapsed('EXPIRY_TIME', 'ns')
const marker = text('OPERATION', 'DELETE')

/** The store is read by the newest row of a session id and type: STORE is live, DELETE is logged out. */
function store(name: string, table: string, source: string): Rule {
  const superseded: Condition = {
    is: 'row',
    table,
    on: session,
    compare: [{ there: 'TIME_CREATED', sign: '>', here: 'TIME_CREATED' }],
    where: made,
  }
  const done = some(expired, every(made, some(marker, superseded)))
  // Whatever goes must not lay open an older row beneath it. Rows go in the order of the key, oldest first.
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
      'EXPIRY_TIME (ns) is before the cutoff; or made before the cutoff and a DELETE marker or superseded by a newer row of its id and type from before the cutoff; and no older STORE row of its id and type stays',
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
    versions: 'all',
    source,
  }
}

/** Where no session is stored, they live in memory alone: then nobody can tell which rows about them are left over. */
const stored: Condition = { is: 'survivor', rule: 'sessions', on: {} }
const gone = (on: Readonly<Record<string, string>>): Condition =>
  every(
    stored,
    not({ is: 'survivor', rule: 'sessions', on }),
    not({ is: 'survivor', rule: 'temporary-sessions', on, optional: true }),
  )

/** Rows about a session, without a foreign key to it. */
const about = (name: string, table: string, created: Rule['created']): Rule => ({
  name,
  table,
  created,
  means: `no row of its SESSION_ID is left in either session store, while others are${created === null ? '' : ', and made before the cutoff'}`,
  dead:
    created === null
      ? gone({ SESSION_ID: 'SESSION_ID' })
      : every({ is: 'before', column: created.column }, gone({ SESSION_ID: 'SESSION_ID' })),
  alive: [],
  fleeting: true,
  versions: 'from 3.0.0',
  source:
    'carbon-identity-framework stored-procedures session-data cleanup, which also deletes those of living sessions',
})

export const sessionRules: readonly Rule[] = [
  store(
    'sessions',
    'IDN_AUTH_SESSION_STORE',
    'carbon-identity-framework SessionDataStore (how it is read); its stored-procedures delete live sessions',
  ),
  store('temporary-sessions', 'IDN_AUTH_TEMP_SESSION_STORE', 'as sessions'),
  about('session-users', 'IDN_AUTH_USER_SESSION_MAPPING', null),
  about('session-apps', 'IDN_AUTH_SESSION_APP_INFO', null),
  about('session-metadata', 'IDN_AUTH_SESSION_META_DATA', null),
  about('federated-sessions', 'IDN_FED_AUTH_SESSION_MAPPING', {
    column: 'TIME_CREATED',
    unit: 'wall',
  }),
]
