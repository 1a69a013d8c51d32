import assert from 'node:assert/strict'
import { test } from 'node:test'
import { throttleStateSchema } from '../../functions/contract/throttle.ts'
import { full, scene, shares, warm } from './permit-scene.ts'

test('a load that is there before the first batch is given way to with the first, in short batches', async () => {
  const at = scene()
  at.pulse({ running: 1.5 })
  assert.deepEqual(await at.permit.permit(), { go: true, share: 0.25, batchMilliseconds: 50 })
  assert.ok(at.now() < 500)
  // It is even from the first, in the next call too: no session that always runs.
  for (let step = 0; step < 40; step++, at.pass(250))
    assert.equal(shares([await at.permit.permit()])[0], 0.25)
  const next = scene({ state: at.permit.state() })
  next.pulse({ running: 1.5 })
  assert.equal(shares([await next.permit.permit()])[0], 0.25)
})

test('what a call has learned of production at rest, the next one knows', async () => {
  const one = scene()
  await warm(one)
  const next = scene({ state: throttleStateSchema.parse(one.permit.state()) })
  // Sessions may always run, but these came since.
  next.pulse({ running: 0.5, statement: 40 })
  assert.deepEqual(await next.permit.permit(), { go: true, share: 0.05, batchMilliseconds: 50 })
  const fresh = scene()
  fresh.pulse({ running: 0.5, statement: 40 })
  assert.deepEqual(await fresh.permit.permit(), full)
})

test("reads the state that an earlier version's call left", () => {
  const { learned, ...earlier } = scene({}).permit.state()
  assert.equal(learned, null)
  assert.deepEqual(throttleStateSchema.parse(earlier), { ...earlier, learned: null })
})
