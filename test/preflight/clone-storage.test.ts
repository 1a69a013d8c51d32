import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { cloneStorage } from '../../functions/preflight/clone-storage.ts'
import type { SourceFacts } from '../../functions/preflight/scene.ts'

type Origin = Pick<SourcePlan, 'cloneFrom'>

const look = (clone: object, gibibytes: number, more: object = {}, from: Origin = {}) => {
  const run = { mode: 'rehearse', clone: cloneSettingsSchema.parse(clone), ...more } as Run
  const facts = {
    source: 'apim',
    engine: 'mysql',
    elastic: false,
    storage: gibibytes * 2 ** 30,
    ...more,
  } as SourceFacts
  return cloneStorage(run, facts, from)
}

test("storage that RDS does not offer in the source's size is reported before a snapshot is paid for", () => {
  const gp3 = { storageType: 'gp3', iops: 12_000 }
  assert.equal(look({}, 20).level, 'passed')
  assert.equal(look({ storageType: 'gp3' }, 20).level, 'passed')
  assert.equal(look(gp3, 400).level, 'passed')
  assert.match(look(gp3, 399).detail, /would have 399 GiB.*from 400 GiB\./)
  assert.equal(look(gp3, 399).level, 'failed')
  assert.equal(look(gp3, 399, { mode: 'plan' }).level, 'warning')
  assert.equal(look(gp3, 399, { elastic: true }).level, 'passed')
  assert.match(look({ storageType: 'io1', iops: 1000 }, 99).detail, /RDS supports io1 from 100 GiB/)
  assert.match(look({ storageType: 'io1', iops: 5001 }, 100).detail, /0\.5 to 50 IOPS per GiB/)
  assert.equal(look({ storageType: 'io2', iops: 5001 }, 100).level, 'passed')
  assert.equal(look({ storageType: 'io1', iops: 1000 }, 2001).level, 'failed')
})

test('SQL Server has gp3 of its own: every size is configurable, in other ranges', () => {
  const at = (iops: number, gibibytes: number, storageThroughput?: number) =>
    look({ storageType: 'gp3', iops, storageThroughput }, gibibytes, { engine: 'sqlserver-se' })
  assert.equal(at(3000, 20).level, 'passed')
  assert.equal(at(16_000, 20_000).level, 'passed')
  assert.equal(at(16_000, 400, 1000).level, 'passed')
  assert.match(
    at(16_001, 400).detail,
    /"clone\.iops" is 16001, .* for apim: expected .* 3000 to 16000/,
  )
  assert.match(at(3000, 400, 751).detail, /"clone\.storageThroughput" is 751, .* from 125 to 750/)
  assert.match(at(3000, 6001).detail, /0\.5 to 500 IOPS per GiB/)
  const mysql = look({ storageType: 'gp3', iops: 3000 }, 400)
  assert.match(mysql.detail, /RDS does not take for apim: expected .* 12000 to 64000/)
})

test('a clone by copy-on-write says what it costs, and that beyond 15 RDS makes a full copy', () => {
  const at = (copies: number) =>
    look({}, 0, { kind: 'cluster', source: 'aurora', copies }, { cloneFrom: 'copy-on-write' })
  assert.deepEqual([at(0).level, at(14).level, at(15).level], ['passed', 'passed', 'warning'])
  const multiAz = look({}, 0, { source: 'm', copies: null }, { cloneFrom: 'copy-on-write' })
  assert.match(`${multiAz.level}: ${multiAz.detail}`, /^failed: m cannot be cloned by copy-on-w/)
  assert.match(at(1).detail, /beside 1 other clone: each page .* is stored, and billed, once more/)
  assert.match(at(15).detail, /^aurora has 15 clones by copy-on-write: .* makes a full copy/)
})
