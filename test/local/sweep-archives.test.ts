import assert from 'node:assert/strict'
import { readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { runExecution } from '../../local/run-execution.ts'
import { archived, cloud, deployment, folderOf, gathered, left } from './archived-runs.ts'
import { synthesizeSweep } from './sweep-machine.ts'

test('a file that stays beside volumes, since it is too large or alone, is nothing to gather', async () => {
  const before = await left()
  await archived('beside', 5)
  const [large = '', larger = '', ...small] = await readdir(folderOf('beside'))
  for (const name of [large, larger]) await truncate(`${folderOf('beside')}/${name}`, 2 ** 24 + 1)
  assert.deepEqual(await left(), ['beside', ...before])
  await gathered('beside')
  const objects = await readdir(folderOf('beside'))
  assert.deepEqual([objects.length, objects[0], objects[1]], [3, large, larger])
  assert.deepEqual(await left(), before)
  // One file more, which no volume has.
  await archived('beside', 6)
  for (const name of small) await rm(`${folderOf('beside')}/${name}`)
  for (const name of [large, larger]) await truncate(`${folderOf('beside')}/${name}`, 2 ** 24 + 1)
  assert.equal((await readdir(folderOf('beside'))).length, 4)
  assert.deepEqual(await left(), before)
  await gathered('beside')
  assert.equal((await readdir(folderOf('beside'))).length, 4)
})

const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim' }],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
const sweep = synthesizeSweep(environment, deployment).workflow
const swept = async (input: object) => {
  const states: string[] = []
  const error = await runExecution(sweep, {
    name: 'sweep-1',
    startTime: new Date(),
    input,
    fail: undefined,
    waits: { LetCallsEnd: 1 },
    answerTo: cloud.answerTo,
    onState: (state) => void states.push(state),
  })
  return { error, states }
}

test('the sweep gathers what ended runs left, nothing of a run under way, and nothing if it only looks', async () => {
  cloud.executions.clear()
  for (const [runId, state] of [
    ['a-failed', 'FAILED'],
    ['b-works', 'RUNNING'],
    ['c-done', 'SUCCEEDED'],
  ] as const) {
    await archived(runId, 3)
    cloud.executions.set(runId, state)
  }
  const objects = async () =>
    Promise.all(
      ['a-failed', 'b-works', 'c-done'].map(async (id) => (await readdir(folderOf(id))).length),
    )
  assert.deepEqual(await swept({ dryRun: true }), { error: null, states: ['Sweep'] })
  assert.deepEqual(await objects(), [3, 3, 3])
  assert.equal((await swept({})).error, null)
  assert.deepEqual(await objects(), [1, 3, 1])
})

test('an archive that the sweep cannot gather does not keep the next one, and fails the sweep', async () => {
  cloud.executions.clear()
  for (const runId of ['a-broken', 'd-next']) {
    await archived(runId, 3)
    cloud.executions.set(runId, 'SUCCEEDED')
  }
  const [file = ''] = await readdir(folderOf('a-broken'))
  await writeFile(`${folderOf('a-broken')}/${file}`, 'not as it was written')
  const { error } = await swept({})
  assert.equal(error?.name, 'ArchiveDamaged')
  assert.ok(error?.message.includes(file), error?.message)
  assert.equal((await readdir(folderOf('a-broken'))).length, 2)
  assert.equal((await readdir(folderOf('d-next'))).length, 1)
})
