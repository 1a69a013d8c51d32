import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Deployment } from '../../functions/contract/environment.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const { fencedEvidence } = await import('../../functions/aws/fenced-evidence.ts')

const deployment = { evidenceBucket: 'evidence' } as Deployment
const open = (runId: string) => fencedEvidence({ runId, deployment }, 'production', 'purge')
const refused = { name: 'PurgeRunning', message: /^Another call of this step has written its acc/ }

test('an account that another call wrote since is not written over', async () => {
  const [one, other] = [open('a'), open('a')]
  assert.deepEqual([await one.get(), await other.get()], [null, null])
  await one.put({ rows: 1 })
  assert.deepEqual([await one.unchanged(), await other.unchanged()], [true, false])
  await assert.rejects(other.put({ rows: 2 }), refused)
  await one.put({ rows: 3 })
  assert.deepEqual(await other.get(), { rows: 3 })
  await other.put({ rows: 4 })
  await assert.rejects(one.put({ rows: 5 }), refused)
  assert.deepEqual(await open('a').get(), { rows: 4 })
})

test('a write whose answer was lost is recognized by its content', async () => {
  const [one, other] = [open('b'), open('b')]
  await one.get()
  await other.get()
  await one.put({ rows: 1 })
  await other.put({ rows: 1 })
  await other.put({ rows: 2 })
  await assert.rejects(one.put({ rows: 3 }), refused)
})
