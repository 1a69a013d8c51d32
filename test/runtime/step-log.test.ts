import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { z } from 'zod'
import { NamedError } from '../../functions/contract/errors.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const log = join(scratch.folder, 'drydock.log')
process.env.DRYDOCK_LOG = log
const { step } = await import('../../functions/runtime/step.ts')

test('each call that ends well is a line of the log: which function, where, how long, whether done', async () => {
  const event = z.object({
    run: z.object({ runId: z.string() }),
    target: z.string(),
    source: z.object({ name: z.string() }),
  })
  const handler = step(event, async () => ({ done: false, secret: 'a-token' }))
  const called = handler as unknown as (event: object, context: object) => Promise<unknown>
  await called(
    { run: { runId: 'run-1' }, target: 'production', source: { name: 'apim', secret: 'arn' } },
    { functionName: 'purgeRows', getRemainingTimeInMillis: () => 60_000 },
  )
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  const { time, milliseconds, ...line } = JSON.parse(lines.at(-1) ?? '')
  assert.deepEqual(line, {
    level: 'info',
    runId: 'run-1',
    function: 'purgeRows',
    target: 'production',
    source: 'apim',
    done: false,
    msg: 'The call has ended.',
  })
  assert.ok(milliseconds >= 0 && !Number.isNaN(Date.parse(time)))
  assert.equal(lines.length, 1)
})

test('the gathering of an archive is told with its run and its source', async () => {
  const handler = step(z.object({}), async () => ({ done: true }))
  const called = handler as unknown as (event: object, context: object) => Promise<unknown>
  await called(
    { runId: 'run-3', source: 'apim' },
    { functionName: 'gatherArchive', getRemainingTimeInMillis: () => 60_000 },
  )
  const line = JSON.parse(readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '')
  assert.deepEqual([line.runId, line.source, line.done], ['run-3', 'apim', true])
})

test('waiting is a line without an error, a failure one with its name', async () => {
  const said = async (name: 'NotReady' | 'RestoreFailed') => {
    const handler = step(z.object({}), async () => {
      throw new NamedError(name, `The clone of ${name} is being restored.`)
    })
    const called = handler as unknown as (event: object, context: object) => Promise<unknown>
    const context = { functionName: 'restoreClone', getRemainingTimeInMillis: () => 60_000 }
    await assert.rejects(called({ run: { runId: 'run-2' } }, context), { name })
    const { level, error } = JSON.parse(readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '')
    return { level, error }
  }
  assert.deepEqual(await said('NotReady'), { level: 'info', error: undefined })
  assert.deepEqual(await said('RestoreFailed'), { level: 'error', error: 'RestoreFailed' })
})
