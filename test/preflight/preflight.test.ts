import assert from 'node:assert/strict'
import { mariadb } from '../../functions/engines/mariadb/mariadb.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { SourcePlan } from '../../functions/contract/steps.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { preflight } from '../../functions/preflight/preflight.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { rules } from '../../functions/rules/rules.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { planned } from '../purge/planned.ts'
import { cleaningEvents } from '../../functions/preflight/other-events.ts'
import { nothingElseCleans } from '../../functions/preflight/other-purges.ts'
import { privileges } from '../../functions/preflight/privileges.ts'
import { purgeBytes, room } from '../../functions/preflight/room.ts'
import { engineSupported, replicas, tls } from '../../functions/preflight/server.ts'
import { foreignKeysCovered, triggers } from '../../functions/preflight/touched-tables.ts'
import { walksIndexed } from '../../functions/preflight/walks.ts'
import { zoneCalibrated } from '../../functions/preflight/zone.ts'
import { stopEvents } from '../../functions/preflight/stop-events.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import { placeName } from '../../functions/purge/purge-place.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { connect, engines, inDatabase, type Engine } from '../seed/engines.ts'
import { cutoff, facts, inScene, root, startedAt } from './preflight-scene.ts'

const tokens = async (
  connection: Connection,
  created: readonly string[],
  state = 'ACTIVE',
  from = 0,
) => {
  await connection.query(
    `INSERT IGNORE INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
  )
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
    [created.map((time, at) => [`t${from + at}`, 1, state, `${from + at}`, time, time])],
  )
}
const inSchema = (engine: Engine, name: string, work: (connection: Connection) => Promise<void>) =>
  inDatabase(engine, `preflight_${name}`, async (connection) => {
    await loadSchema(connection, 'apim-2.5.0')
    await work(connection)
  })

for (const engine of engines) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inSchema(engine, name, work))

  on(
    'privileges-sufficient refuses a user who may not delete, and warns of one who may do anything',
    'grants',
    async (connection) => {
      const name = connection.config.database ?? ''
      const level = async (...grants: string[]) => {
        await connection.query(`DROP USER IF EXISTS reader@localhost`)
        await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
        for (const grant of grants) await connection.query(`GRANT ${grant} TO reader@localhost`)
        const { level: found, detail } = await inScene(
          engine,
          connection,
          { user: 'reader' },
          privileges,
        )
        return `${found}: ${detail}`
      }
      assert.match(await level(`SELECT, DELETE ON ${name}.*`), /^passed/)
      assert.match(
        await level(`SELECT, DELETE ON \`preflight\\_%\`.*`, 'PROCESS ON *.*'),
        /^passed/,
      )
      assert.match(await level(`SELECT ON ${name}.*`), /^failed: .*lacks DELETE/)
      assert.match(
        await level(`SELECT ON ${name}.*`, `DELETE ON ${name}.IDN_OAUTH2_ACCESS_TOKEN`),
        /^failed: .*lacks DELETE/,
      )
      assert.match(await level(`SELECT, DELETE, UPDATE ON ${name}.*`), /^warning: .*UPDATE/)
      assert.match(await level(`ALL ON *.*`), /^warning: .*(ALL|INSERT) on \*\.\*/)
      // Statistics are a courtesy, a rebuild was asked for: on its own tables alone.
      const judged = async (
        changes: { analyze?: boolean; reclaimed?: string[]; mode?: 'plan' | 'purge' },
        ...grants: string[]
      ) => {
        await level(...grants)
        const {
          level: found,
          detail,
          remedy,
        } = await inScene(engine, connection, { user: 'reader', ...changes }, privileges)
        return `${found}: ${detail} ${remedy}`
      }
      const plain = `SELECT, DELETE ON ${name}.*`
      assert.match(
        await judged({ analyze: true }, plain),
        /^warning: The statistics of 10 tables cannot be refreshed/,
      )
      assert.match(await judged({ analyze: true }, plain, `INSERT ON ${name}.*`), /^passed/)
      // What is to be granted is told at once, not one finding after the other.
      for (const had of [`SELECT ON ${name}.*`, `ALL ON *.*`])
        assert.match(
          await judged({ analyze: true }, had),
          /GRANT SELECT, DELETE, INSERT ON \S+ TO the user of the secret; GRANT PROCESS ON \*\.\* TO/,
        )
      const reclaimed = ['IDN_OAUTH2_ACCESS_TOKEN']
      assert.match(
        await judged({ reclaimed }, plain),
        /^failed: The user may not rebuild IDN_OAUTH2_ACCESS_TOKEN,.*GRANT ALTER, CREATE, INSERT ON/,
      )
      assert.match(
        await judged({ reclaimed, mode: 'plan' }, plain),
        /^warning: The user may not rebuild/,
      )
      assert.match(
        await judged(
          { reclaimed },
          plain,
          `ALTER, CREATE, INSERT ON ${name}.IDN_OAUTH2_ACCESS_TOKEN`,
        ),
        /^passed/,
      )
      assert.match(
        await judged(
          { reclaimed },
          plain,
          `ALTER, CREATE, INSERT ON ${name}.IDN_AUTH_SESSION_STORE`,
        ),
        /^failed/,
      )
      assert.match(await judged({}, plain, `ALTER ON ${name}.*`), /^warning: .*far more.*ALTER/)
      await connection.query('DROP ROLE IF EXISTS cleaner')
      await connection.query('CREATE ROLE cleaner')
      await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO cleaner`)
      await connection.query(`DROP USER IF EXISTS reader@localhost`)
      await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
      await connection.query(`GRANT cleaner TO reader@localhost`)
      await connection.query(
        engine.name === 'MySQL'
          ? 'SET DEFAULT ROLE cleaner TO reader@localhost'
          : 'SET DEFAULT ROLE cleaner FOR reader@localhost',
      )
      assert.equal(
        (await inScene(engine, connection, { user: 'reader' }, privileges)).level,
        'passed',
        'a role gives as much',
      )
      await connection.query('DROP ROLE cleaner')
      await connection.query('DROP USER reader@localhost')
    },
  )

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
    'on AWS the driver demands TLS: a server without it, or with a certificate of its own, gets no password',
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

  on(
    "an event is found in another database and read through what it calls, and the clone's are all disabled",
    'events',
    async (connection) => {
      const name = connection.config.database ?? ''
      const look = async (user?: string) =>
        (await inScene(engine, connection, user === undefined ? {} : { user }, cleaningEvents)).map(
          ({ level, detail }) => `${level}: ${detail}`,
        )
      await connection.query('CREATE DATABASE jobs')
      const [[scheduler]] = await connection.query<RowDataPacket[]>(
        'SELECT @@GLOBAL.event_scheduler AS was',
      )
      await connection.query('SET GLOBAL event_scheduler = ON')
      try {
        assert.deepEqual(await look(), [])
        await connection.query(
          `CREATE PROCEDURE jobs.inner_work() DELETE FROM ${name}.IDN_OAUTH2_ACCESS_TOKEN LIMIT 1`,
        )
        await connection.query(`CREATE PROCEDURE jobs.outer_work() CALL inner_work()`)
        await connection.query(
          `CREATE EVENT jobs.often ON SCHEDULE EVERY 1 SECOND DO CALL jobs.outer_work`,
        )
        assert.deepEqual(await look(), [
          'warning: The event `jobs`.`often` cleans too, by rules of its own.',
        ])
        await connection.query(`CREATE EVENT jobs.odd ON SCHEDULE EVERY 1 DAY DO CALL jobs.gone()`)
        await connection.query(
          `CREATE EVENT jobs.harmless ON SCHEDULE EVERY 1 DAY DO SET @done = NOW()`,
        )
        const [odd, ...rest] = await look()
        assert.match(
          odd ?? '',
          /^warning: The event `jobs`\.`odd` runs jobs\.gone, which could not/,
        )
        assert.equal(rest.length, 1)
        // Who may not see them is told so.
        await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
        await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO reader@localhost`)
        assert.match(
          (await look('reader')).join(),
          /^warning: The event scheduler is on, and events/,
        )
        await connection.query('GRANT EVENT ON *.* TO reader@localhost')
        // It sees them, and not the text of the procedures.
        assert.match(
          (await look('reader')).join(),
          /^warning: The event `jobs`\.`odd` runs jobs\.gone, .*`often` runs jobs\.outer_work, which/,
        )
        // On the clone: an event that goes on deleting would be taken for the purge.
        const tokenRows = async () =>
          Number(
            (
              await connection.query<RowDataPacket[]>(
                'SELECT COUNT(*) AS total FROM IDN_OAUTH2_ACCESS_TOKEN',
              )
            )[0][0]?.total,
          )
        await tokens(
          connection,
          Array.from({ length: 60 }, () => '2020-01-01'),
        )
        for (let tries = 0; (await tokenRows()) === 60 && tries < 50; tries++)
          await new Promise((done) => setTimeout(done, 100))
        assert.ok((await tokenRows()) < 60, 'the event is at work')
        assert.equal(await inScene(engine, connection, {}, stopEvents), 3)
        assert.equal(await inScene(engine, connection, {}, stopEvents), 0, 'and again')
        const left = await tokenRows()
        await new Promise((done) => setTimeout(done, 1500))
        assert.equal(await tokenRows(), left)
        assert.deepEqual(
          (await look()).map((text) => text.slice(0, 20)),
          [],
        )
      } finally {
        await connection.query('SET GLOBAL event_scheduler = ?', [scheduler?.was])
        await connection.query('DROP DATABASE jobs')
        await connection.query('DROP USER IF EXISTS reader@localhost')
      }
    },
  )

  on('engine-supported knows the server', 'engine', async (connection) => {
    assert.equal((await inScene(engine, connection, {}, engineSupported)).level, 'passed')
  })

  on(
    'zone-calibrated refuses local time, east and west, and is not misled by strays',
    'zone',
    async (connection) => {
      const judge = async (zone: string | null, ...created: string[]) => {
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        if (created.length > 0) await tokens(connection, created)
        return inScene(engine, connection, {}, async (scene) => {
          if (zone !== null)
            await scene.database.execute({ text: `SET SESSION time_zone = '${zone}'`, values: [] })
          const { level, detail } = await zoneCalibrated(scene)
          return `${level}: ${detail}`
        })
      }
      // As the session of the test has no zone of its own, what is written as wall time is read as such at +00:00.
      await connection.query(`SET SESSION time_zone = '+00:00'`)
      assert.match(
        await judge('+00:00', '2026-11-24 09:29:30', '2026-11-23 12:00:00'),
        /written in UTC|clock says/,
      )
      assert.match(
        await judge('+00:00', '2026-11-24 14:59:30', '2026-11-24 11:00:00', '2026-11-24 09:00:00'),
        /^failed: .*2 of the 3 newest tokens are of up to 14 h later/,
      )
      await connection.query(`SET SESSION time_zone = '-08:00'`)
      assert.match(
        await judge('-08:00', '2026-11-24 01:29:30'),
        /^failed: .*older by just the zone's offset/,
      )
      assert.match(await judge('-08:00', '2026-11-24 09:29:30'), /written in UTC|clock says/)
      await connection.query(`SET SESSION time_zone = '+00:00'`)
      assert.match(await judge('+00:00', '2026-11-24 04:29:30'), /^warning: .*5 h 1 min ago/)
      assert.match(await judge('+00:00'), /^warning: .*no token was issued for a day/)
      // Where nobody states a zone the cutoffs are moved, so whatever the tokens look like is told and refuses nothing.
      const stated = async (zone: string | null, ...created: string[]) => {
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        await tokens(connection, created)
        return inScene(engine, connection, {}, async (scene) => {
          await scene.database.execute({ text: `SET SESSION time_zone = '+00:00'`, values: [] })
          const bound = { ...scene.bound, times: wallTimes(zone, startedAt) }
          const { level, detail } = await zoneCalibrated({ ...scene, bound })
          return `${level}: ${detail}`
        })
      }
      for (const created of ['2026-11-24 09:29:30', '2026-11-24 04:29:30', '2026-11-24 14:59:30'])
        assert.match(
          await stated(null, created),
          /^warning: Nobody states in which zone .* 14 h earlier/,
        )
      const newYork = 'America/New_York'
      assert.match(
        await stated(newYork, '2026-11-24 04:29:30'),
        /written in America\/New_York|clock says/,
      )
      assert.match(
        await stated(newYork, '2026-11-24 09:29:30'),
        /^failed: .*it is not America\/New_York that was written/,
      )
      assert.match(
        await stated('Asia/Kolkata', '2026-11-24 09:29:30'),
        /^warning: .*5 h 31 min ago/,
      )
      // People are at work, by the sessions, whose times have no zone: tokens of five hours ago are then of another zone.
      await connection.query(
        'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED) VALUES (?)',
        [
          [
            's',
            'AppAuthFrameworkSessionContextCache',
            'STORE',
            BigInt(startedAt.getTime() - 60_000) * 1_000_000n,
          ],
        ],
      )
      const shifted = Array.from(
        { length: 200 },
        (_, at) => `2026-11-24 0${at % 4}:${29 - (at % 20)}:30`,
      )
      assert.match(
        await judge('+00:00', ...shifted, '2026-11-24 04:29:30'),
        /^failed: .*5 h 1 min ago, while sessions/,
      )
      const busy = Array.from({ length: 300 }, (_, at) => `2026-11-24 0${at % 9}:00:00`)
      assert.match(
        await judge(
          '+00:00',
          ...busy,
          '2026-11-24 09:30:00',
          '2026-11-24 13:00:00',
          '2027-11-24 13:00:00',
        ),
        /written in UTC|clock says/,
      )
    },
  )

  on(
    'walks-indexed refuses a step that reads a whole table, and says how large a log is',
    'walks',
    async (connection) => {
      await loadSchema(connection, 'registry-2.5.0')
      await seedDatabase(connection, {
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
        'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED) VALUES ?',
        [sessions],
      )
      await connection.query(
        'ANALYZE TABLE REG_RESOURCE, REG_PATH, REG_RESOURCE_PROPERTY, REG_LOG, REG_RESOURCE_TAG, IDN_AUTH_SESSION_STORE',
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
        /^registry-log reads all of REG_LOG in each range, as it must: about [\d,]+ rows/,
      )
      // A key that somebody turned round: the rows of a session are found by reading all sessions.
      await connection.query(
        'ALTER TABLE IDN_AUTH_SESSION_STORE DROP PRIMARY KEY, ADD PRIMARY KEY (OPERATION, TIME_CREATED, SESSION_ID, SESSION_TYPE)',
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
        'CREATE TRIGGER keep_copy AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET @gone = OLD.TOKEN_ID',
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

  on(
    "nothing-else-cleans refuses beside a vendor's script, a long delete and another purge, and warns of events",
    'others',
    async (connection) => {
      const name = connection.config.database ?? ''
      const look = (mode: 'purge' | 'rehearse' = 'purge') =>
        inScene(engine, connection, { mode }, nothingElseCleans)
      const levels = async (mode?: 'rehearse') => (await look(mode)).map(({ level }) => level)
      assert.deepEqual(await levels(), ['passed'])
      await tokens(connection, ['2020-01-01'])
      const other = await connect(engine, name)
      try {
        await other.query('SELECT GET_LOCK(?, 0)', [placeName(name)])
        assert.deepEqual(await levels(), ['failed'])
        assert.deepEqual(await levels('rehearse'), ['warning'])
        await other.query('SELECT RELEASE_LOCK(?)', [placeName(name)])
        const slow = other.query(
          'DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ? AND SLEEP(7) = 1',
          ['t0'],
        )
        await new Promise((done) => setTimeout(done, 300))
        assert.deepEqual(await levels(), ['warning'], 'a single delete')
        await new Promise((done) => setTimeout(done, 5200))
        const [long] = await look()
        assert.equal(long?.level, 'failed')
        assert.match(long.detail, /root, for \d s: DELETE … IDN_OAUTH2_ACCESS_TOKEN\)/)
        await slow
        await connection.query('CREATE TABLE BATCH_IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID VARCHAR(255))')
        const vendor = other.query(
          'DELETE a FROM IDN_OAUTH2_ACCESS_TOKEN a JOIN BATCH_IDN_OAUTH2_ACCESS_TOKEN b ON a.TOKEN_ID = b.TOKEN_ID OR SLEEP(2) = 1',
        )
        await connection.query("INSERT INTO BATCH_IDN_OAUTH2_ACCESS_TOKEN VALUES ('x')")
        await vendor
        const again = other.query(
          'DELETE a FROM IDN_OAUTH2_ACCESS_TOKEN a JOIN BATCH_IDN_OAUTH2_ACCESS_TOKEN b ON a.TOKEN_ID = b.TOKEN_ID OR SLEEP(2) = 1',
        )
        await new Promise((done) => setTimeout(done, 300))
        assert.deepEqual(await levels(), ['failed'], "a vendor's batch")
        await again
        await connection.query(
          'CREATE EVENT weekly_cleanup ON SCHEDULE EVERY 1 WEEK DO DELETE FROM IDN_AUTH_SESSION_STORE WHERE TIME_CREATED < 1',
        )
        const [event] = await look()
        assert.equal(event?.level, 'warning')
        assert.match(event.detail, /^The event `\w+`\.`weekly_cleanup` cleans too/)
        await connection.query('ALTER EVENT weekly_cleanup DISABLE')
        assert.deepEqual(await levels(), ['passed'])
        await connection.query(`CREATE USER blind@localhost IDENTIFIED BY 'pw'`)
        await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO blind@localhost`)
        const [unseen] = await inScene(engine, connection, { user: 'blind' }, nothingElseCleans)
        await connection.query('DROP USER blind@localhost')
        assert.match(
          `${unseen?.level}: ${unseen?.detail}`,
          /^warning: Without the privilege PROCESS/,
        )
      } finally {
        await other.end()
      }
    },
  )
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
          return preflight(run, source, facts, async () => ({
            along: { database, dialect } as Walk,
            bound: bindRules(rules, planned(cutoff), seen),
            schema: seen,
            look: async () => ({ readings: [], statement: null, commit: null }),
          }))
        }
        await assert.rejects(looked('full'), {
          name: 'RowNotKept',
          message:
            /^IDN_OAUTH2_ACCESS_TOKEN_SCOPE\.KIND is enum\('a',''\), which the archive does not/,
        })
        // Nothing is kept: nothing need come back.
        assert.ok((await looked('off')).findings.length > 10)
      }),
  )

test('engine-supported refuses versions that Drydock does not know', async () => {
  const judge = async (engine: 'mysql' | 'mariadb', version: string) => {
    const database = { query: async () => [{ version }] } as never
    return (await engineSupported({ database, dialect: { mysql, mariadb }[engine] })).level
  }
  for (const version of ['5.7.44-log', '8.0.40', '8.4.3', '9.7.4-2'])
    assert.equal(await judge('mysql', version), 'passed', version)
  for (const version of [
    '10.4.1-MariaDB',
    '10.11.19-MariaDB-0+deb12u1',
    '11.8.2-MariaDB-log',
    '5.5.5-10.6.1-MariaDB',
  ])
    assert.equal(await judge('mariadb', version), 'passed', version)
  for (const version of ['5.7.mysql_aurora.2.11.4', '8.0.32'])
    assert.equal(await judge('mysql', version), 'passed', version)
  for (const version of ['5.6.51', '10.0.1', ''])
    assert.equal(await judge('mysql', version), 'failed', version)
  for (const version of ['10.3.39-MariaDB', '12.0.1-MariaDB'])
    assert.equal(await judge('mariadb', version), 'failed', version)
})

test('tls-on passes an encrypted connection', async () => {
  const database = {
    query: async () => [{ Variable_name: 'Ssl_cipher', Value: 'TLS_AES_256_GCM_SHA384' }],
  } as never
  assert.equal(
    (await tls({ database, dialect: mysql, facts: { ...facts, remote: true } } as never)).level,
    'passed',
  )
})

test('room-sufficient refuses what does not fit, counts what may be added, and warns of what it does not know', () => {
  const GiB = 2 ** 30
  const level = (freeStorage: number | null, bytes: number, growsTo: number | null = null) =>
    room({ ...facts, freeStorage, storage: 100 * GiB, growsTo }, bytes).level
  assert.equal(level(50 * GiB, 1 * GiB), 'passed')
  assert.equal(level(50 * GiB, 30 * GiB), 'warning')
  assert.equal(level(50 * GiB, 45 * GiB), 'failed')
  assert.equal(level(50 * GiB, 45 * GiB, 200 * GiB), 'warning')
  assert.equal(level(null, 0), 'warning')
  const cluster = room({ ...facts, kind: 'cluster', freeStorage: null, storage: null }, 500 * GiB)
  assert.match(`${cluster.level}: ${cluster.detail}`, /^passed: .*500\.0 GiB.*grows by itself/)
})
