import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Mode } from '../../functions/contract/environment.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { cloneAccount, cloneClass, cloneGroup } from '../../functions/preflight/clone-class.ts'
import { facts } from './preflight-scene.ts'

const aurora = { ...facts, source: 'aurora', elastic: true, writerClass: 'db.r6g.large' }
const look = (clone: object, of: object = aurora, mode: Mode = 'rehearse') =>
  cloneClass({ mode, clone: cloneSettingsSchema.parse(clone) } as Run, { ...facts, ...of })
    .map(({ level, detail, remedy }) => `${level}: ${detail} ${remedy}`)
    .join()
const serverless = { instanceClass: 'db.serverless' }
const serverlessCapacity = { min: 0.5, max: 16 }

test("a serverless clone is of Aurora and has a range of capacity, its own or the source's", () => {
  assert.equal(look({}), '')
  assert.equal(look({ instanceClass: 'db.r6g.xlarge' }), '')
  assert.match(look(serverless), /^failed: .* no range of capacity.*clone\.serverlessCapacity/)
  assert.match(look(serverless, aurora, 'plan'), /^warning/)
  assert.match(look({ ...serverless, serverlessCapacity }), /^passed: .*0\.5 to 16 capacity units/)
  const own = { ...aurora, writerClass: 'db.serverless', capacity: { min: 2, max: 8 } }
  assert.match(look({}, own), /^passed: .*2 to 8 capacity units/)
  assert.match(look({ serverlessCapacity }, own), /^passed: .*0\.5 to 16/)
  assert.equal(look({ instanceClass: 'db.r6g.large' }, own), '')
  assert.match(
    look({ ...serverless, serverlessCapacity }, facts),
    /^failed: .* of the class db\.serverless, which RDS has for Aurora\. Name a class of RDS/,
  )
})

test('a range of capacity is in half steps from 0 to 256, its minimum not above its maximum', () => {
  const parsed = (min: number, max: number) =>
    cloneSettingsSchema.safeParse({ serverlessCapacity: { min, max } })
  assert.ok(parsed(0, 256).success)
  for (const [min, max] of [
    [0.3, 8],
    [0, 0],
    [1, 256.5],
    [8, 4],
  ] as const)
    assert.equal(parsed(min, max).success, false, `${min} to ${max}`)
})

test('a clone that cannot have the settings of its cluster says so', () => {
  const told = (clone: object, clusterGroup: string | null) =>
    cloneGroup({ clone: cloneSettingsSchema.parse(clone) } as Run, { ...facts, clusterGroup })
  assert.deepEqual(told({}, null), [])
  assert.deepEqual(told({ parameterGroup: 'as-production' }, 'tuned'), [])
  const [found] = told({}, 'tuned')
  assert.equal(found?.level, 'warning')
  assert.match(found?.detail ?? '', /is an instance and cannot have .* of the cluster, tuned/)
})

test('no other account can have the clone of a Multi-AZ DB cluster', () => {
  const there = { cloneAccount: { account: '444455556666' } }
  const told = (deployment: object, of: object, mode: Mode = 'rehearse') =>
    cloneAccount({ deployment, mode } as Run, { ...facts, ...of }).map(({ level }) => level)
  const multiAz = { kind: 'cluster', elastic: false }
  assert.deepEqual(told(there, multiAz), ['failed'])
  assert.deepEqual(told(there, multiAz, 'plan'), ['warning'])
  for (const other of [{}, { kind: 'cluster', elastic: true }])
    assert.deepEqual(told(there, other), [])
  assert.deepEqual(told({}, multiAz), [])
})
