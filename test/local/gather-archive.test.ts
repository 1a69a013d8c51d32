import assert from 'node:assert/strict'
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { makeVolume } from '../../functions/contract/volume.ts'
import { readVolumeName } from '../../functions/contract/volume-name.ts'
import {
  archived,
  deployment,
  eventOf,
  folderOf,
  left,
  source,
  surroundings,
} from './archived-runs.ts'

const [{ gatherRun }, { readArchive }] = await Promise.all([
  import('../../functions/jobs/gather-run.ts'),
  import('../../functions/aws/read-archive.ts'),
])

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
