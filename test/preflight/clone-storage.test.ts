import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { cloneStorage } from '../../functions/preflight/clone-storage.ts'
import type { SourceFacts } from '../../functions/preflight/scene.ts'

type Origin = Pick<SourcePlan, 'cloneFrom'>

const look = (clone: object, gibibytes: number, more: object = {}, from: Origin = {}) => {
  const run = { mode: 'rehearse', clone: cloneSettingsSchema.parse(clone), ...more } as Run
  const facts = { elastic: false, storage: gibibytes * 2 ** 30, ...more } as SourceFacts
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

test('a clone by copy-on-write says what it costs, and that beyond 15 RDS makes a full copy', () => {
  const at = (copies: number) =>
    look({}, 0, { kind: 'cluster', source: 'aurora', copies }, { cloneFrom: 'copy-on-write' })
  assert.deepEqual([at(0).level, at(14).level, at(15).level], ['passed', 'passed', 'warning'])
  const multiAz = look({}, 0, { source: 'm', copies: null }, { cloneFrom: 'copy-on-write' })
  assert.match(`${multiAz.level}: ${multiAz.detail}`, /^failed: m cannot be cloned by copy-on-w/)
  assert.match(at(1).detail, /beside 1 other clone: each page .* is stored, and billed, once more/)
  assert.match(at(15).detail, /^aurora has 15 clones by copy-on-write: .* makes a full copy/)
})
