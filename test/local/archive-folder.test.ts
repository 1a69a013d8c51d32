import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { makeVolume } from '../../functions/contract/volume.ts'
import { openFolder } from '../../local/archive-folder.ts'
import { openScratch } from '../../local/scratch.ts'
import { fileHead } from '../archive/file-head.ts'

const scratch = openScratch()
const { folder } = scratch
after(() => scratch.close())
// A folder may have any name, also with the mark between a volume and its files.
const archive = join(folder, 'of! week 1', 'run', 'production')
mkdirSync(archive, { recursive: true })

const files = await Promise.all(
  [0, 1, 2, 3].map((number) =>
    packArchive({
      ...fileHead,
      number,
      tables: [{ table: 'T', columns: [{ name: 'ID', as: 'text' }], rows: [[`row ${number}`]] }],
    }),
  ),
)
const volumeOf = (from: number, to: number) => makeVolume(files.slice(from, to))
const put = ({ name, bytes }: { name: string; bytes: Buffer }) =>
  writeFileSync(join(archive, name), bytes)

test('npm run undo finds files in volumes and beside them, each once, last first', async () => {
  put(volumeOf(0, 2))
  // Two calls that gathered at once.
  put(volumeOf(1, 3))
  for (const file of files.slice(2)) put(file)
  const opened = await openFolder(folder)
  const read = await Promise.all(opened.files.map((file) => opened.read(file)))
  assert.deepEqual(
    read.map(({ tables }) => tables[0]?.rows[0]?.[0]),
    ['row 3', 'row 2', 'row 1', 'row 0'],
  )
  for (const file of opened.files) assert.equal(dirname(file).split('/')[0], 'of! week 1')
})
