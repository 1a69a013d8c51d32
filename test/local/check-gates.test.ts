import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Measured } from '../../functions/contract/evidence.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { stepTimeSchema } from '../../functions/contract/times.ts'
import { utc } from '../../functions/rules/wall-times.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { anyRun } from './any-run.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: checkGates }, { evidence }] = await Promise.all([
  import('../../functions/check-gates.ts'),
  import('../../functions/aws/evidence.ts'),
])

const source = (name: string): Plan['sources'][number] => ({
  kind: 'instance',
  name,
  secret: 'secret',
  snapshot: 's',
  clone: 'c',
  databases: [{ name: 'apim', statementsHash: '', empty: [], times: utc }],
})
const plan: Plan = {
  run: anyRun,
  sources: [source('calm'), source('moved')],
}
const counted = (dead: number): Measured => ({
  databases: [
    {
      database: 'apim',
      schema: 's',
      skipped: [],
      leftovers: [],
      plans: [],
      tables: [
        {
          table: 'T',
          rule: 'tokens',
          kind: 'rule',
          classes: [{ name: 'dead', rows: dead, hash: '0', other: 0 }],
          settled: true,
          reading: null,
        },
      ],
    },
  ],
})

test('the gates of every source are judged, whichever moved; a call after one that failed is noted', async () => {
  const kept = evidence(plan.run)
  const purged = { done: true, databases: [], progress: null }
  for (const { name } of plan.sources) await kept.put(name, 'purge-clone', purged)
  for (const { name } of plan.sources)
    for (const target of ['clone', 'production'])
      await kept.put(name, `measure-${target}`, counted(1000))
  const context = { getRemainingTimeInMillis: () => 60_000 } as never
  assert.deepEqual(await checkGates(plan, context), { waitSeconds: 0 })
  await kept.put('moved', 'measure-production', counted(2000))
  await assert.rejects(Promise.resolve(checkGates(plan, context)), {
    name: 'Drift',
    message: /^drift \(moved\): T \(apim\): 2,000 rows are dead, compared with 1,000 on the clone/,
  })

  await kept.put('moved', 'measure-production', counted(1000))
  assert.deepEqual(await checkGates(plan, context), { waitSeconds: 0 })
  const { notes, calls } = stepTimeSchema.parse(await kept.get('calm', 'time-check-gates'))
  assert.equal(calls, 3)
  assert.deepEqual(
    notes?.map(({ what, reasons }) => [what, reasons]),
    [['retry', ['Drift: the step was called again']]],
  )
})
