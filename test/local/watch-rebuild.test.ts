import assert from 'node:assert/strict'
import { test } from 'node:test'
import { throttleSchema } from '../../functions/contract/throttle.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { cloud, connection, deployment, scratch, server } from './production.ts'

Object.assign(process.env, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
await connection.query('CREATE DATABASE apim')
// Imported late: the SDK reads where it speaks to from the environment.
const { watchRebuild } = await import('../../functions/jobs/watch-rebuild.ts')

test('a rebuild goes on if AWS does not tell the free storage once, and ends if it does not twice in a row', async () => {
  let now = 0
  const clock = { now: () => now, sleep: async () => undefined, random: () => 0.5 }
  const watch = await watchRebuild({
    run: { throttle: throttleSchema.parse({}), deployment } as unknown as Run,
    source: { kind: 'instance', name: 'production', secret } as SourcePlan,
    database: 'apim',
    levels: () => ({}),
    clock,
    ending: AbortSignal.timeout(60_000),
  })
  const minute = async () => {
    now += 61_000
    return watch.refused()
  }
  try {
    assert.equal(await minute(), null)
    for (const told of [false, true, false]) {
      cloud.beUnwell(told ? null : { share: 1, seed: 1 })
      assert.equal(await minute(), null)
    }
    assert.match(
      String(await minute()),
      /^AWS did not tell production's free storage twice in a row/,
    )
  } finally {
    cloud.beUnwell(null)
    await watch.close()
  }
})
