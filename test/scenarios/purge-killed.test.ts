import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { purgedSchema, verifiedSchema } from '../../functions/contract/evidence.ts'
import type { RowsResult } from '../../functions/contract/steps.ts'
import { nth, startProxy } from '../purge/database-proxy.ts'
import { assertCounted, living, seedTokens, tokenRows } from '../purge/interrupted-purge.ts'
import type { UndoResult } from '../../functions/jobs/undo-run.ts'
import { planPurge, purgeEnvironment, secret } from '../local/plan-purge.ts'
import { cloud, connection, context, deployment, scratch, server } from '../local/production.ts'

const proxy = await startProxy(server)
after(() => proxy.close())
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
cloud.rds.addInstance('production', { ...server, port: proxy.port })
// Imported late: the SDK reads where it speaks to from the environment.
const [
  { handler: measureRows },
  { handler: purgeRows },
  { handler: verifyRows },
  { handler: undoRows },
  { evidence },
] = await Promise.all([
  import('../../functions/measure-rows.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/verify-rows.ts'),
  import('../../functions/undo-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

const rows = 3000
const environment = purgeEnvironment()

/** A run's purge of production, over a new database. */
async function begin(name: string) {
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await seedTokens(connection, rows)
  const { run, source } = await planPurge(environment, name)
  return {
    run,
    event: { run, source, target: 'production', progress: null },
    account: async () =>
      purgedSchema.parse(await evidence(run).get('production', 'purge-production')),
  }
}

/**
 * The dead one's place is free once the server has seen its end; the state machine tries again
 * until then.
 */
async function nextCall(event: object): Promise<RowsResult> {
  for (let tries = 0; ; tries++) {
    const answer = await Promise.resolve(purgeRows(event, context) as Promise<RowsResult>).catch(
      (error: Error) => error,
    )
    if (!(answer instanceof Error)) return answer
    if (answer.name !== 'PurgeRunning' || tries === 50) throw answer
    await sleep(100)
  }
}

test('a PurgeRows whose COMMIT is never answered says so, and the next call ends right', async (t) => {
  const { event, account } = await begin('unanswered')
  const before = await tokenRows(connection)
  // Of a minute the call leaves itself a tenth. It comes once the COMMIT waits for its answer.
  const [whole, spare] = [60_000, 6_000]
  const ending = new AbortController()
  const after = AbortSignal.timeout.bind(AbortSignal)
  t.mock.method(AbortSignal, 'timeout', (ms: number) =>
    ms === whole - spare ? ending.signal : after(ms),
  )
  let cutOff = Number.POSITIVE_INFINITY
  proxy.onAnswer = nth(2, /^COMMIT/, () => {
    cutOff = performance.now() + spare
    ending.abort(new DOMException('The time is over', 'TimeoutError'))
    return new Promise(() => undefined)
  })
  const getRemainingTimeInMillis = () => Math.min(whole, cutOff - performance.now())
  await assert.rejects(Promise.resolve(purgeRows(event, { getRemainingTimeInMillis } as never)), {
    name: 'DatabaseUnreachable',
    message: /did not answer before the call's deadline/,
  })
  assert.ok(performance.now() < cutOff, 'it had time to say so')
  t.mock.restoreAll()
  proxy.onAnswer = () => 'pass'
  assert.equal((await account()).done, false)
  assert.deepEqual(await nextCall(event), { done: true, progress: null })
  assertCounted({ deleted: (await account()).databases.flatMap(({ tables }) => tables) }, rows)
  assert.deepEqual(await tokenRows(connection), living(before))
})

for (const [when, hook] of [
  ['before', 'onStatement'],
  ['after', 'onAnswer'],
] as const)
  test(`a PurgeRows that is killed right ${when} a commit: the next call ends right`, async () => {
    const name = `killed-${when}`
    const { run, event, account } = await begin(name)
    const before = await tokenRows(connection)
    await measureRows({ ...event, again: true }, context)

    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../local/purge-child.ts'), JSON.stringify(event)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))
    let [deleted, commits] = [false, 0]
    proxy[hook] = async (text) => {
      deleted ||= text.startsWith('DELETE ')
      // A commit with nothing deleted before it is none of the purge's steps.
      if (text !== 'COMMIT' || !deleted) return 'pass'
      deleted = false
      if (++commits < 2) return 'pass'
      child.kill('SIGKILL')
      await ended
      return 'cut'
    }
    assert.equal(await ended, 'SIGKILL')
    proxy[hook] = () => 'pass'
    const midway = await tokenRows(connection)
    assert.ok(
      midway.length < before.length && midway.length > living(before).length,
      'it was killed midway',
    )
    assert.equal((await account()).done, false)

    assert.deepEqual(await nextCall(event), { done: true, progress: null })
    assert.deepEqual(await tokenRows(connection), living(before))
    const { done, databases } = await account()
    assert.equal(done, true)
    assertCounted({ deleted: databases.flatMap(({ tables }) => tables) }, rows)

    // There was no rehearsal, which the proof compares with: one would have deleted the same.
    await evidence(run).put('production', 'purge-clone', await account())
    await verifyRows(event, context)
    const checks = verifiedSchema
      .parse(await evidence(run).get('production', 'verify-production'))
      .databases.flatMap((one) => one.checks)
    assert.ok(checks.some(({ check }) => check === 'survivors-unchanged'))
    assert.deepEqual(
      checks.filter(({ passed }) => !passed),
      [],
    )

    const undo = (input: object) =>
      undoRows(
        {
          execution: { name: `back-${when}`, startTime: '2026-11-24T10:00:00.000Z' },
          input: { run: name, ...input },
          environment: {
            ...environment,
            sources: environment.sources.map((one) => ({ ...one, secret })),
          },
          deployment,
          progress: null,
        },
        context,
      ) as Promise<Pick<UndoResult, 'progress'> & { done: boolean }>
    for (const [asked, message] of [
      [{ rule: 'token' }, /did you mean "tokens"\?/],
      [{ until: '2000-01-01T00:00:00Z' }, /nothing deleted at that time\. Its files are from/],
      [{ key: 'nope' }, /contains no deleted row with that key/],
    ] as const)
      await assert.rejects(undo(asked), { name: 'ArchiveMissing', message })
    // A file of the batch that was cut off, or none: as many would come back as went.
    const { totals } = (await undo({})).progress
    const counted = Object.values(totals).map(({ putBack, collided }) => putBack + collided)
    assert.equal(
      counted.reduce((sum, one) => sum + one, 0),
      databases.flatMap(({ tables }) => tables).reduce((sum, one) => sum + one.rows, 0),
    )
    const kept = join(scratch.folder, 'buckets/evidence/runs', name, 'production')
    const file = join(kept, 'purge-production.json')
    await rename(file, join(kept, 'lost.json'))
    await assert.rejects(undo({}), {
      name: 'ArchiveMissing',
      message:
        /^The account of the purge, runs\/killed-\w+\/production\/purge-production\.json, is not/,
    })
    await rename(join(kept, 'lost.json'), file)
    const undone = await undo({ dryRun: false, onCollision: 'fail' })
    assert.equal(undone.done, true)
    assert.deepEqual(await tokenRows(connection), before, 'every row is back from the archive')
  })
