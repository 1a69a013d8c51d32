import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import pg from 'pg'
import { ask, type Database } from '../../../functions/engines/database.ts'
import { serverQuestions as server } from '../../../functions/engines/postgres/server-questions.ts'
import { upkeep } from '../../../functions/engines/postgres/upkeep.ts'
import { words } from '../../../functions/engines/postgres/words.ts'
import { askedAbout } from './asked-about.ts'
import { at, open, skip } from './server.ts'

const home = 'drydock_server'
const name = `${home}.wso2`
let client: pg.Client
let master: Database
let plain: Database

suite('PostgreSQL', { skip }, () => {
  before(async () => {
    const { host, port, user, password } = at(null)
    const maker = new pg.Client({ host, port, user, password, database: 'postgres' })
    await maker.connect()
    await maker.query(`DROP DATABASE IF EXISTS ${home} WITH (FORCE)`)
    await maker.query(`CREATE DATABASE ${home}`)
    await maker.query(
      "DO $$ BEGIN CREATE ROLE drydock_user LOGIN PASSWORD 'x'; EXCEPTION WHEN " +
        'duplicate_object THEN END $$',
    )
    await maker.end()
    client = new pg.Client({ host, port, user, password, database: home })
    await client.connect()
    for (const text of askedAbout) await client.query(text)
    master = await open(name)
    await client.query('GRANT USAGE ON SCHEMA wso2 TO drydock_user')
    plain = await open(name, { user: 'drydock_user', password: 'x' })
  })
  after(async () => {
    await Promise.all([master.close(), plain.close()])
    await client.query('DROP OWNED BY drydock_user; DROP ROLE drydock_user')
    await client.end()
    const { host, port, user, password } = at(null)
    const maker = new pg.Client({ host, port, user, password, database: 'postgres' })
    await maker.connect()
    await maker.query(`DROP DATABASE ${home} WITH (FORCE)`)
    await maker.end()
  })

  test('the server says which it is, what time it is, and who else is there', async () => {
    const clock = await ask(master, server.clock)
    assert.match(clock.version, /^\d+(\.\d+)?( \(.*\))?$/)
    assert.ok(Math.abs(Date.parse(`${clock.utc.replace(' ', 'T')}Z`) - Date.now()) < 60_000)
    assert.deepEqual(server.supports(clock.version), { range: 'PostgreSQL 13 to 18', within: true })
    assert.equal(server.supports('12.22').within || server.supports('19.0').within, false)
    assert.equal(server.isOurs(clock.version), true)
    assert.equal(server.isOurs('15.0 CockroachDB CCL v24.1'), false)
    assert.match(await ask(plain, server.identity), /^\d{10,} \S+ \d+$/)
    assert.equal(await ask(plain, server.cipher), '')
    assert.equal(await ask(master, server.ping), 1)
    assert.ok((await ask(master, server.runningThreads)) !== null)
    assert.equal(await ask(plain, server.runningThreads), null)
    assert.equal(await ask(plain, server.historyLength), null)
    assert.deepEqual(await server.replicas(master), [])
    assert.equal(await server.replicaLag(master), null)
    assert.equal(await ask(master, server.longestStatement), 2 ** 30 - 1)
  })

  test('a snapshot that is held is told as transactions since, and as a finding', async () => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM parent LIMIT 1')
    try {
      for (let n = 0; n < 5; n++)
        await master.execute({ text: `UPDATE other.beside SET n = ${n}`, values: [] })
      assert.ok(((await ask(master, server.historyLength)) ?? 0) >= 5)
    } finally {
      await client.query('ROLLBACK')
    }
  })

  test('what a user may do is told table by table', async () => {
    const none = await ask(plain, server.rights(name))
    assert.deepEqual(none.missing, ['SELECT', 'UPDATE', 'DELETE'])
    assert.deepEqual(
      [none.seesSessions, none.seesJobs, none.mayRefresh('parent')],
      [false, true, false],
    )
    await client.query('GRANT SELECT, DELETE, UPDATE (state) ON parent TO drydock_user')
    await client.query('GRANT SELECT, UPDATE, DELETE ON child, "Mixed" TO drydock_user')
    const least = await ask(plain, server.rights(name))
    assert.deepEqual(least.missing, [])
    assert.deepEqual(least.beyond({ refresh: true, rebuild: false }), [])
    const refused = await plain.query(upkeep.refresh('parent')).catch((error: unknown) => error)
    assert.match(String(refused), /AccessDenied.*permission denied to vacuum "parent"/)
    await client.query(
      'GRANT pg_read_all_stats TO drydock_user; GRANT MAINTAIN ON parent TO drydock_user',
    )
    const more = await ask(plain, server.rights(name))
    assert.equal(more.seesSessions, true)
    assert.deepEqual([more.mayRefresh('parent'), more.mayRebuild('child')], [true, false])
    assert.equal(await ask(plain, upkeep.refresh('parent')), 'fine')
    assert.equal((await ask(plain, server.historyLength)) === null, false)
    const root = await ask(master, server.rights(name))
    assert.ok(root.beyond({ refresh: false, rebuild: false }).includes('SUPERUSER'))
    assert.equal(root.mayRefresh('"Mixed"'), true)
    assert.match(
      words.grants(name, true),
      /GRANT USAGE ON SCHEMA "wso2".*SELECT, UPDATE, DELETE.*MAINTAIN/,
    )
  })

  test('a plan tells a look-up, a range and a whole table apart', async () => {
    const told = async (text: string, ...values: string[]) =>
      (await ask(master, server.plan({ text, values }))).map(
        ({ table, access, index, rows }) =>
          `${table} ${access} ${index} ${rows === null ? 'untold' : 'told'}`,
      )
    assert.deepEqual(await told('SELECT * FROM parent t0 WHERE id = $1', '5'), [
      't0 lookup parent_pkey told',
    ])
    assert.deepEqual(await told('SELECT * FROM parent t0 WHERE id > $1 AND id <= $2', '5', '90'), [
      't0 range parent_pkey told',
    ])
    assert.deepEqual(await told('SELECT * FROM parent t0 WHERE state = $1', '<'), [
      't0 scan null untold',
    ])
    assert.deepEqual(
      await told(
        'SELECT * FROM parent t0 WHERE id <= $1 AND EXISTS (SELECT 1 FROM child t1 WHERE t1.n ' +
          '= t0.id AND t1.parent_id > 0)',
        '3',
      ),
      ['t0 range parent_pkey told', 't1 lookup child_pkey told'],
    )
  })

  test('times, sizes and neighbours are told by the names that rules and the schema use', async () => {
    const [from, to, until] = ['2026-01-01', '2026-01-02', '2026-01-10'].map((day) => new Date(day))
    assert.ok(from && to && until)
    assert.deepEqual(await ask(master, server.times('parent', 'TIME_CREATED', from, to, until)), {
      recent: 1440,
      future: 11_520,
      newest: '2026-01-02 00:00:00',
    })
    assert.equal(
      await ask(master, server.newest('parent', 'TIME_CREATED', to)),
      '2026-01-02 00:00:00',
    )
    assert.equal(await ask(master, server.epochs('parent', 'ID', new Date(0), new Date(1))), 30_000)
    const { rows = 0, length = 0 } = (await ask(master, server.estimates(name))).get('PARENT') ?? {}
    assert.ok(Math.abs(rows - 30_000) < 300 && length > 100 && length < 250, `${rows} of ${length}`)
    await client.query('CREATE INDEX of_parent ON child (parent_id)')
    await client.query('DELETE FROM parent WHERE id % 2 = 0')
    await client.query('VACUUM (ANALYZE) parent')
    const space = await ask(master, server.space(name))
    assert.deepEqual(
      space.map(({ table }) => table),
      ['"Mixed"', 'child', 'parent'],
    )
    const { data = 0, free = 0 } = space.find(({ table }) => table === 'parent') ?? {}
    assert.ok(free > data * 0.3 && free < data * 0.6, `${free} of ${data}`)
    assert.deepEqual(await ask(master, server.otherTables([name])), [
      { database: `${home}.other`, table: 'beside', rows: 2 },
    ])
    const columns = (await ask(master, server.columns(`${home}.other`))).get('beside') ?? []
    assert.equal((await ask(master, server.sumUp(`${home}.other`, 'beside', columns))).rows, 2)
  })

  test('a trigger and a rule on deletes are told, disabled and internal ones are not', async () => {
    await client.query(
      `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
    )
    await client.query(
      'CREATE TRIGGER noted BEFORE UPDATE OR DELETE ON child FOR EACH ROW EXECUTE FUNCTION note()',
    )
    await client.query(
      'CREATE TRIGGER added AFTER INSERT ON child FOR EACH ROW EXECUTE FUNCTION note()',
    )
    await client.query('CREATE RULE kept AS ON DELETE TO "Mixed" DO INSTEAD NOTHING')
    const told = async () =>
      (await ask(plain, server.deleteTriggers(name))).map((one) => `${one.name} on ${one.table}`)
    assert.deepEqual(await told(), ['kept on "Mixed"', 'noted on child'])
    await client.query('ALTER TABLE child DISABLE TRIGGER noted; DROP RULE kept ON "Mixed"')
    assert.deepEqual(await told(), [])
  })

  test('a table is looked after, and says when it is broken', async () => {
    assert.equal(await ask(master, upkeep.refresh('parent')), 'fine')
    assert.equal(await ask(master, upkeep.check('"Mixed"')), 'fine')
    await client.query('CREATE EXTENSION IF NOT EXISTS amcheck')
    assert.equal(await ask(master, upkeep.check('parent')), 'fine')
    await master.execute(upkeep.waitForTable(1))
    await master.execute(upkeep.rebuild('parent'))
    const session = await ask(master, upkeep.session)
    const sleeping = master.query({ text: 'SELECT pg_sleep(60)', values: [] })
    const ended = assert.rejects(sleeping, { name: 'DatabaseTrouble' })
    const isAsleep = async () =>
      (await ask(plain, server.sessions)).some(({ doing }) => doing.includes('pg_sleep'))
    for (let tries = 0; !(await isAsleep()); tries++) assert.ok(tries < 1000)
    const beside = await open(name)
    await upkeep.endStatement(beside, session)
    await beside.close()
    await ended
  })

  test('what a rebuild leaves when it is cancelled is removed', async () => {
    const invalid = async () =>
      (await client.query('SELECT 1 FROM pg_index WHERE NOT indisvalid')).rows.length
    const beside = await open(name)
    try {
      await beside.transaction(async (within) => {
        await within.execute({ text: 'LOCK TABLE child IN ROW EXCLUSIVE MODE', values: [] })
        await master.execute({ text: "SET statement_timeout = '300ms'", values: [] })
        const ended = await master.execute(upkeep.rebuild('child')).catch((error: unknown) => error)
        assert.match(String(ended), /the statement was cancelled/)
      })
      await master.execute({ text: 'SET statement_timeout = 0', values: [] })
      assert.ok((await invalid()) > 0)
      await upkeep.tidy(master, 'child')
      assert.equal(await invalid(), 0)
    } finally {
      await beside.close()
    }
  })

  test('settings are told, and what would stop a delete', async () => {
    const { pace, outcome } = await ask(plain, server.settings)
    assert.ok('wal_level' in pace && 'version' in outcome && 'timezone' in outcome)
    assert.deepEqual((await server.readiness(master)).stops, [])
    await client.query(`ALTER DATABASE ${home} SET session_replication_role = replica`)
    const replica = await open(name)
    try {
      const { stops } = await server.readiness(replica)
      assert.match(
        stops[0]?.[0] ?? '',
        /session_replication_role = replica: foreign keys do not act/,
      )
    } finally {
      await replica.close()
      await client.query(`ALTER DATABASE ${home} RESET session_replication_role`)
    }
  })
})
