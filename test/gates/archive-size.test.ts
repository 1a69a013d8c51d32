import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archiveSchema, limitsSchema } from '../../functions/contract/environment.ts'
import type { Measured, Purged } from '../../functions/contract/evidence.ts'
import { archiveSize } from '../../functions/gates/archive-size.ts'
import { passGates } from '../../functions/gates/gates.ts'
import { dead } from '../../functions/measure/row-classes.ts'

const gibibyte = 2 ** 30
const measured = (...rows: number[]): Measured => ({
  databases: rows.map((count, at) => ({
    database: `db${at}`,
    schema: 's',
    skipped: [],
    leftovers: [],
    plans: [],
    tables: [
      {
        table: 'T',
        rule: 'tokens',
        kind: 'rule',
        settled: true,
        reading: null,
        classes: [
          { name: dead, rows: count, hash: '0', other: 0 },
          { name: 'still valid', rows: 1e9, hash: '0', other: 0 },
        ],
      },
    ],
  })),
})
const purged = (archiveBytes: number | undefined, files: number): Purged => ({
  done: true,
  databases: [{ database: 'db0', tables: [], batches: files, milliseconds: 1, files }],
  progress: null,
  ...(archiveBytes !== undefined && { archiveBytes }),
})
const settings = (archive: unknown = {}, limits: unknown = {}) => ({
  archive: archiveSchema.parse(archive),
  limits: limitsSchema.parse(limits),
})

test("the archive's size is what the rehearsal made, for production's dead rows in all databases", () => {
  const rehearsal = {
    clone: measured(600, 400),
    purged: purged(50 * gibibyte, 1000),
    production: measured(1000, 1000),
  }
  const gate = archiveSize(settings(), 'one', rehearsal)
  assert.deepEqual(gate, {
    gate: 'archive-size',
    source: 'one',
    passed: true,
    detail:
      'The archive is estimated at 100.0 GiB, written by 2,000 PUT requests; ' +
      'limits.archiveGiB is 100.',
  })
  const more = archiveSize(settings(), 'one', { ...rehearsal, production: measured(1001, 1000) })
  assert.equal(more.passed, false)
  assert.match(more.detail, /100\.\d GiB, written by 2,001 PUT .*Nothing was deleted.*"hashed"/)
  assert.throws(() => passGates([more]), { name: 'ArchiveSize' })
})

test('a raised limit or an archive that is off opens the gate; hashed, or another storage class, is judged by its own size', () => {
  const rehearsal = {
    clone: measured(10),
    purged: purged(101 * gibibyte, 5),
    production: measured(10),
  }
  const passes = (archive: unknown, limits?: unknown) =>
    archiveSize(settings(archive, limits), 'one', rehearsal).passed
  assert.equal(passes({}), false)
  assert.equal(passes({ mode: 'hashed' }), false)
  assert.equal(passes({ mode: 'off' }), true)
  assert.equal(passes({ storageClass: 'GLACIER_IR' }), false)
  assert.equal(passes({}, { archiveGiB: 101 }), true)
})

test('a limit of nothing, or in words, is a fault', () => {
  for (const archiveGiB of [0, -1, '100'])
    assert.equal(limitsSchema.safeParse({ archiveGiB }).success, false)
})
