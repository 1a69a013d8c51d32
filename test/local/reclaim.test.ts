import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { reclaimedSchema } from '../../functions/contract/space.ts'
import { throttleSchema } from '../../functions/contract/throttle.ts'
import type { RowsResult, Target } from '../../functions/contract/steps.ts'
import type { Step } from '../../infra/steps.ts'
import { serversFollow } from '../seed/server-clock.ts'
import { cloud, connection, server } from './production.ts'
import { pattern } from '../pattern.ts'
import { evidence, logger, reclaimRun, call, until, inWindow, plan } from './reclaim-scene.ts'

serversFollow()
// The run's bound is counted from the later of its start and the clock.
mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-24T09:00:00Z') })
const planned = await plan('reclaim')
await until('takeSnapshot', planned)
await until('restoreClone', planned)
const clone = cloud.rds.instances.get(planned.source.clone) ?? assert.fail()
/** What is waited for, and asked between two tries: a failover takes minutes, which no test has. */
let asleep = 0
let whileAsleep = () => undefined as void
const impatient = async (target: Target, of = planned) =>
  reclaimRun(
    { ...of, target, progress: null },
    {
      clock: {
        now: () => performance.now() + asleep,
        sleep: async (ms: number) => {
          asleep += ms
          whileAsleep()
        },
        random: () => 0.9,
      },
      logger,
      spent: () => false,
      ending: AbortSignal.timeout(60_000),
      note: () => undefined,
    },
  )
const rows = (step: Step, target: Target, of = planned) =>
  call<RowsResult>(step, { ...of, target, progress: null })
const reclaimed = async (target: Target, of = planned) =>
  reclaimedSchema
    .nullable()
    .parse(await evidence(of.run).get('production', `reclaim-${target}`))
    ?.databases.flatMap(({ tables }) => tables)
const tokens = async (target: Target) =>
  (await reclaimed(target))?.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN')
for (const step of ['measureRows', 'purgeRows', 'reclaimSpace'] as const)
  assert.equal((await rows(step, 'clone')).done, true, step)

/**
 * Somebody's transaction on the table, behind which a rebuild waits, and does this once the rebuild
 * has begun to wait.
 */
async function beside(work: () => void, of = planned): Promise<RowsResult> {
  const holder = await createConnection({
    host: server.host,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
    database: 'apim',
  })
  try {
    await holder.query('START TRANSACTION')
    await holder.query('SELECT COUNT(*) FROM IDN_OAUTH2_ACCESS_TOKEN')
    const reclaiming = rows('reclaimSpace', 'production', of)
    for (let tries = 0; ; tries++) {
      assert.ok(tries < 200, 'the rebuild waits')
      const [waiting] = await connection.query(
        "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table " +
          "metadata lock%' AND INFO LIKE 'ALTER TABLE%'",
      )
      if (Array.isArray(waiting) && waiting.length > 0) break
      await sleep(20)
    }
    work()
    return await reclaiming
  } finally {
    await holder.end()
  }
}

beforeEach(async () => {
  cloud.parameters.set('/drydock/test/control', '{"stop": false}')
  mock.timers.reset()
  mock.timers.enable({ apis: ['Date'], now: inWindow })
  await evidence(planned.run).put('production', 'reclaim-production', { databases: [] })
})

test('production is rebuilt within its window, and a call before it says how long to wait', async () => {
  mock.timers.setTime(Date.parse('2026-11-24T21:00:00Z'))
  assert.deepEqual(await rows('reclaimSpace', 'production'), {
    done: false,
    progress: null,
    waitSeconds: 3600,
  })
  assert.deepEqual(await reclaimed('production'), [])
  mock.timers.setTime(inWindow)
  assert.deepEqual(await rows('reclaimSpace', 'production'), { done: true, progress: null })
  assert.ok((await tokens('production'))?.after, (await tokens('production'))?.reason)
})

test('a window that opens too late for the run is a reason, not a wait', async () => {
  mock.timers.setTime(Date.parse('2026-11-24T23:10:00Z'))
  assert.deepEqual(await rows('reclaimSpace', 'production'), { done: true, progress: null })
  assert.match(
    (await tokens('production'))?.reason ?? '',
    pattern(
      /^It is 2026-11-24T23:10Z; production may be purged TUE from 22:00 to 23:00 UTC, next at /,
      /2026-12-01T22:00Z\. The run may purge until 2026-11-30T01:30Z, too early to wait for the /,
      /window/,
    ),
  )
})

for (const [what, work, reason] of [
  [
    'a window that closes',
    () => mock.timers.setTime(Date.parse('2026-11-24T23:00:00Z')),
    /^the window closed before it was done$/,
  ],
  [
    'the switch',
    () => cloud.parameters.set('/drydock/test/control', '{"stop": true}'),
    /^The switch \/drydock\/test\/control says \{"stop": true\}/,
  ],
  [
    'a pause',
    () => cloud.parameters.set('/drydock/test/control', '{"stop": false, "pause": true}'),
    /^the switch says pause$/,
  ],
  [
    'a switch that can not be read',
    () => cloud.parameters.set('/drydock/test/control', 'maybe'),
    /^The switch \/drydock\/test\/control holds "maybe", expected/,
  ],
] as const)
  test(`${what} in the midst of a rebuild ends it, and the run goes on`, async () => {
    assert.equal((await beside(work)).done, true)
    const found = await tokens('production')
    assert.equal(found?.after, null)
    assert.match(found.reason, reason)
  })

const watchedBy = (query: string) => {
  const throttle = throttleSchema.parse({ ownQuery: query, levels: { 'own-query': { pause: 1 } } })
  return { ...planned, run: { ...planned.run, throttle } }
}

test('a metric of production that says pause in the midst of a rebuild ends it', async () => {
  await connection.query('CREATE TABLE BUSY (N INT)')
  await connection.query('INSERT INTO BUSY VALUES (0)')
  try {
    const of = watchedBy('SELECT N FROM BUSY')
    const busy = (n: number) => void connection.query('UPDATE BUSY SET N = ?', [n])
    const working = beside(() => (busy(7), void setTimeout(busy, 12_000, 0)), of)
    assert.equal((await working).done, true)
    const found = await tokens('production')
    assert.equal(found?.after, null)
    assert.equal(found.reason, 'own-query is 7 (pause from 1)')
  } finally {
    await connection.query('DROP TABLE BUSY')
  }
})

test('production that is not calm is waited for, and then left as it is', async () => {
  while (!(await impatient('production', watchedBy('SELECT 7'))).done);
  assert.equal(
    (await tokens('production'))?.reason,
    'production is not calm: own-query is 7 (pause from 1)',
  )
})

test('a failover of four minutes is waited for, and then the tables are rebuilt', async () => {
  const instance = cloud.rds.instances.get('production') ?? assert.fail()
  const answers = instance.server
  const began = asleep
  const failOver = () =>
    Object.assign(instance, {
      server:
        asleep - began > 240_000 ? answers : Object.create(answers ?? null, { port: { value: 1 } }),
    })
  failOver()
  whileAsleep = failOver
  // Whoever came through so late begins no rebuild: the state machine calls again.
  assert.deepEqual(await impatient('production'), { done: false, progress: null })
  assert.ok(asleep - began > 240_000)
  assert.deepEqual(await rows('reclaimSpace', 'production'), { done: true, progress: null })
  assert.ok((await tokens('production'))?.after, (await tokens('production'))?.reason)
  whileAsleep = () => undefined
})

test("a clone that is another run's by now stops the rehearsal", async () => {
  const tag = clone.tags.findIndex(({ Key }) => Key === 'drydock:run-id')
  const [mine] = clone.tags.splice(tag, 1, { Key: 'drydock:run-id', Value: 'another' })
  await evidence(planned.run).put('production', 'reclaim-clone', { databases: [] })
  await assert.rejects(rows('reclaimSpace', 'clone'), { name: 'NotDrydocks' })
  clone.tags.splice(tag, 1, mine ?? assert.fail())
})

test('a clone that does not answer any more fails no run, and production is left as it is', async () => {
  // Nobody listens there: one that died would be started again.
  Object.assign(clone, {
    server: Object.create(clone.server ?? assert.fail(), { port: { value: 1 } }),
  })
  await evidence(planned.run).put('production', 'reclaim-clone', { databases: [] })
  assert.deepEqual(await impatient('clone'), { done: true, progress: null })
  const found = await reclaimed('clone')
  assert.deepEqual(
    found?.map(({ asked, after }) => [asked, after]),
    Array.from({ length: 5 }, () => [true, null]),
  )
  for (const { reason } of found)
    assert.match(reason, /^127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/)
  assert.deepEqual(await rows('reclaimSpace', 'production'), { done: true, progress: null })
  assert.match(
    (await tokens('production'))?.reason ?? '',
    /^on the clone it was not rebuilt: 127\.0\.0\.1:\d+ does not answer/,
  )
})

test('if no rule asks for a rebuild, an unreachable clone causes no warning', async () => {
  const unasked = {
    run: { ...planned.run, rules: planned.run.rules.map(({ reclaim: _, ...rule }) => rule) },
    source: planned.source,
  }
  await evidence(planned.run).put('production', 'reclaim-clone', { databases: [] })
  assert.deepEqual(await impatient('clone', unasked), { done: true, progress: null })
  assert.deepEqual(await reclaimed('clone'), [])
  assert.deepEqual(await rows('reclaimSpace', 'production', unasked), {
    done: true,
    progress: null,
  })
  assert.deepEqual(await reclaimed('production'), [])
})
