import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { prepareFolder, tellCloud } from '../../local/out-folder.ts'
import { openScratch } from '../../local/scratch.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'out-'))
})
afterEach(async () => {
  delete process.env.DRYDOCK_LOG
  await rm(folder, { recursive: true })
  await openScratch().close()
})
const write = async (name: string, text: string): Promise<void> => {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), text)
}
const found = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
const archived = `00000001-20260301T020000000Z-tokens-${'a'.repeat(64)}.json.gz`

test('what an earlier run left is removed; files of others stay, even in the archive', async () => {
  await write('report.json', '{"statementsHash": null}')
  await write('report.html', '<html><title>Drydock: failed, run</title>')
  await write('drydock.log', '{"level":"info"}\n')
  await write('cloud.json', '{"settings": {}, "pid": 1, "identity": "another"}')
  await write(`archive/run-1/production/${archived}`, '')
  await write('archive/run-1/production/account.json', '')
  await write('archive/taxes/2025.pdf', '')
  await write('notes.txt', '')
  assert.equal(await prepareFolder(folder), null)
  assert.deepEqual(await found(), ['archive/taxes/2025.pdf', 'drydock.log', 'notes.txt'])
  assert.deepEqual(await readdir(join(folder, 'archive')), ['taxes'])
})

test('a file in the way that is not from Drydock is told, and nothing is touched', async () => {
  await write('drydock.log', '{"level":"info"}\n')
  await write('report.html', '<html><title>Sales</title>')
  assert.equal(
    await prepareFolder(folder),
    `${join(folder, 'report.html')} was not written by Drydock, and this run would overwrite it. ` +
      'Name another folder with --out.',
  )
  assert.deepEqual(await found(), ['drydock.log', 'report.html'])
})

test('the folder of a run that is still going on is refused', async () => {
  await tellCloud({}, { environment: 'laptop', connection: 'client.cnf' }, folder, openScratch())
  assert.match(
    (await prepareFolder(folder)) ?? '',
    new RegExp(`^The run of process ${process.pid} still writes to .* name another folder`),
  )
  assert.deepEqual(await found(), ['cloud.json'])
})
