import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { nodeChild, type DrydockJob } from '../../bench/job.ts'
import { runPurge } from '../../bench/run-purge.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { placeName } from '../../functions/purge/purge-place.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { goneBy, purgeInBatches } from '../purge/batches.ts'
import { assertCounted, living, seedTokens, tokenRows } from '../purge/interrupted-purge.ts'
import { connect, engines, inDatabase, type Engine } from '../seed/engines.ts'

// The batch under what is hardest for it, on both engines.

const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'
const name = 'attacked'
const count = async (connection: Connection, from: string) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0][0]?.n)

/** The purge as a function has it: in a process with its memory, with an archive. */
async function purgeInProcess(engine: Engine): Promise<number> {
  const url = new URL(engine.url ?? '')
  const scratch = openScratch().folder
  const cloud = await startCloud(
    scratch,
    join(scratch, `buckets-${engine.name}-${performance.now()}`),
  )
  const job: DrydockJob = {
    access: {
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      password: decodeURIComponent(url.password),
      database: name,
    },
    engine: engine.name === 'MySQL' ? 'mysql' : 'mariadb',
    start: Date.parse('2026-11-24T07:00:00Z'),
    share: 1,
    batchMilliseconds: 250,
    archive: true,
    checks: false,
  }
  const { peakBytes } = await runPurge([
    await nodeChild('drydock-process.ts', job, cloud.environment),
  ]).finally(() => cloud.close())
  console.log(`${engine.name}: ${Math.round((peakBytes ?? 0) / 1e6)} MB`)
  return peakBytes ?? Number.POSITIVE_INFINITY
}

for (const engine of engines) {
  const on = (what: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inDatabase(engine, name, work))

  on('rows of 9 MB are read ahead within the memory of a function', async (connection) => {
    await loadSchema(storeOf(connection), 'is-7.3')
    for (let at = 0; at < 12; at++)
      await connection.query(
        'INSERT INTO IDN_FLOW_CONTEXT_STORE (ID, TENANT_ID, FLOW_TYPE, CREATED_AT, ' +
          "EXPIRES_AT, FLOW_STATE_JSON) VALUES (?, 1, 'x', '2020-01-01', '2020-01-01', ?)",
        [`f${at}`, `{"x": "${`${at} `.repeat(9 * 2 ** 19)}"}`.slice(0, 9 * 2 ** 20)],
      )
    await connection.query('ANALYZE TABLE IDN_FLOW_CONTEXT_STORE')
    // The functions have 1,024 MB.
    const peak = await purgeInProcess(engine)
    assert.ok(peak < 512e6, `${Math.round(peak / 1e6)} MB`)
    assert.equal(await count(connection, 'IDN_FLOW_CONTEXT_STORE'), 0)
  })

  on('a token with 100,000 children goes with all of them', async (connection) => {
    await seedTokens(connection, 30)
    const before = await tokenRows(connection)
    for (let from = 0; from < 100_000; from += 20_000)
      await connection.query(
        'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE, TENANT_ID) VALUES ?',
        [Array.from({ length: 20_000 }, (_, at) => ['t00004', `scope-${from + at}`, -1234])],
      )
    await connection.query('ANALYZE TABLE IDN_OAUTH2_ACCESS_TOKEN_SCOPE')
    const peak = await purgeInProcess(engine)
    assert.ok(peak < 512e6, `${Math.round(peak / 1e6)} MB`)
    assert.deepEqual(await tokenRows(connection), living(before))
  })

  on('a call that lost its place while it read ahead deletes nothing more', async (connection) => {
    await seedTokens(connection, 300)
    const before = await tokenRows(connection)
    const [admin, kept]: [Connection, PurgeProgress[]] = [await connect(engine), []]
    const holder = async () =>
      (await admin.query<RowDataPacket[]>('SELECT IS_USED_LOCK(?) AS id', [placeName(name)]))[0][0]
        ?.id
    let written = -1
    await assert.rejects(
      purgeInBatches(engine, name, {
        checkpoint: async (progress) => void kept.push(progress),
        async writing(number) {
          written = number
          await admin.query(`KILL ${await holder()}`)
          for (let tries = 0; tries < 200 && (await holder()) !== null; tries++) await sleep(10)
          await admin.query('SELECT GET_LOCK(?, 0)', [placeName(name)])
        },
      }),
      { name: 'PurgeRunning' },
    )
    assert.deepEqual(await tokenRows(connection), before)
    await admin.end()
    for (let tries = 0; tries < 200; tries++) {
      const [[row]] = await connection.query<RowDataPacket[]>('SELECT IS_FREE_LOCK(?) AS free', [
        placeName(name),
      ])
      if (String(row?.free) === '1') break
      await sleep(10)
    }
    // The other loop goes on from the account, and the file that was written holds for nothing.
    const progress = await purgeInBatches(engine, name, { from: kept.at(-1) ?? null })
    assert.deepEqual(await tokenRows(connection), living(before))
    assertCounted(progress, 300)
    assert.ok(!goneBy(name, progress).includes(written))
  })

  on('a deadlock at the delete undoes the batch, which then goes', async (connection) => {
    await seedTokens(connection, 300)
    const before = await tokenRows(connection)
    await connection.query('CREATE TABLE TALLY (ID INT PRIMARY KEY, N INT) ENGINE=InnoDB')
    await connection.query(
      `INSERT INTO TALLY VALUES ${Array.from({ length: 5000 }, (_, at) => `(${at}, 0)`).join()}`,
    )
    await connection.query(
      `CREATE TRIGGER tallied AFTER DELETE ON ${tokens} FOR EACH ROW UPDATE TALLY SET N = N + ` +
        '1 WHERE ID = 0',
    )
    const other = await connect(engine, name)
    await other.beginTransaction()
    // It has changed more than the batch, so the batch is the one that is undone.
    await other.query('UPDATE TALLY SET N = N + 1000')
    const retried: string[] = []
    const purging = purgeInBatches(engine, name, { onTrouble: ({ kind }) => retried.push(kind) })
    const waiting = async () =>
      count(connection, "information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'")
    for (let tries = 0; (await waiting()) === 0 && tries < 40; tries++) await sleep(150)
    await other.query(`UPDATE ${tokens} SET AUTHZ_USER = 'x' WHERE TOKEN_ID = 't00098'`)
    await other.commit()
    await other.end()
    const progress = await purging
    assert.ok(retried.includes('deadlock'), retried.join())
    assert.deepEqual(await tokenRows(connection), living(before))
    assertCounted(progress, 300)
    // What a trigger did for a batch that was undone is undone, too.
    assert.equal(await count(connection, 'TALLY WHERE ID = 0 AND N = 1200'), 1)
  })

  on(
    'keys that are equal and of other bytes are all gone over, and no other',
    async (connection) => {
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      // As somebody has it who has lost the primary key: rows share a key, and the collation says
      // which.
      await connection.query('ALTER TABLE IDN_OIDC_JTI DROP PRIMARY KEY, ADD KEY (JWT_ID)')
      const dead = ['a', 'A', 'a ', 'á', 'Á', 'b', 'B', 'B ', 'c', 'C', 'd']
      for (const id of dead)
        await connection.query("INSERT INTO IDN_OIDC_JTI VALUES (?, '2020-01-01', '2020-01-01')", [
          id,
        ])
      for (const id of ['A', 'b ', 'D'])
        await connection.query("INSERT INTO IDN_OIDC_JTI VALUES (?, '2030-01-01', '2020-01-01')", [
          id,
        ])
      for (const rows of [2, 3]) {
        const { deleted, left } = await purgeInBatches(engine, name, { size: fixedSize(rows) })
        if (rows === 2)
          assert.equal(deleted.find(({ table }) => table === 'IDN_OIDC_JTI')?.rows, dead.length)
        assert.equal(left, 0)
      }
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT JWT_ID AS id FROM IDN_OIDC_JTI ORDER BY HEX(JWT_ID)',
      )
      assert.deepEqual(
        rows.map(({ id }) => String(id)),
        ['A', 'D', 'b '],
      )
    },
  )
}
