import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { controlSchema } from '../../functions/contract/control.ts'
import { controlReader } from '../../functions/throttle/read-control.ts'
import { pattern } from '../pattern.ts'

const name = '/drydock/test/control'
/** Time that passes by sleeping only. */
function clock() {
  let now = 0
  return { now: () => now, sleep: async (milliseconds: number) => void (now += milliseconds) }
}
const reader = (value: string) => controlReader(name, async () => value, clock())
const silence = () => Promise.reject(new DOMException('The operation timed out.', 'TimeoutError'))

test('goes on only where the value says so and nothing else', async () => {
  for (const value of ['{"stop": false}', ' {"stop":false}\n']) await reader(value)()
  for (const value of [
    '{"stop": true}',
    '',
    'false',
    'null',
    '{}',
    '{"stop": "false"}',
    '{"Stop": false}',
    '{"stop": false, "sto": true}',
    '{"stop": false',
  ])
    await assert.rejects(reader(value)(), { name: 'PurgeStopped' }, value)
})

test('says what it found, that committed deletes are kept, and how to continue', async () => {
  await assert.rejects(reader('{"stop": true}')(), {
    message: pattern(
      /^The switch \/drydock\/test\/control says \{"stop": true\}\..*on record.*aws ssm /,
      /put-parameter --name \/drydock\/test\/control --overwrite --value '\{"stop": false\}', /,
      /then start the execution again with \{"mode": "purge"\}/,
    ),
  })
  await assert.rejects(reader('stop')(), {
    message: /holds "stop", expected \{"stop": true\} or \{"stop": false\}/,
  })
})

test('a minute of silence stops the purge', async () => {
  const time = clock()
  await assert.rejects(controlReader(name, silence, time)(), {
    name: 'PurgeStopped',
    message: pattern(
      /could not be read for 60 s \(TimeoutError: The operation timed out\.\), and a purge /,
      /that cannot be stopped/,
    ),
  })
  assert.ok(time.now() > 50_000 && time.now() <= 60_000, `${time.now()} ms`)
})

test('a few slow or failed answers are waited for, and only what is said then counts', async () => {
  for (const [value, stopped] of [
    ['{"stop": false}', false],
    ['{"stop": true}', true],
  ] as const) {
    let reads = 0
    const permit = controlReader(
      name,
      () => (++reads < 9 ? silence() : Promise.resolve(value)),
      clock(),
    )
    if (stopped) await assert.rejects(permit(), { name: 'PurgeStopped', message: /says/ })
    else assert.equal((await permit()).stop, false)
    assert.equal(reads, 9)
  }
})

test('an answer holds for a second and no longer', async () => {
  let [now, reads] = [0, 0]
  const permit = controlReader(name, async () => (reads++, '{"stop": false}'), {
    now: () => now,
    sleep: () => assert.fail('nothing is waited for'),
  })
  for (now of [0, 500, 999]) await permit()
  assert.equal(reads, 1)
  now = 1000
  await permit()
  assert.equal(reads, 2)
})

test('the values of the switch in the docs are ones that a purge takes', () => {
  const docs = join(import.meta.dirname, '../../docs')
  const values = globSync('{runbook,what-if,configuration,command-line}.md', { cwd: docs }).flatMap(
    (file) => {
      const text = readFileSync(join(docs, file), 'utf8').replace(/\n/g, ' ')
      return [...text.matchAll(/'(\{"stop": .*?\})'/g)].map(([, value = '']) => value)
    },
  )
  assert.ok(values.length >= 5, `${values.length} values`)
  for (const value of values) controlSchema.parse(JSON.parse(value), { error: () => value })
})
