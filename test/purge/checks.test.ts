import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Deleted, MeasuredTable, Purged } from '../../functions/contract/evidence.ts'
import { judge, type Findings } from '../../functions/purge/checks.ts'
import { readBefore } from '../../functions/purge/verify.ts'

const table = (name: string, dead: number, live: number): MeasuredTable => ({
  table: name,
  rule: 'tokens',
  kind: 'rule',
  classes: [
    { name: 'dead', rows: dead, hash: String(dead), other: 0 },
    { name: 'still valid', rows: live, hash: String(live * 1000), other: 0 },
  ],
  settled: true,
  reading: null,
})
const gone = (name: string, rows: number): Deleted => ({
  table: name,
  rows,
  old: rows,
  hash: String(rows),
})
const failing = (more: Partial<Findings>) =>
  judge({
    target: 'production',
    database: 'apim',
    limits: limitsSchema.parse({}),
    before: [table('T', 1000, 50)],
    after: [table('T', 0, 50)],
    deleted: [gone('T', 1000)],
    rehearsed: [gone('T', 1000)],
    deadKeys: {},
    orphanKeys: {},
    lostKeys: {},
    moving: [],
    ...more,
  })
    .filter(({ passed }) => !passed)
    .map(({ check }) => check)

test('a purge of production that took what was rehearsed passes', () => {
  assert.deepEqual(failing({}), [])
})

test('counts-agree is judged on production: fewer than were rehearsed, beyond the drift, fails', () => {
  const left = { after: [table('T', 101, 50)], deleted: [gone('T', 899)] }
  assert.deepEqual(failing(left), ['no-dead-row-left', 'counts-agree'])
  assert.deepEqual(failing({ after: [table('T', 100, 50)], deleted: [gone('T', 900)] }), [])
})

test('an unfinished purge is not verified', async () => {
  const purged = (done: boolean): Purged => ({ done, databases: [], progress: null })
  const kept = (done: boolean) => async (name: string) =>
    name.startsWith('purge') ? purged(done) : { databases: [] }
  await readBefore(kept(true), 'production')
  for (const target of ['clone', 'production'] as const)
    await assert.rejects(readBefore(kept(false), target), { name: 'EvidenceMissing' })
})
