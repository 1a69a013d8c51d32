import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseIncomplete } from '../../functions/archive/undo-complete.ts'
import { archiveName } from '../../functions/contract/archive-name.ts'
import { purgedSchema } from '../../functions/contract/evidence.ts'

const at = (number: number) => `2026-11-24T09:30:0${number}.000Z`
const named = (...numbers: number[]) =>
  numbers.map((number, n) =>
    archiveName({ number, at: at(number), rule: 'tokens' }, `${n}`.repeat(64)),
  )
const accountOf = (done: boolean, ...databases: { files: number; void: number[] }[]) =>
  purgedSchema.parse({
    done,
    progress: null,
    databases: databases.map((one, n) => ({
      ...{ database: `d${n}`, tables: [], batches: 1, milliseconds: 1, left: 0, ...one },
    })),
  })
const listed = (...numbers: number[]) => ({ names: named(...numbers), unlisted: [] })
const done = accountOf(true, { files: 5, void: [1] })

test('an undo of a run whose archive has lost a file is refused, and says how to put back the rest', () => {
  assert.throws(() => refuseIncomplete({}, done, listed(2, 4)), {
    name: 'ArchiveMissing',
    message: /lacks 2 files .* the first with the number 0\. .* since 2026-11-24T09:30:02\.000Z\.$/,
  })
  assert.throws(() => refuseIncomplete({ rule: 'tokens' }, done, listed(0, 2, 3)), /lacks 1 file /)
  assert.doesNotThrow(() => refuseIncomplete({}, done, listed(0, 2, 3, 4)))
  // Void ones are there or not: their rows were not deleted.
  assert.doesNotThrow(() => refuseIncomplete({}, done, listed(0, 1, 2, 3, 4, 5)))
})

test('each database of a source counts its files from 0', () => {
  const two = accountOf(true, { files: 2, void: [] }, { files: 3, void: [0] })
  assert.doesNotThrow(() => refuseIncomplete({}, two, listed(0, 1, 1, 2)))
  assert.throws(() => refuseIncomplete({}, two, listed(0, 1, 2)), /first with the number 1\./)
  // A copy in a second folder is no second file.
  const [first = '', second = '', third = ''] = named(0, 1, 2)
  const twice = { names: [first, second, second, third], unlisted: [] }
  assert.throws(() => refuseIncomplete({}, two, twice), /first with the number 1\./)
})

test('one row, a time, and what a purge left that was cut off are put back as far as they are there', () => {
  for (const asked of [{ key: 'k' }, { since: at(0) }, { until: at(9) }])
    assert.doesNotThrow(() => refuseIncomplete(asked, done, listed(4)))
  const cutOff = accountOf(false, { files: 5, void: [] })
  assert.doesNotThrow(() => refuseIncomplete({}, cutOff, listed(4)))
})
