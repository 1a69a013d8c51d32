import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { makeVolume } from '../../functions/contract/volume.ts'
import { readVolumeName } from '../../functions/contract/volume-name.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { runExecution } from '../../local/run-execution.ts'
import { anyRun } from './any-run.ts'
import { synthesizeSweep } from './sweep-machine.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ gatherRun }, { readArchive }, { leftArchives }, { evidence }] = await Promise.all([
  import('../../functions/jobs/gather-run.ts'),
  import('../../functions/aws/read-archive.ts'),
  import('../../functions/aws/left-archives.ts'),
  import('../../functions/aws/evidence.ts'),
])

const { deployment } = anyRun
const source = 'production'
const folderOf = (runId: string) =>
  `${scratch.folder}/buckets/${deployment.evidenceBucket}/archive/${runId}/${source}`
const surroundings = { spent: () => false, logger: { info: () => undefined } as never }
const eventOf = (runId: string) => ({
  runId,
  source,
  deployment,
  archive: { mode: 'full' as const, storageClass: 'STANDARD_IA' as const },
})

/** Files of an archive, with the evidence of its purge. */
async function archived(
  runId: string,
  count: number,
  { done = true, passed = true, database = 'apim' } = {},
) {
  await mkdir(folderOf(runId), { recursive: true })
  for (let number = 0; number < count; number++) {
    const { name, bytes } = await packArchive({
      runId,
      source,
      at: '2026-11-29T10:00:00.000Z',
      database,
      rule: 'tokens',
      cutoff: '2026-11-29T08:00:00.000Z',
      schema: 's',
      number,
      tables: [{ table: 'T', columns: [{ name: 'ID', as: 'text' }], rows: [[String(number)]] }],
    })
    await writeFile(`${folderOf(runId)}/${name}`, bytes)
  }
  const kept = evidence({ runId, deployment })
  await kept.put(source, 'purge-production', { done, databases: [], progress: null })
  const check = { check: 'counts-agree', target: 'production', database: 'apim', detail: '' }
  const checks = [{ ...check, passed }]
  await kept.put(source, 'verify-production', {
    databases: [{ database: 'apim', tables: [], checks }],
  })
}
const idsOf = async (archive: ReturnType<typeof readArchive>, names: readonly string[]) => {
  const files = await Promise.all(names.map((name) => archive.read(name)))
  return files.map(({ tables }) => tables[0]?.rows[0]?.[0])
}
const newest = Array.from({ length: 250 }, (_, at) => String(249 - at))

test('the files of a verified purge are gathered into a volume, and read back as before', async () => {
  await archived('run', 250)
  const early = readArchive(deployment, 'run', source)
  const names = await early.names()
  assert.deepEqual(await gatherRun(eventOf('run'), surroundings), { done: true })
  const objects = await readdir(folderOf('run'))
  assert.equal(objects.length, 1)
  assert.deepEqual(
    [readVolumeName(objects[0] ?? '')?.first, readVolumeName(objects[0] ?? '')?.last],
    [0, 249],
  )
  const late = readArchive(deployment, 'run', source)
  assert.deepEqual(await late.names(), names)
  assert.deepEqual(await idsOf(late, names), newest)
  // An undo that had listed the files before finds them in the volume.
  assert.deepEqual(await idsOf(early, names), newest)
  assert.deepEqual(await gatherRun(eventOf('run'), surroundings), { done: true })
  assert.deepEqual(await readdir(folderOf('run')), objects)
})

test('a file that is in a volume too is listed once', async () => {
  await archived('twice', 3)
  await gatherRun(eventOf('twice'), surroundings)
  await archived('twice', 3)
  const archive = readArchive(deployment, 'twice', source)
  assert.equal((await archive.names()).length, 3)
  await gatherRun(eventOf('twice'), surroundings)
  assert.equal((await readdir(folderOf('twice'))).length, 1)
  assert.equal((await archive.names()).length, 3)
})

test('files are found in their own volume where numbers overlap, and listed once if they are in two', async () => {
  // Each database of a source counts from 0.
  for (const database of ['apim', 'shared']) {
    await archived('overlap', 5, { database })
    await gatherRun(eventOf('overlap'), surroundings)
  }
  await archived('overlap', 3)
  const some = await readdir(folderOf('overlap'))
  const files = some.filter((name) => readVolumeName(name) === null)
  const { name, bytes } = makeVolume(
    await Promise.all(
      files.map(async (file) => ({
        name: file,
        bytes: await readFile(`${folderOf('overlap')}/${file}`),
      })),
    ),
  )
  for (const file of files) await rm(`${folderOf('overlap')}/${file}`)
  await writeFile(`${folderOf('overlap')}/${name}`, bytes)
  assert.equal((await readdir(folderOf('overlap'))).length, 3)
  const archive = readArchive(deployment, 'overlap', source)
  const names = await archive.names()
  assert.deepEqual([names.length, new Set(names).size], [10, 10])
  assert.deepEqual(names, names.toSorted().reverse())
  const read = await Promise.all(names.map((one) => archive.read(one)))
  assert.deepEqual(
    read.map(({ database, number }) => `${database} ${number}`).toSorted(),
    ['apim', 'shared'].flatMap((of) => [0, 1, 2, 3, 4].map((number) => `${of} ${number}`)),
  )
})

test('the archive of a purge that is under way, or that no check passed, is left as it is', async () => {
  for (const [runId, how] of [
    ['under-way', { done: false }],
    ['failed', { passed: false }],
  ] as const) {
    await archived(runId, 4, how)
    assert.deepEqual(await gatherRun(eventOf(runId), surroundings), { done: true })
    assert.equal((await readdir(folderOf(runId))).length, 4)
  }
})

test('a run that must end leaves the rest to the sweep, which finds what is left of the last days', async () => {
  await archived('late', 4)
  await archived('one-file', 1)
  const endsBy = new Date(Date.now() + 60_000).toISOString()
  assert.deepEqual(await gatherRun({ ...eventOf('late'), endsBy }, surroundings), { done: true })
  assert.equal((await readdir(folderOf('late'))).length, 4)
  const left = async () => (await leftArchives(deployment)).map(({ runId }) => runId)
  assert.deepEqual(await left(), ['failed', 'late', 'under-way'])
  const old = new Date(Date.now() - 8 * 86_400_000)
  for (const name of await readdir(folderOf('late')))
    await utimes(`${folderOf('late')}/${name}`, old, old)
  assert.deepEqual(await left(), ['failed', 'under-way'])
})

test('files beside a damaged volume are read in its place, and the sweep writes it again', async () => {
  await archived('damaged', 6)
  const files = await readdir(folderOf('damaged'))
  const kept = await Promise.all(files.map((name) => readFile(`${folderOf('damaged')}/${name}`)))
  await gatherRun(eventOf('damaged'), surroundings)
  const [volume = ''] = await readdir(folderOf('damaged'))
  const damaged: string[] = []
  const archive = readArchive(deployment, 'damaged', source, (object) => damaged.push(object))
  for (const bytes of [Buffer.alloc(100), Buffer.of()]) {
    await writeFile(`${folderOf('damaged')}/${volume}`, bytes)
    assert.deepEqual([await archive.names(), archive.unlisted], [[], [volume]])
  }
  for (const [at, name] of files.entries())
    await writeFile(`${folderOf('damaged')}/${name}`, kept[at] ?? '')
  const newestFirst = ['5', '4', '3', '2', '1', '0']
  assert.deepEqual(await idsOf(archive, await archive.names()), newestFirst)
  assert.deepEqual(damaged, [volume])
  assert.deepEqual(await gatherRun(eventOf('damaged'), surroundings), { done: true })
  assert.deepEqual(await readdir(folderOf('damaged')), [volume])
  assert.deepEqual(await idsOf(archive, await archive.names()), newestFirst)
  assert.deepEqual(archive.unlisted, [])
})

test('a file that is in no place is missing', async () => {
  await archived('gone', 2)
  const archive = readArchive(deployment, 'gone', source)
  const [name = ''] = await archive.names()
  await assert.rejects(archive.read(name.replace('0', '1')), { name: 'ArchiveMissing' })
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
