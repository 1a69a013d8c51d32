import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { cloneStorage } from '../../functions/preflight/clone-storage.ts'
import type { SourceFacts } from '../../functions/preflight/scene.ts'

const look = (clone: object, gibibytes: number, more: object = {}) => {
  const run = { mode: 'rehearse', clone: cloneSettingsSchema.parse(clone), ...more } as Run
  const facts = { kind: 'instance', storage: gibibytes * 2 ** 30, ...more } as SourceFacts
  return cloneStorage(run, facts)
}

test("storage that RDS does not offer in the source's size is reported before a snapshot is paid for", () => {
  const gp3 = { storageType: 'gp3', iops: 12_000 }
  assert.equal(look({}, 20).level, 'passed')
  assert.equal(look({ storageType: 'gp3' }, 20).level, 'passed')
  assert.equal(look(gp3, 400).level, 'passed')
  assert.match(look(gp3, 399).detail, /would have 399 GiB.*from 400 GiB\./)
  assert.equal(look(gp3, 399).level, 'failed')
  assert.equal(look(gp3, 399, { mode: 'plan' }).level, 'warning')
  assert.equal(look(gp3, 399, { kind: 'cluster' }).level, 'passed')
  assert.match(look({ storageType: 'io1', iops: 1000 }, 99).detail, /RDS supports io1 from 100 GiB/)
  assert.match(look({ storageType: 'io1', iops: 5001 }, 100).detail, /0\.5 to 50 IOPS per GiB/)
  assert.equal(look({ storageType: 'io2', iops: 5001 }, 100).level, 'passed')
  assert.equal(look({ storageType: 'io1', iops: 1000 }, 2001).level, 'failed')
})
