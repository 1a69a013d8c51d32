import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { askHere, type Ask } from '../../local/approval-here.ts'
import { before, check, verified } from '../report/whole-run.ts'

const folder = await mkdtemp(join(tmpdir(), 'approval-'))
after(() => rm(folder, { recursive: true }))
await mkdir(join(folder, 'production'))
for (const [name, content] of [
  ['measure-production', before],
  ['verify-clone', verified(before, check('clone', true), check('clone', true))],
] as const)
  await writeFile(join(folder, 'production', `${name}.json`), JSON.stringify(content))

const commands = [
  '  npx drydock approve run-1 --local',
  '  npx drydock reject run-1 --local --why "…"',
]

/** @param typed what the person types, in turn; null: nobody is there any more. */
async function asked(typed: readonly (string | null)[] | null, withdrawn = new AbortController()) {
  const lines: string[] = []
  const answers: unknown[] = []
  const left = [...(typed ?? [])]
  const ask: Ask = (question) => {
    lines.push(question)
    return Promise.resolve(left.shift() ?? null)
  }
  await askHere(
    {
      cloud: {
        parameters: new Map([['/drydock/laptop/approval/run-1', 'secret']]),
        answer: (token, answer) => void answers.push([token, answer]),
      },
      folder,
      ask: typed === null ? null : ask,
      print: (line) => lines.push(line),
      options: '--local',
      by: 'me on this computer',
    },
    'run-1',
    withdrawn.signal,
  )
  return { lines, answers }
}

test('a terminal shows rows and share by table, and takes y for an approval', async () => {
  const { lines, answers } = await asked(['what?', 'y'])
  assert.deepEqual(lines, [
    'table of production  rows  dead  share',
    'SCOPE                 100    80   80 %',
    'TOKEN                 100    40   40 %',
    '2 tables              200   120   60 %',
    'The rehearsal passed 2 of 2 checks.',
    'From another terminal:',
    ...commands,
    'Purge production? [y/n] ',
    'Purge production? [y/n] ',
  ])
  assert.deepEqual(answers, [['secret', { by: 'me on this computer' }]])
})

test('n rejects; whoever leaves answers nothing, as when somebody else has answered', async () => {
  assert.deepEqual((await asked(['N'])).answers, [
    ['secret', { error: 'NotApproved', cause: 'Rejected by me on this computer.' }],
  ])
  const left = await asked([null])
  assert.deepEqual(left.answers, [])
  assert.equal(left.lines.at(-1), 'Purge production? [y/n] ')
  const withdrawn = new AbortController()
  withdrawn.abort()
  const closed = await asked([null], withdrawn)
  assert.deepEqual(closed.answers, [])
  assert.match(closed.lines.at(-1) ?? '', /^\nThe question is closed: somebody has answered it/)
})

test('without a terminal the commands are told that answer', async () => {
  const { lines, answers } = await asked(null)
  assert.deepEqual(lines.slice(-3), ['To answer:', ...commands])
  assert.deepEqual(answers, [])
  assert.ok(!lines.join().includes('secret'))
})
