import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import {
  cloud,
  connection,
  countTokens,
  freshProduction,
  purgeRun,
  untouched,
} from './whole-run.ts'
import { connectTo, onPostgres } from './scene.ts'

const later = /^(Measure|Purge|Verify|Reclaim|Recount)/

test('a clone that does not do what a rule means is deleted before anything is measured; production is as it was', async () => {
  await freshProduction()
  // The rule's own rows are refused, so what it does cannot be shown.
  await connection.query(
    'ALTER TABLE IDN_OIDC_JTI ADD CONSTRAINT LONG_IDS CHECK (CHAR_LENGTH(JWT_ID) > 40)',
  )
  const { error, states, report, clones } = await purgeRun()
  assert.equal(error?.name, 'EngineNotProven', error?.message)
  assert.match(error?.message ?? '', /The rule .*jtis.*, IDN_OIDC_JTI: expected rows of the proof/i)
  assert.match(error?.message ?? '', /a row was refused/)
  assert.ok(states.includes('ProveEngine'))
  assert.deepEqual(
    states.filter((state) => later.test(state)),
    [],
  )
  assert.deepEqual(clones, [])
  assert.deepEqual(await countTokens(), untouched)
  assert.equal(report.outcome, 'failed')
  assert.equal(report.error?.name, 'EngineNotProven')
  assert.deepEqual(report.proven, [])
  assert.match(report.next.join('\n'), /Do not start another run on this server version/)
})

/** Until the proof's own database is there. */
async function provingOnTheClone(): Promise<void> {
  const clone = [...cloud.rds.instances.values()].find(({ id }) => id.startsWith('drydock-'))
  assert.ok(clone?.server)
  const looking = await connectTo(clone.server, 'apim')
  try {
    const proofs = onPostgres
      ? "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'drydock_proof%'"
      : "SHOW DATABASES LIKE 'drydock_proof%'"
    while ((await looking.query<RowDataPacket[]>(proofs))[0].length === 0) await sleep(20)
  } finally {
    await looking.end()
  }
}

test('a call that is cut off and works on does not keep the next one from proving the server', async () => {
  await freshProduction()
  const calls: Promise<unknown>[] = []
  const { error, report } = await purgeRun({
    input: { mode: 'rehearse' },
    async around(state, call) {
      if (state !== 'ProveEngine') return call()
      const working = call()
      calls.push(
        working.then(
          () => 'done',
          (failed: Error) => failed.name,
        ),
      )
      if (calls.length > 1) return working
      await provingOnTheClone()
      throw Object.assign(new Error('the function was cut off'), { name: 'Sandbox.Timedout' })
    },
  })
  assert.equal(error, null, error?.message)
  assert.equal(report.proven.length, 1)
  // The first may have ended by itself meanwhile; test/engines/scratch.ts has one that does not.
  assert.deepEqual((await Promise.all(calls)).slice(1), ['done'])
})

test('what was proven is told, and its database is dropped on the clone and was never on production', async () => {
  await freshProduction()
  const databases: string[] = []
  const { error, report } = await purgeRun({
    input: { mode: 'rehearse' },
    async onState(state) {
      if (state !== 'MeasureClone') return
      const clone = [...cloud.rds.instances.values()].find(({ id }) => id.startsWith('drydock-'))
      assert.ok(clone?.server)
      const [rows] = await connection.query<RowDataPacket[]>(
        onPostgres
          ? 'SELECT nspname FROM pg_namespace UNION SELECT datname FROM pg_database'
          : 'SHOW DATABASES',
      )
      databases.push(...rows.map((row) => String(Object.values(row)[0])))
    },
  })
  assert.equal(error, null, error?.message)
  assert.deepEqual(
    databases.filter((name) => name.startsWith('drydock')),
    [],
  )
  const [proven] = report.proven
  assert.ok(proven)
  assert.equal(proven.database, 'apim')
  assert.match(proven.version, onPostgres ? /^1[3-9]\./ : /MariaDB/)
  assert.ok(proven.rules > 5 && proven.rows > 500 && proven.shapes > 300, JSON.stringify(proven))
  assert.match(proven.schema, /^[0-9a-f]{64}$/)
})
