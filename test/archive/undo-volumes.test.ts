import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { gather } from '../../functions/archive/gather.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { readVolumeName } from '../../functions/contract/volume-name.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { engines, one } from '../seed/engines.ts'
import { purged, putBack } from './put-back.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ gatherArchive }, { readArchive }] = await Promise.all([
  import('../../functions/aws/gather-archive.ts'),
  import('../../functions/aws/read-archive.ts'),
])
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}

for (const engine of engines.filter(one))
  test(
    `${engine.name}: rows come back byte for byte out of volumes, also where gathering was cut off after any call`,
    { skip: engine.skip },
    () =>
      purged(engine, 'apim-2.5.0', 'full', async ({ files, ...rest }) => {
        const folder = `${scratch.folder}/buckets/evidence/archive/r/i`
        await mkdir(folder, { recursive: true })
        for (const file of files) {
          const { name, bytes } = await packArchive(file)
          await writeFile(`${folder}/${name}`, bytes)
        }
        assert.ok(files.length > 2, `${files.length} files`)
        const store = gatherArchive(deployment, 'r', 'i', 'GLACIER_IR')
        const archive = readArchive(deployment, 'r', 'i')
        const names = await archive.names()
        const readAll = async () => {
          const fresh = readArchive(deployment, 'r', 'i')
          assert.deepEqual(await fresh.names(), names)
          return Promise.all(names.map((name) => fresh.read(name)))
        }
        for (let calls = 0; ; calls++) {
          let left = calls
          const step =
            <A extends unknown[], R>(work: (...given: A) => Promise<R>) =>
            async (...given: A): Promise<R> => {
              if (left-- <= 0) throw new Error('cut off')
              return work(...given)
            }
          const cut = {
            list: step(store.list),
            read: step(store.read),
            write: step(store.write),
            remove: async (gone: readonly string[]) => {
              for (const one of gone) await step(store.remove)([one])
            },
          }
          const done = await gather(cut, () => false).catch((error: Error) => {
            assert.equal(error.message, 'cut off')
            return false
          })
          assert.deepEqual(await readAll(), files)
          if (done) break
        }
        const objects = await readdir(folder)
        assert.deepEqual([objects.length, readVolumeName(objects[0] ?? '')?.first], [1, 0])
        // An undo that had listed the files before finds them in the volume.
        assert.deepEqual(await Promise.all(names.map((name) => archive.read(name))), files)
        await putBack({ ...rest, files: await readAll() })
      }),
  )
