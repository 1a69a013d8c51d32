import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controlReader } from '../../functions/purge/read-control.ts'

const name = '/drydock/test/control'
const reading = (value: string) => controlReader(name, async () => value, { now: () => 0 })

test('goes on only where the value says so and nothing else', async () => {
  for (const value of ['{"stop": false}', ' {"stop":false}\n']) await reading(value)()
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
    await assert.rejects(reading(value)(), { name: 'PurgeStopped' }, value)
})

test('says what it found, that the deleted stays on record, and how to go on', async () => {
  await assert.rejects(reading('{"stop": true}')(), {
    message:
      /^The switch \/drydock\/test\/control says \{"stop": true\}\..*is on record.*aws ssm put-parameter --name \/drydock\/test\/control --overwrite --value '\{"stop": false\}', then start the execution again with \{"mode": "purge"\}/,
  })
  await assert.rejects(reading('stop')(), {
    message: /holds "stop", expected \{"stop": true\} or \{"stop": false\}/,
  })
})

test('no reading means pause', async () => {
  const refused = controlReader(
    name,
    async () => Promise.reject(new DOMException('The operation timed out.', 'TimeoutError')),
    { now: () => 0 },
  )
  await assert.rejects(refused(), {
    name: 'PurgeStopped',
    message:
      /could not be read within 2 s \(TimeoutError: The operation timed out\.\), and no reading means pause/,
  })
})

test('a reading holds for a second and no longer', async () => {
  let [now, reads] = [0, 0]
  const permit = controlReader(name, async () => (reads++, '{"stop": false}'), { now: () => now })
  for (now of [0, 500, 999]) await permit()
  assert.equal(reads, 1)
  now = 1000
  await permit()
  assert.equal(reads, 2)
})
