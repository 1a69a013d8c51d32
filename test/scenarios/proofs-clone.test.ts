import { test } from 'node:test'
import type { Dialect, KeyRange, Sql } from '../../functions/engines/dialect.ts'
import { before, elapsed, not, some } from '../../functions/rules/rule.ts'
import { rules } from '../../functions/rules/rules.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { dead, whileBroken, withoutProof } from './broken.ts'
import { damage } from './damage.ts'
import { cloneOf, onClone, stopped } from './on-clone.ts'
import type { Proof } from './proof.ts'
import { cloud, connection, server } from './whole-run.ts'
import './clone-others.ts'

/** Every table of a rule, with rows of every kind. */
async function seededProduction(): Promise<Partial<Proof>> {
  await connection.query('DROP DATABASE apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  for (const schema of ['apim-4.7.0', 'registry-4.3.0'] as const) {
    await loadSchema(storeOf(connection), schema)
    await seedDatabase(storeOf(connection), { schema, tokens: 1000, now: new Date(), seed: 11 })
  }
  return {
    settings: { rules: Object.fromEntries(rules.map(({ name }) => [name, { enabled: true }])) },
  }
}

test('rules that call live rows dead are found out by what the application reads', async () => {
  const more = await seededProduction()
  const broken = [
    dead('tokens', (one) => (one.is === 'lapsed' ? not(one) : undefined)),
    dead('codes', (one) =>
      one.is === 'survivor' ? { ...one, on: { TOKEN_ID: 'CODE_ID' } } : undefined,
    ),
    dead('sessions', (one) =>
      one.is === 'not' && one.of.is === 'row' ? { is: 'every', of: [] } : undefined,
    ),
    ['revoked-jwts', { dead: elapsed('EXPIRY_TIMESTAMP', 'ns') }],
    dead('registry-property-links', (one) =>
      one.is === 'survivor' && 'REG_VERSION' in one.on ? some() : undefined,
    ),
    ['registry-log', { dead: before('REG_LOGGED_TIME') }],
  ] as const
  // The question before each batch is broken too: it would end the run as LiveRow before any check
  // is asked.
  const unasked = ({ rows }: Dialect): Partial<Dialect> => ({
    rows: {
      ...rows,
      countLiving: () => ({ text: 'SELECT 0 AS total', values: [], read: () => 0 }),
    },
  })
  await whileBroken({ rules: broken, dialect: unasked }, (breakDialect) => {
    breakDialect()
    return stopped({
      ...more,
      change: withoutProof,
      proves: {
        'usable-tokens':
          'the rule of the tokens compares the wrong way round: they go while they can be used',
        'codes-in-use': 'the rule of the codes looks for their tokens by the wrong key',
        'live-sessions': 'the rule of the sessions takes a logout before the session that it ends',
        'still-remembered':
          'the rule of the revoked tokens reads milliseconds as nanoseconds, and forgets ' +
          'revocations early',
        'current-resources':
          'the same broken rules change what the application takes for current resources',
        'resource-property': 'the rule of the links judges by the path what has a version',
        'newest-log-lines': 'the rule of the log takes the newest line of a path',
        'hot-queries':
          'a fault of any rule that the application would notice in its most frequent queries',
      },
    })
  })
})

test('tags, comments and ratings that go from a current resource are found, and by nothing else', async () => {
  const more = await seededProduction()
  const byPathAlone = (kind: string) =>
    dead(`registry-${kind}-links`, (one) =>
      one.is === 'survivor' && 'REG_VERSION' in one.on ? some() : undefined,
    )
  await whileBroken({ rules: ['tag', 'comment', 'rating'].map(byPathAlone) }, () =>
    stopped({
      ...more,
      proves: {
        'resource-tag': 'the rule of the tags judges by the path what has a version',
        'resource-comment': 'the rule of the comments does',
        'resource-rating': 'the rule of the ratings does',
      },
    }),
  )
})

test('rows that are missing, left over or orphaned on the clone are found', async () => {
  const more = await seededProduction()
  await stopped({
    ...more,
    onState: onClone('VerifyClone', async (clone) => {
      await clone.query(
        "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'LOCKED' ORDER BY TOKEN_ID " +
          'LIMIT 1',
      )
      await clone.query(
        'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
          "TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) SELECT 'left', " +
          "CONSUMER_KEY_ID, 'REVOKED', 'left', '2020-01-01', '2020-01-01' FROM " +
          'IDN_OAUTH2_ACCESS_TOKEN LIMIT 1',
      )
      await clone.query('SET SESSION foreign_key_checks = 0')
      await clone.query(
        "INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE) VALUES ('nobody', " +
          "'orphan')",
      )
      await clone.query('DELETE FROM REG_RESOURCE ORDER BY REG_VERSION DESC LIMIT 40')
    }),
    proves: {
      'survivors-unchanged': 'the purge takes a row that is not dead',
      'no-dead-row-left': 'the purge passes over a dead row',
      'no-orphan': 'the database deletes a row and leaves what hangs on it',
      'current-resources': 'the purge takes current resources of the registry',
      'resource-property': 'the purge takes what is pinned to current resources',
    },
  })
})

test('every-row-seen: the walk that counts passes over the last row of each range', async () => {
  const openEnd = <T extends Sql>(statement: T, { high }: KeyRange): T =>
    high === null
      ? statement
      : { ...statement, text: statement.text.replace(/(t0\.`\w+`) <= /, '$1 < ') }
  await whileBroken(
    { dialect: (whole) => ({ classify: (...all) => openEnd(whole.classify(...all), all[2]) }) },
    (breakDialect) =>
      stopped({
        onState: (state) => void (state === 'MeasureClone' && breakDialect()),
        perhaps: 'survivors-unchanged',
        proves: {
          'every-row-seen': 'the walk that counts passes over the last row of each range',
          'counts-agree': 'the same fault shows where more rows go than were counted',
        },
      }),
  )
})

test('tables-healthy: an index of the clone is damaged', () =>
  stopped({
    async onState(state) {
      if (state === 'VerifyClone')
        await damage(
          cloneOf(),
          'IDN_OAUTH2_ACCESS_TOKEN',
          'ACTIVElive001234live001234',
          'ACTIVEzive001234live001234',
        )
    },
    proves: {
      'tables-healthy':
        'memory that fails has damaged an index: rows are there, and whoever looks for them ' +
        'by it does not find them',
    },
  }))

test('statistics-refreshed: they can not be made anew on the clone', () =>
  stopped({
    onState: onClone(
      'VerifyClone',
      async (clone) => void (await clone.query('REVOKE INSERT ON *.* FROM root@localhost')),
    ),
    proves: {
      'statistics-refreshed':
        "the clone's user may not refresh them, so that what is shown of plans and latencies " +
        'is of the tables as they were',
    },
  }))

test("a customer's own question that is answered otherwise stops the run", () =>
  stopped({
    settings: {
      checks: [
        {
          name: 'kept-for-auditors',
          database: 'apim',
          query: "SELECT COUNT(*) FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'REVOKED'",
          expected: '12000',
        },
      ],
    },
    proves: {
      'own:kept-for-auditors':
        'the purge takes rows that somebody needs for a reason no rule knows',
    },
  }))

test('a schema that changed on the clone is not purged by', () =>
  stopped({
    onState: onClone(
      'PurgeClone',
      async (clone) =>
        void (await clone.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN NEW INT')),
    ),
    error: 'SchemaChanged',
    proves: { SchemaChanged: 'the clone is upgraded while it is rehearsed on' },
  }))

for (const [what, pretend] of [
  ['address', () => ({ server })],
  ['identity', () => ({ resourceId: cloud.rds.instances.get('production')?.resourceId })],
] as const)
  for (const state of ['MeasureClone', 'PurgeClone'] as const)
    test(`a clone that has production's ${what} when the run comes to ${state} is not touched`, async () => {
      let was: object = {}
      await stopped({
        onState(at) {
          if (at === state) {
            const clone = cloneOf()
            was = { server: clone.server, resourceId: clone.resourceId }
            Object.assign(clone, pretend())
          }
          // Else the local cloud would stop production's server with the clone.
          if (at === 'DeleteCloneAfterFailure') Object.assign(cloneOf(), was)
        },
        error: 'CloneIsProduction',
        proves: { CloneIsProduction: `a restore answers with production's ${what}` },
      })
    })
