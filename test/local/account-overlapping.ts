import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import type { RowsResult } from '../../functions/contract/steps.ts'
import { purgeRows, measureRows, evidence, rows, planned } from './account-scene.ts'
import { cloud, connection, context } from './production.ts'

test('of two concurrent runs one works, and the other reports it until its turn comes', async () => {
  const runs = await Promise.all([planned('first'), planned('second')])
  const ended = await Promise.allSettled(runs.map(({ purge }) => purge()))
  const refused = ended.filter((one): one is PromiseRejectedResult => one.status === 'rejected')
  for (const { reason } of refused) assert.equal((reason as Error).name, 'PurgeRunning')
  assert.ok(refused.length < 2, 'one of them works')
  for (const { purge } of runs) await purge()
  let deleted = 0
  for (const run of runs) deleted += await run.deleted()
  assert.equal(deleted, rows, 'each row is deleted and counted once')
})

test('a late counting call during the purge keeps the earlier counts', async () => {
  const { run, purge, measure } = await planned('counted-late')
  const counted = () => evidence(run).get('production', 'recount-production')
  await measure()
  const before = await counted()
  await purge()
  await measure()
  assert.deepEqual(await counted(), before)
})

test("a step's position is stored in the bucket: the execution's state contains no row key", async () => {
  const { run, source } = await planned('kept')
  for (const [handler, answered] of [
    [measureRows, 'measure-production'],
    [purgeRows, 'purge-production'],
  ] as const) {
    let [progress, calls, kept] = [null as unknown, 0, '']
    for (let done = false; !done; calls++) {
      // Time for a step or two.
      let left = 4
      const short = { getRemainingTimeInMillis: () => (left-- > 0 ? 60_000 : 16_000) } as never
      const answer = (await handler(
        { run, source, target: 'production', progress },
        short,
      )) as RowsResult
      ;({ done, progress } = answer)
      if (!done) assert.deepEqual(progress, { call: calls + 1 })
      kept += JSON.stringify(await evidence(run).get('production', `progress-${answered}`))
    }
    assert.ok(calls > 1, `${answered}: ${calls} calls`)
    assert.match(kept, /"t\d{4}"/)
    await assert.rejects(
      handler({ run, source, target: 'production', progress: { low: ['t0001'] } }, context),
      { name: 'InvalidInput' },
    )
  }
})

test('two loops that overlap, each cut off again and again, leave one account that is exact', async () => {
  const { run, source, account, deleted } = await planned('overlapping')
  const small = { ...run, limits: { ...run.limits, batchMilliseconds: 10 } }
  const seen = new Set<string>()
  const loop = async (milliseconds: number) => {
    for (let done = false, calls = 0; !done && calls < 200; calls++) {
      const ends = performance.now() + milliseconds
      const cut = { getRemainingTimeInMillis: () => ends - performance.now() } as never
      const event = { run: small, source, target: 'production', progress: null }
      done = await Promise.resolve(purgeRows(event, cut) as Promise<RowsResult>).then(
        (answer) => answer.done,
        (error: Error) => (seen.add(error.name), false),
      )
    }
  }
  cloud.watch((action) => sleep(action === 'PutObject' ? 90 : 0))
  // Half a second of a call goes to asking who uses production.
  await Promise.all([loop(1_600), loop(2_100)]).finally(() => cloud.watch(() => undefined))
  assert.ok(
    seen.has('PurgeRunning'),
    `they met: ${[...seen].join(', ')}, ${(await account()).databases[0]?.batches} batches`,
  )
  for (const name of seen)
    assert.ok(['PurgeRunning', 'DatabaseUnreachable'].includes(name), [...seen].join(', '))
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.deepEqual([left?.n, await deleted(), (await account()).done], [0, rows, true])
})
