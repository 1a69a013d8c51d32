import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { programFor } from '../../cli/program.ts'
import { processTerminal } from '../../cli/terminal.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { exampleSettings } from '../infra/example.ts'
import { areGolden } from './transcript.ts'
import { cloud, endRun, leaveReport, runIn } from './ui-scene.ts'

// What the commands print, whole, in golden/*.txt: `npm run golden` writes the files anew. A part
// of golden.test.ts, whose local cloud it shares.

const folder = await mkdtemp(join(tmpdir(), 'whole-'))
after(() => rm(folder, { recursive: true }))
const settled = (text: string): string => text.replaceAll(folder, '<folder>')

test('--help, of the tool and of each command', async (t) => {
  const { commands } = programFor(processTerminal(), () => undefined)
  await areGolden(t, 'help', settled, '--help', ...commands.map((one) => `${one.name()} --help`))
})

test('completion, in each shell', async (t) => {
  for (const shell of ['bash', 'zsh', 'fish'])
    await areGolden(t, `completion-${shell}`, settled, `completion ${shell}`)
})

test('grants, of each engine and of a file with several', (t) =>
  areGolden(
    t,
    'grants',
    settled,
    'grants example --engine mysql --user purge',
    'grants everyengine',
    'grants minimal --engine oracle --user "Purge"',
    'grants exampel',
    'grants',
  ))

test('check-config, of right files, of one with warnings, and of wrong ones', async (t) => {
  const keep = (name: string, text: string) => writeFile(join(folder, name), text)
  const right = exampleSettings()
  await keep('example.json', JSON.stringify(right))
  const unattended = { ...right, mode: 'purge', allowProductionPurge: true }
  await keep(
    'unattended.json',
    JSON.stringify({ ...unattended, name: 'unattended', window: undefined, approval: undefined }),
  )
  await keep('wrong.json', JSON.stringify({ ...right, mode: 'perge', keepSnapshot: 3 }))
  await keep('cut.json', '{\n')
  await areGolden(
    t,
    'check-config',
    settled,
    ...['example', 'unattended', 'wrong', 'cut', 'none'].map(
      (one) => `check-config ${folder}/${one}.json`,
    ),
    `check-config ${folder}/wrong.json --json`,
  )
})

test('report, of a run that has reported, of one that goes on, and of none', async (t) => {
  await leaveReport()
  runIn('week-21', 'PurgeClone')
  await areGolden(
    t,
    'report',
    settled,
    `report weekly-2026-03-01 --folder ${folder}`,
    `report week-21 --folder ${folder}`,
    `report week-1 --folder ${folder}`,
  )
  endRun('week-21')
})

/** No process stands behind it: nothing here looks at data. */
const server = {
  ...{ engine: 'mariadb', version: '10.11.0', host: '127.0.0.1', port: 3306, rootUser: 'root' },
  ended: new Promise(() => undefined),
} as unknown as DatabaseServer

test('clones, of a run that goes on, of one that has ended, and none', async (t) => {
  for (const [run, minutes] of [
    ['week-22', 95.5],
    ['week-20', 7 * 24 * 60 + 0.5],
  ] as const) {
    const id = `drydock-test-${run}`
    cloud.rds.addInstance(id, server, { DeletionProtection: run === 'week-20' })
    const instance = cloud.rds.instances.get(id)
    instance?.created.setTime(Date.now() - minutes * 60_000)
    const tags = { 'managed-by': 'drydock', environment: 'test', 'run-id': run }
    for (const [key, Value] of Object.entries(tags))
      instance?.tags.push({ Key: `drydock:${key}`, Value })
  }
  runIn('week-22', 'PurgeClone')
  await areGolden(t, 'clones', settled, 'clones')
  for (const run of ['week-22', 'week-20']) cloud.rds.instances.delete(`drydock-test-${run}`)
  endRun('week-22')
  await areGolden(t, 'clones-none', settled, 'clones')
})
