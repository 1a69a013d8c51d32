import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { controlSchema } from '../../../functions/contract/control.ts'
import type { Level } from '../../../functions/contract/throttle.ts'
import { judgeRisks, type Risks } from '../../../functions/engines/postgres/judge-risks.ts'
import { jobs, jobsRun, readJobs, stopJob } from '../../../functions/engines/postgres/jobs.ts'
import { historyLength, readRisks } from '../../../functions/engines/postgres/server-risks.ts'
import { tableReadiness } from '../../../functions/engines/postgres/table-readiness.ts'
import { productionPermit } from '../../../functions/throttle/production-permit.ts'
import { rights } from '../../../functions/engines/postgres/rights.ts'
import { words } from '../../../functions/engines/postgres/words.ts'
import { ask } from '../../../functions/engines/database.ts'
import { inPostgres, open, skip } from './server.ts'

const calm: Risks = { used: 5, vacuums: true, old: [], prepared: 0, slots: [], standbys: [] }
const told = (changes: Partial<Risks>) => {
  const { stops, odd } = judgeRisks({ ...calm, ...changes })
  return [...stops.map(([detail]) => `stop: ${detail}`), ...odd.map(([detail]) => detail)].join()
}

test('what keeps dead rows, or the log of their deletes, is told; the last IDs are refused', () => {
  assert.equal(told({}), '')
  assert.match(told({ used: 2 ** 31 - 9_000_000 }), /^stop: Production has 6,000,000 transaction/)
  assert.match(told({ used: 1_500_000_000 }), /^Production's oldest rows are 1,500,000,000/)
  assert.match(told({ vacuums: false }), /^Autovacuum is off/)
  assert.match(told({ old: ['a', 'b', 'c', 'd'], prepared: 2 }), /: a, b, c, 2 prepared/)
  const slot = { name: 's', active: true, bytes: 5 }
  assert.equal(told({ slots: [slot] }), '')
  assert.match(told({ slots: [{ ...slot, active: false }] }), /slot s has no reader/)
  assert.match(told({ slots: [{ ...slot, bytes: 2 ** 31 }] }), /slot s lags: .* 2,048 MiB/)
  assert.match(told({ standbys: ['r (7 transactions)'] }), /hot_standby_feedback\): r \(7/)
})

test('a server says which of these it has', { skip }, () =>
  inPostgres('drydock_risks', async (client) => {
    await client.query('ALTER DATABASE drydock_risks SET track_counts = off')
    await client.query("SELECT pg_create_physical_replication_slot('drydock_risks', true)")
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1')
    const database = await open('drydock_risks')
    try {
      const found = await readRisks(database, 0)
      assert.ok(found.used > 0 && found.used < 2 ** 31)
      assert.equal(found.vacuums, false)
      assert.match(found.old.join(), /\(process \d+, for \d+ s\)/)
      const [{ name, active, bytes } = assert.fail('no slot')] = found.slots
      assert.deepEqual([name, active, bytes >= 0], ['drydock_risks', false, true])
      const odd = judgeRisks(found)
        .odd.map(([detail]) => detail)
        .join()
      assert.match(odd, /Autovacuum is off on production/)
      assert.match(odd, /Old transactions keep dead rows from VACUUM: .*\(process \d+/)
      assert.match(odd, /replication slot drydock_risks has no reader: .* MiB of WAL/)
      assert.deepEqual((await readRisks(database)).old, [])
    } finally {
      await database.close()
      await client.query("COMMIT; SELECT pg_drop_replication_slot('drydock_risks')")
    }
  }),
)

test('a table that autovacuum is behind on, or leaves out, is told', { skip }, () =>
  inPostgres('drydock_dead_rows', async (client) => {
    for (const [table, option] of [
      ['behind', 'autovacuum_vacuum_threshold = 2000000000'],
      ['left_out', 'autovacuum_enabled = off'],
    ])
      await client.query(`CREATE TABLE ${table} (id int) WITH (${option})`)
    await client.query('INSERT INTO behind SELECT generate_series(1, 150000)')
    await client.query('DELETE FROM behind WHERE id <= 110000')
    await client.query('SELECT pg_stat_force_next_flush()')
    const database = await open('drydock_dead_rows')
    try {
      const { odd } = await tableReadiness(database, 'drydock_dead_rows', ['behind', 'left_out'])
      assert.deepEqual(
        odd.map(([detail]) => detail.replace(/:.*/, '')),
        ['Autovacuum is behind on behind', 'Autovacuum is off for left_out'],
      )
      assert.match(odd[0]?.[0] ?? '', /: 110,000 dead rows beside 40,000 living ones\.$/)
    } finally {
      await database.close()
    }
  }),
)

test(
  "a snapshot that is left open slows production's purge, then pauses it until it ends",
  {
    skip,
  },
  () =>
    inPostgres('drydock_snapshot', async (client) => {
      const database = await open('drydock_snapshot')
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1')
        const grow =
          "DO 'BEGIN FOR i IN 1..3000 LOOP PERFORM txid_current(); COMMIT; " + "END LOOP; END'"
        await database.execute({ text: grow, values: [] })
        const asked = async (level: Level) => {
          let now = 0
          const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) }
          const value = await ask(database, historyLength)
          const { permit } = productionPermit({
            ...{ clock: { ...clock, random: Math.random }, date: () => now, spent: () => false },
            ...{
              share: 0.5,
              batchMilliseconds: 250,
              levels: { 'history-list-length': level },
              patience: 600_000,
            },
            ...{ control: async () => controlSchema.parse({ stop: false }), state: undefined },
            look: async () => ({
              metrics: [{ name: 'history-list-length', of: '', value }],
              ...{ statement: 1, commit: null },
            }),
            pulse: async () => ({ running: 0, statement: 1, commit: null }),
            standing: 0.5,
            tell: () => undefined,
          })
          return permit()
        }
        const slow = await asked({ slow: 1000, pause: 1_000_000 })
        assert.ok(slow.go && slow.share < 0.5, JSON.stringify(slow))
        assert.deepEqual(await asked({ slow: 1000, pause: 2000 }), { go: false })
        await client.query('COMMIT')
        // Other tests on this server have snapshots, too.
        let after = await asked({ slow: 1000, pause: 2000 })
        for (let tries = 0; !after.go && tries < 100; tries++) {
          await sleep(100)
          after = await asked({ slow: 1000, pause: 2000 })
        }
        assert.equal(after.go, true)
      } finally {
        await database.close()
      }
    }),
)

/** The extension cannot be had here: its tables and settings by its README. */
const cron = [
  'CREATE SCHEMA cron',
  'CREATE TABLE cron.job (jobid bigint, schedule text, command text, database text, active ' +
    'boolean, jobname text)',
  `CREATE FUNCTION cron.alter_job(job bigint, active boolean) RETURNS void LANGUAGE sql
    AS 'UPDATE cron.job j SET active = alter_job.active WHERE jobid = job'`,
  `CREATE FUNCTION inner_part() RETURNS void LANGUAGE plpgsql
    AS $$ BEGIN EXECUTE 'DELETE FROM tokens'; END $$`,
  `CREATE PROCEDURE outer_part() LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM idn_oauth2_access_token; PERFORM inner_part(); END $$`,
  "INSERT INTO cron.job VALUES (3, '* * * * *', 'CALL outer_part()', 'drydock_cron', true, " +
    "'nightly'), (4, '* * * * *', 'SELECT 1', 'drydock_cron', false, NULL), (5, '* * * * *', " +
    "'CALL elsewhere.gone()', 'drydock_cron', true, NULL)",
  "ALTER DATABASE drydock_cron SET cron.database_name = 'drydock_cron'",
]

test('jobs of pg_cron are found, read through what they call, and stopped', { skip }, () =>
  inPostgres('drydock_cron', async (client) => {
    const none = await open('drydock_cron')
    assert.deepEqual([await jobs(none), await ask(none, jobsRun)], [[], false])
    await none.close()
    for (const statement of cron) await client.query(statement)
    const database = await open('drydock_cron')
    try {
      assert.equal(await ask(database, jobsRun), true)
      assert.equal((await ask(database, rights(''))).seesJobs, true)
      const found = await jobs(database)
      assert.deepEqual(
        found.map(({ name, shown }) => [name, shown]),
        [
          ['3 nightly', '3 (nightly) of pg_cron'],
          ['5', '5 of pg_cron'],
        ],
      )
      const [first, second] = await readJobs(database, found)
      assert.match(first?.texts.join() ?? '', /DELETE FROM idn_oauth2_access_token/)
      assert.deepEqual(first?.unread, ['a statement that it puts together (EXECUTE)'])
      assert.deepEqual(second?.unread, ['elsewhere.gone'])
      for (const job of found) await database.execute(stopJob(job))
      assert.deepEqual(await jobs(database), [])
      assert.equal(
        words.stopJob(found[0] ?? assert.fail()),
        'SELECT cron.alter_job(3, active := false)',
      )
    } finally {
      await database.close()
    }
  }),
)
