import { execFileSync } from 'node:child_process'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { licencesOf } from './third-party.ts'
import { writeBundles } from './write-bundles.ts'

// What `npm pack` packs: JavaScript with types of the construct and of the command line, the
// bundles of the functions with the licences of what is in them, and the documents that the
// command line reads.

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
await rm(dist, { recursive: true, force: true })
execFileSync('tsc', ['--project', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
const sources = await writeBundles(join(dist, 'bundles'))
await writeFile(join(dist, 'THIRD-PARTY-LICENCES.txt'), await licencesOf(sources))
for (const file of ['docs/runbook.md', 'docs/environment.schema.json'])
  await cp(join(root, file), join(dist, file))
const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
await writeFile(join(dist, 'package.json'), JSON.stringify({ name, version, type: 'module' }))
