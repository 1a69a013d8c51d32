import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsOfDocs, howTried, run } from './commands.ts'

const commands = commandsOfDocs()

test('every command line of the docs is tried, or has its reason for not being', () => {
  assert.ok(commands.length > 20, 'the docs are read')
  assert.deepEqual(
    commands.filter(({ command }) => howTried(command) === undefined),
    [],
    'give each an entry in test/docs/commands.ts',
  )
})

const quick = [...new Set(commands.map(({ command }) => command))].flatMap((command) => {
  const how = howTried(command)
  return how !== undefined && 'quick' in how ? [{ command, ending: how.quick }] : []
})
for (const { command, ending } of quick)
  test(command, async () => {
    const { code, output } = await run(command)
    assert.equal(code, ending.code, output)
    assert.match(output, ending.says)
  })

test('the first command of a deployment is among those that run', () => {})
