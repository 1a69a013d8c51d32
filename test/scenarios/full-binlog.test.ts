import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import type { Plan, RowsResult } from '../../functions/contract/steps.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { startProxy } from '../purge/database-proxy.ts'
import { crowded, noMount } from '../purge/full-disk.ts'
import { assertCounted, living, seedTokens, tokenRows } from '../purge/interrupted-purge.ts'

const skip =
  noMount ||
  (!(process.env.DRYDOCK_ENGINES ?? 'mysql').includes('mysql') &&
    'MySQL is left out (DRYDOCK_ENGINES)')
const rows = 3000
const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: planRun }, { handler: purgeRows }, { evidence }] = await Promise.all([
  import('../../functions/plan-run.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
const within = (milliseconds: number) => {
  const ends = performance.now() + milliseconds
  return { getRemainingTimeInMillis: () => ends - performance.now() } as never
}

// A MySQL whose binary log has no room answers no COMMIT until it has, which it looks for once a
// minute.
test('mysql: a COMMIT that finds no room for the binary log ends the call by its own error; with room again the next call deletes and counts the rest', {
  skip,
  timeout: 150_000,
}, async (t) => {
  const { server, fill, empty, close } = await crowded(await findSoftware('mysql', console.log), {
    log_bin: 'binlog',
    server_id: '1',
  })
  t.after(close)
  const connection = await createConnection({
    host: server.host,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
  })
  t.after(() => connection.destroy())
  const proxy = await startProxy(server)
  t.after(() => proxy.close())
  const secret = cloud.secrets.add('production', {
    username: 'root',
    password: server.rootPassword,
  })
  cloud.rds.addInstance('production', { ...server, port: proxy.port })
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await seedTokens(connection, rows)
  const before = await tokenRows(connection)
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
  })
  const {
    run,
    sources: [source],
  } = (await planRun(
    {
      execution: { name: 'binlog', startTime: '2026-11-24T09:00:00.000Z' },
      input: { mode: 'purge' },
      environment,
      deployment,
    },
    within(60_000),
  )) as Plan
  const purge = (milliseconds: number) =>
    Promise.resolve(
      purgeRows(
        { run, source, target: 'production', progress: null },
        within(milliseconds),
      ) as Promise<RowsResult>,
    )
  const refusal = (milliseconds: number) =>
    purge(milliseconds).then(
      () => assert.fail('the disk is full'),
      (error: Error) => {
        t.diagnostic(`${error.name}: ${error.message}`)
        return error
      },
    )

  let [deleted, commits] = [false, 0]
  proxy.onStatement = (text) => {
    deleted ||= text.startsWith('DELETE ')
    // A commit with nothing deleted before it writes nothing.
    if (text === 'COMMIT' && deleted) {
      deleted = false
      if (++commits === 2) fill()
    }
    return 'pass'
  }
  const silent = await refusal(8_000)
  assert.equal(silent.name, 'DatabaseUnreachable')
  assert.match(
    silent.message,
    /the server did not answer before the call's deadline .*Start the run again to continue/,
  )
  const full = await refusal(8_000)
  assert.ok(['DiskFull', 'PurgeRunning'].includes(full.name), full.message)

  empty()
  for (let answer: RowsResult | null = null; answer === null; await sleep(1000))
    answer = await purge(60_000).catch((error: Error) => {
      // The state machine tries again for as long.
      assert.match(
        `${error.name}: ${error.message}`,
        /^PurgeRunning: Another purge is running on apim \(connection \d+, for \d+ s at COMMIT\)/,
      )
      return null
    })
  const account = purgedSchema.parse(await evidence(run).get('production', 'purge-production'))
  assert.equal(account.done, true)
  assertCounted({ deleted: account.databases.flatMap(({ tables }) => tables) }, rows)
  assert.deepEqual(await tokenRows(connection), living(before))
})
