import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { SourcePlan } from '../../functions/contract/steps.ts'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { preflight } from '../../functions/preflight/preflight.ts'
import { purgeBytes } from '../../functions/preflight/room.ts'
import { engineSupported, replicas, tls } from '../../functions/preflight/server.ts'
import { foreignKeysCovered, triggers } from '../../functions/preflight/touched-tables.ts'
import { walksIndexed } from '../../functions/preflight/walks.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { rules } from '../../functions/rules/rules.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { planned } from '../purge/planned.ts'
import { engines } from '../seed/engines.ts'
import { tokens, inSchema } from './in-schema.ts'
import { cutoff, facts, inScene, startedAt, topology } from './preflight-scene.ts'
import { root } from '../seed/root.ts'
import { pattern } from '../pattern.ts'
import './privileges.ts'
import './other-cleanups.ts'
import './zone.ts'

for (const engine of engines) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inSchema(engine, name, work))

  on(
    'tls-on refuses a connection that leaves this computer and is not encrypted',
    'tls',
    async (connection) => {
      const level = async (remote: boolean) =>
        (await inScene(engine, connection, { facts: { ...facts, remote } }, tls)).level
      assert.equal(await level(true), 'failed')
      assert.equal(await level(false), 'warning')
    },
  )

  on(
    'on AWS the driver demands TLS: a server without it, or with a certificate of its own, ' +
      'gets no password',
    'demanded',
    async () => {
      await assert.rejects(
        openDatabase({ ...root(engine), tls: true, database: 'preflight_demanded' }),
        {
          name: 'DatabaseUnreachable',
          message:
            /does not offer the TLS that Drydock requires on AWS \(.+\)\. No password was sent/,
        },
      )
    },
  )

  on('engine-supported knows the server', 'engine', async (connection) => {
    assert.equal((await inScene(engine, connection, {}, engineSupported)).level, 'passed')
  })

  on(
    'walks-indexed refuses a step that reads a whole table, and says how large a log is',
    'walks',
    async (connection) => {
      await loadSchema(storeOf(connection), 'registry-2.5.0')
      await seedDatabase(storeOf(connection), {
        schema: 'registry-2.5.0',
        tokens: 20_000,
        now: startedAt,
        seed: 3,
      })
      const sessions = Array.from({ length: 3000 }, (_, at) => [
        `session-${(at * 7919) % 3000}`,
        'AppAuthFrameworkSessionContextCache',
        'STORE',
        1_700_000_000_000_000_000n + BigInt(at),
      ])
      await connection.query(
        'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, ' +
          'TIME_CREATED) VALUES ?',
        [sessions],
      )
      await connection.query(
        'ANALYZE TABLE REG_RESOURCE, REG_PATH, REG_RESOURCE_PROPERTY, REG_LOG, ' +
          'REG_RESOURCE_TAG, IDN_AUTH_SESSION_STORE',
      )
      const found = () => inScene(engine, connection, {}, (scene) => walksIndexed(scene, 600, 20))
      const before = await found()
      assert.deepEqual(
        before.map(({ level }) => level),
        ['warning'],
        before.map(({ detail }) => detail).join('\n'),
      )
      assert.match(
        before[0]?.detail ?? '',
        /^registry-log has to read all of REG_LOG in each range: about [\d,]+ rows/,
      )
      // A key that somebody turned round: the rows of a session are found by reading all sessions.
      await connection.query(
        'ALTER TABLE IDN_AUTH_SESSION_STORE DROP PRIMARY KEY, ADD PRIMARY KEY (OPERATION, ' +
          'TIME_CREATED, SESSION_ID, SESSION_TYPE)',
      )
      await connection.query('ANALYZE TABLE IDN_AUTH_SESSION_STORE')
      const after = await found()
      assert.ok(
        after.some(
          ({ level, detail }) =>
            level === 'failed' &&
            /^Each range of sessions would read all of IDN_AUTH_SESSION_STORE/.test(detail),
        ),
        after.map(({ detail }) => detail).join('\n'),
      )
    },
  )

  on(
    'triggers and foreign keys of the tables that rows go from are told',
    'triggers',
    async (connection) => {
      assert.equal((await inScene(engine, connection, {}, triggers)).level, 'passed')
      await connection.query(
        'CREATE TRIGGER keep_copy AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET ' +
          '@gone = OLD.TOKEN_ID',
      )
      const { level, detail } = await inScene(engine, connection, {}, triggers)
      assert.equal(level, 'warning')
      assert.match(detail, /keep_copy on IDN_OAUTH2_ACCESS_TOKEN/)
      assert.match(
        (await inScene(engine, connection, {}, foreignKeysCovered)).detail,
        /^5 foreign keys refer to the 10 tables/,
      )
    },
  )

  on('room-sufficient guesses the bytes of the dead rows', 'room', async (connection) => {
    await tokens(
      connection,
      Array.from({ length: 3000 }, () => '2020-01-01'),
      'REVOKED',
    )
    await tokens(
      connection,
      Array.from({ length: 3000 }, () => '2020-01-01'),
      'ACTIVE',
      3000,
    )
    await connection.query('ANALYZE TABLE IDN_OAUTH2_ACCESS_TOKEN')
    const bytes = await inScene(engine, connection, {}, purgeBytes)
    assert.ok(bytes > 3000 * 2 * 60 && bytes < 6000 * 2 * 500, `${bytes} bytes`)
  })

  on('replicas-known asks the server in words it knows', 'replicas', async (connection) => {
    assert.equal((await inScene(engine, connection, {}, replicas)).level, 'passed')
    const { level, detail } = await inScene(
      engine,
      connection,
      {
        facts: {
          ...facts,
          replicas: [
            { id: 'reader', lagSeconds: 7 },
            { id: 'far', lagSeconds: null },
          ],
        },
      },
      replicas,
    )
    assert.equal(level, 'warning')
    assert.match(detail, /reader \(7 s behind\), far \(its lag is not visible\)/)
  })
}

for (const engine of engines)
  test(
    `${engine.name}: a column of a type that the archive cannot keep ends the preflight by its name`,
    {
      skip: engine.skip,
    },
    () =>
      inSchema(engine, 'kept_types', async (connection) => {
        // An empty member reads the same as a value that is no member.
        await connection.query(
          "ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN_SCOPE ADD COLUMN KIND ENUM('a', '')",
        )
        const { dialect, ...address } = root(engine)
        const name = connection.config.database ?? ''
        const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef'
        const looked = async (mode: 'full' | 'off') => {
          const database = await openDatabase({ ...address, dialect, database: name })
          const { run } = namePlan({
            execution: { name: 'r', startTime: startedAt.toISOString() },
            input: { mode: 'plan' },
            environment: runEnvironmentSchema.parse({
              name: 'test',
              archive: { mode },
              sources: [{ instance: 'production', databases: [name], secret }],
            }),
            deployment: { cloneSecurityGroup: 's', evidenceBucket: 'b', reportTopic: 't' },
          })
          const seen = await readSchema(database, dialect, name)
          const source = {
            ...{ kind: 'instance', name: 'production', secret, snapshot: 's', clone: 'c' },
            databases: [
              { name, statementsHash: '', empty: [], times: wallTimes('UTC', startedAt) },
            ],
          } as SourcePlan
          return preflight(run, source, facts, topology, async () => ({
            along: { database, dialect } as Walk,
            bound: bindRules(rules, planned(cutoff), seen),
            schema: seen,
            look: async () => ({ metrics: [], statement: null, commit: null }),
          }))
        }
        await assert.rejects(looked('full'), {
          name: 'RowNotKept',
          message: pattern(
            /^IDN_OAUTH2_ACCESS_TOKEN_SCOPE\.KIND is enum\('a',''\), a type that the archive /,
            /cannot put back/,
          ),
        })
        // Nothing is kept: nothing need come back.
        assert.ok((await looked('off')).findings.length > 10)
      }),
  )
