import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsOfDocs, howTried, run } from '../docs/commands.ts'

// As a reader types them, with their output where it goes by itself; the quick ones run in npm
// test.
for (const command of new Set(commandsOfDocs().map((one) => one.command))) {
  const how = howTried(command)
  if (how === undefined || !('whole' in how)) continue
  test(command, async () => {
    const { code, output } = await run(command)
    assert.equal(code, how.whole.code, output.slice(-4000))
    assert.match(output, how.whole.says)
  })
}
