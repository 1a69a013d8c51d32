import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { reclaimedSchema } from '../../functions/contract/space.ts'
import type { Plan, RowsResult, Run, SourcePlan, Target } from '../../functions/contract/steps.ts'
import { localRebuilds, prepareRebuilds } from '../../local/rebuilds.ts'
import { seedTokens } from '../purge/interrupted-purge.ts'
import { cloud, connection, deployment, scratch, server } from '../local/production.ts'
import { call } from './called-step.ts'

// What takes longer than a call is rebuilt by the task as it is deployed: bundled, put into a
// bucket, fetched and compared by the text of its definition, in a process of its own.
Object.assign(process.env, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await seedTokens(connection, 300)
await prepareRebuilds(cloud, scratch.folder, `${scratch.folder}/buckets`, ['mysql2'])
const [{ evidence }, { logger }, { reclaimRun }, { stopApplications }, { openTarget }] =
  await Promise.all([
    import('../../functions/aws/evidence.ts'),
    import('../../functions/runtime/logger.ts'),
    import('../../functions/jobs/reclaim-run.ts'),
    import('../../functions/aws/stop-applications.ts'),
    import('../../functions/aws/target-database.ts'),
  ])
const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'
interface Planned {
  readonly run: Run
  readonly source: SourcePlan
}
async function plan(name: string): Promise<Planned> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    rules: { tokens: { reclaim: true } },
    rebuilds: { task: {} },
    clone: { instanceClass: 'db.t4g.medium' },
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
  })
  const {
    run,
    sources: [source],
  } = await call<Plan>('planRun', {
    execution: { name, startTime: new Date().toISOString() },
    input: { mode: 'purge' },
    environment,
    deployment: { ...deployment, rebuilds: localRebuilds },
  })
  return { run, source: source ?? assert.fail() }
}
const first = await plan('long')
await call('takeSnapshot', first)
await call('restoreClone', first)
for (const step of ['measureRows', 'purgeRows'] as const)
  assert.equal(
    (await call<RowsResult>(step, { ...first, target: 'clone', progress: null })).done,
    true,
    step,
  )
const { database: onClone } = await openTarget({ ...first, target: 'clone', database: 'apim' })
scratch.onCleanup(() => onClone.close())
/** Makes a table whose rebuild takes seconds. */
async function grow(say: (text: string) => Promise<unknown>): Promise<void> {
  const anew = 'SET TOKEN_ID = UUID(), TOKEN_STATE_ID = UUID()'
  await say(`CREATE TABLE FILLER AS SELECT * FROM ${tokens} LIMIT 100`)
  for (let times = 0; times < 10; times++) {
    await say('CREATE TABLE MORE AS SELECT * FROM FILLER')
    await say(`UPDATE MORE ${anew}`)
    await say('INSERT INTO FILLER SELECT * FROM MORE')
    await say('DROP TABLE MORE')
  }
  await say(`UPDATE FILLER ${anew}`)
  await say(`INSERT INTO ${tokens} SELECT * FROM FILLER`)
  await say('DROP TABLE FILLER')
}
await grow((text) => connection.query(text))
await grow((text) => onClone.execute({ text, values: [] }))

/** The run in which the clone took so long for the tokens that a call has not the time. */
async function rehearsed(name: string): Promise<Planned> {
  const planned = await plan(name)
  const [from, to] = [evidence(first.run), evidence(planned.run)]
  await to.put('production', 'measure-clone', await from.get('production', 'measure-clone'))
  const before = { table: tokens, data: 1, index: 1, free: 1 }
  const done = { table: tokens, asked: true, before, after: before, seconds: 2, reason: '' }
  await to.put('production', 'reclaim-clone', { databases: [{ database: 'apim', tables: [done] }] })
  return planned
}
/** A call has ten minutes for a rebuild; here so many milliseconds. */
const firstCall = (of: Planned, target: Target, limit: number) =>
  reclaimRun(
    { ...of, target, progress: null },
    {
      clock: { now: () => performance.now(), sleep, random: Math.random },
      logger,
      spent: () => false,
      ending: AbortSignal.timeout(300_000),
      note: () => undefined,
    },
    limit,
  )
const rows = (of: Planned, target: Target, progress: unknown) =>
  call<RowsResult>('reclaimSpace', { ...of, target, progress })
const found = async ({ run }: Planned, target: Target) =>
  reclaimedSchema
    .parse(await evidence(run).get('production', `reclaim-${target}`))
    .databases.flatMap(({ tables }) => tables)
    .find(({ table }) => table === tokens) ?? assert.fail()
/** As the state machine asks. */
async function wait(of: Planned, target: Target, began: RowsResult): Promise<void> {
  let answer = began
  for (let tries = 0; !answer.done; tries++) {
    assert.ok(tries < 600, 'the task ends')
    await sleep(200)
    answer = await rows(of, target, answer.progress)
  }
}
async function begin(of: Planned): Promise<RowsResult> {
  const began = await firstCall(of, 'production', 1000)
  assert.match(
    JSON.stringify(began),
    /^\{"done":false,"progress":\{"task":"arn:.*"waitSeconds":300\}$/,
  )
  return began
}
const altering = async (): Promise<number> => {
  const [working] = await connection.query<RowDataPacket[]>(
    "SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE 'ALTER TABLE%'",
  )
  return working.length
}
async function underWay(): Promise<void> {
  for (let tries = 0; (await altering()) === 0; tries++) {
    assert.ok(tries < 1500, 'the task begins to rebuild')
    await sleep(20)
  }
}
const checksum = async (): Promise<unknown> => {
  const [[row]] = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${tokens} EXTENDED`)
  return row?.Checksum
}

beforeEach(() => void cloud.parameters.set('/drydock/test/control', '{"stop": false}'))

test("a clone's rebuild that takes longer than a call is ended there, and the task does it", async () => {
  const began = await firstCall(first, 'clone', 1)
  assert.match(JSON.stringify(began), /"task":"arn:/)
  const { reason, longer } = await found(first, 'clone')
  assert.deepEqual([reason.slice(0, 30), longer], ['it takes longer than the 0 min', true])
  await wait(first, 'clone', began)
  const done = await found(first, 'clone')
  assert.deepEqual([done.reason, done.longer, done.session], ['', undefined, undefined])
  assert.ok(done.after)
})

test('what took the clone long is rebuilt on production by the task, and is what it was', async () => {
  const of = await rehearsed('done')
  const before = await checksum()
  await wait(of, 'production', await begin(of))
  const done = await found(of, 'production')
  assert.ok(done.after, done.reason)
  assert.equal(await checksum(), before)
})

test('the switch ends the statement of the task', async () => {
  const of = await rehearsed('switched')
  const [began, before] = [await begin(of), await checksum()]
  await underWay()
  cloud.parameters.set('/drydock/test/control', '{"stop": true}')
  await wait(of, 'production', began)
  assert.match((await found(of, 'production')).reason, /^The switch .* says \{"stop": true\}/)
  assert.equal(await altering(), 0)
  assert.equal(await checksum(), before)
})

test('a task that is stopped, as by the sweep after its run, ends its statement first', async () => {
  const of = await rehearsed('stopped')
  const began = await begin(of)
  await underWay()
  await stopApplications(localRebuilds.cluster, 'the run has ended', of.run.runId)
  await wait(of, 'production', began)
  assert.equal((await found(of, 'production')).reason, 'its task was stopped')
  assert.equal(await altering(), 0)
})

test('of a task that is killed, the next look ends the statement, and says so', async () => {
  const of = await rehearsed('killed')
  const [began, before] = [await begin(of), await checksum()]
  await underWay()
  await cloud.containers.lose((began.progress as { task: string }).task)
  await wait(of, 'production', began)
  const { reason, session, longer } = await found(of, 'production')
  assert.equal(
    reason,
    'its task ended before it was done: Essential container in task exited; exit code 137',
  )
  assert.deepEqual([session, longer], [undefined, undefined])
  for (let tries = 0; (await altering()) > 0; tries++) {
    assert.ok(tries < 100, 'the server has ended it')
    await sleep(20)
  }
  assert.equal(await checksum(), before)
})

test("a task that does not end when the run's time is over is not waited for: its statement is ended", async () => {
  const of = await rehearsed('hung')
  const [began, before] = [await begin(of), await checksum()]
  await underWay()
  const hour = 3_600_000
  const at = (minutes: number): Planned => ({
    ...of,
    run: { ...of.run, endsBy: new Date(Date.now() + hour - minutes * 60_000).toISOString() },
  })
  // It has some minutes to end by itself.
  assert.equal((await rows(at(4), 'production', began.progress)).done, false)
  assert.equal((await rows(at(6), 'production', began.progress)).done, true)
  assert.match((await found(of, 'production')).reason, /^its task did not end in the run's time$/)
  await stopApplications(localRebuilds.cluster, 'the run has ended', of.run.runId)
  for (let tries = 0; (await altering()) > 0; tries++) {
    assert.ok(tries < 500, 'the server has ended it')
    await sleep(20)
  }
  assert.equal(await checksum(), before)
})

test('a task that ECS does not start is a reason, and no failure', async () => {
  const of = await rehearsed('none')
  cloud.refuse({ action: 'RunTask', code: 'ClusterNotFoundException' })
  assert.deepEqual(await firstCall(of, 'production', 1000), { done: true, progress: null })
  assert.match((await found(of, 'production')).reason, /^no task was started to rebuild it: /)
})
