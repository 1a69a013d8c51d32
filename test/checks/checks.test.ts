import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { CameBack, Deleted, MeasuredTable, Purged } from '../../functions/contract/evidence.ts'
import type { RosterVerdict } from '../../functions/contract/roster.ts'
import { judge } from '../../functions/checks/checks.ts'
import type { Counted } from '../../functions/checks/scene.ts'
import { undoRehearsed } from '../../functions/checks/undo-rehearsed.ts'
import { readBefore } from '../../functions/checks/verify.ts'

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
const judged = (more: Partial<Counted>) =>
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
const failing = (more: Partial<Counted>) =>
  judged(more)
    .filter(({ passed }) => !passed)
    .map(({ check }) => check)

test('a purge of production that deleted what was rehearsed passes', () => {
  assert.deepEqual(failing({}), [])
})

test('undo-rehearsed passes if deleted rows of each table were restored, and names those that were not', () => {
  const came = (table: string, rows: number, out = 0, keys: string[] = []) => ({
    ...{ table, rows, out, keys },
    next: 0,
  })
  const of = (back: readonly CameBack[], archived = true) => {
    const deleted = [gone('T', 9), gone('C', 4), gone('E', 0)]
    const { passed, detail } = undoRehearsed({ archived, deleted, cameBack: back })
    return `${passed}: ${detail}`
  }
  assert.equal(
    of([came('T', 5), came('C', 2)]),
    'true: 7 rows of 2 tables were put back from the archive unchanged, then rolled back.',
  )
  assert.match(of([came('T', 5), came('C', 0)]), /^true: 5 rows of 1 table .*rehearse: C\.$/)
  assert.match(of([came('T', 5)]), /^false: C: the undo was not rehearsed\./)
  assert.match(
    of([came('T', 5), came('C', 1, 1, ['a b (a trigger rejects it)'])]),
    /^false: C: 1 of 2 rows was not put back unchanged, for example a b \(a trigger rejects it\)\./,
  )
  assert.match(of([], false), /^true: No archive is kept/)
})

test('counts-agree is judged on production: fewer than were rehearsed, beyond the drift, fails', () => {
  const left = { after: [table('T', 101, 50)], deleted: [gone('T', 899)] }
  assert.deepEqual(failing(left), ['no-dead-row-left', 'counts-agree'])
  assert.deepEqual(failing({ after: [table('T', 100, 50)], deleted: [gone('T', 900)] }), [])
})

const roster = (more: Partial<RosterVerdict>): RosterVerdict => ({
  table: 'T',
  living: 50,
  ended: 0,
  moved: 0,
  removed: null,
  lost: 0,
  examples: [],
  doubt: '',
  ...more,
})

test('with a roster, 1 lost row fails, and dead rows deleted by others are reported', () => {
  const others = { after: [table('T', 0, 50)], deleted: [gone('T', 960)] }
  assert.deepEqual(failing(others), ['survivors-unchanged'])
  assert.deepEqual(failing({ ...others, rosters: [roster({})] }), [])
  assert.match(
    judged({ ...others, rosters: [roster({})] })[0]?.detail ?? '',
    / 40 rows of T that were dead were deleted by something other than Drydock\./,
  )
  const lost = roster({ lost: 1, examples: ['token-7'] })
  const found = judged({ after: [table('T', 0, 49)], rosters: [lost] })[0]
  assert.equal(found?.passed, false)
  assert.match(found?.detail ?? '', /^T: 1 of 50 rows that were live .* for example token-7\. /)
  assert.match(found?.detail ?? '', /copy back only these rows/)
})

test('for a table that the application cleans itself, 1 live row in the archive fails; its own deletes are reported', () => {
  const [unsettled] = [{ ...table('S', 100, 50), settled: false }]
  const before = [table('T', 1000, 50), unsettled]
  const removed = roster({ table: 'S', removed: 7 })
  const fine = judged({ before, rosters: [roster({}), removed] })[0]
  assert.equal(fine?.passed, true)
  assert.match(fine?.detail ?? '', / The application deleted 7 living rows of S\./)
  const lost = { ...removed, lost: 1, examples: ['s-7'] }
  const found = judged({ before, rosters: [roster({}), lost] })[0]
  assert.equal(found?.passed, false)
  assert.match(
    found?.detail ?? '',
    /^S: Drydock deleted 1 of 50 rows that were live .* example s-7\./,
  )
})

test('dead rows deleted by another environment are reported, not mistaken for rows that the purge skipped', () => {
  assert.deepEqual(failing({ deleted: [gone('T', 500)], rosters: [roster({})] }), [])
})

test('a doubt is borne up to the drift; more rows than the account knows are not', () => {
  const doubtful = (lost: number) => roster({ lost, doubt: 'no archive' })
  assert.deepEqual(failing({ rosters: [doubtful(100)] }), [])
  assert.deepEqual(failing({ rosters: [doubtful(101)] }), ['survivors-unchanged'])
  assert.deepEqual(failing({ rosters: [roster({})], deleted: [gone('T', 1001)] }), [
    'survivors-unchanged',
  ])
})

test('only tables whose rows move on production may differ by the drift', () => {
  const of = (live: number, more: Partial<Counted> = {}) =>
    failing({ before: [table('T', 1000, 500)], after: [table('T', 0, live)], ...more })
  const moving = { moving: ['T'] }
  for (const live of [400, 600]) assert.deepEqual(of(live, moving), [], String(live))
  for (const live of [399, 601])
    assert.deepEqual(of(live, moving), ['survivors-unchanged'], String(live))
  assert.deepEqual(of(400), ['survivors-unchanged'])
  assert.deepEqual(of(400, { moving: ['OTHER'] }), ['survivors-unchanged'])
  assert.ok(of(499, { ...moving, target: 'clone' }).includes('survivors-unchanged'))
})

test('the number of rows that may have died meanwhile grows with the hours', () => {
  const left = { after: [table('T', 150, 50)], deleted: [gone('T', 850)] }
  assert.deepEqual(failing(left), ['no-dead-row-left', 'counts-agree'])
  assert.deepEqual(failing({ ...left, hours: 1.5 }), [])
})

test('locked dead rows may remain, with their descendants, but not 1 row more', () => {
  const before = [table('T', 1000, 50), { ...table('S', 3000, 100), kind: 'child' as const }]
  const after = (rows: number) => [
    table('T', rows, 50),
    { ...table('S', 3 * rows, 100), kind: 'child' as const },
  ]
  const deleted = [gone('T', 800), gone('S', 2400)]
  assert.deepEqual(failing({ before, after: after(200), deleted }), [
    'no-dead-row-left',
    'counts-agree',
  ])
  assert.deepEqual(failing({ before, after: after(200), deleted, held: 200 }), [])
  assert.deepEqual(failing({ before, after: after(200), deleted, held: 99 }), ['no-dead-row-left'])
})

test('on the clone every row counts: one left, one missing, another content, another table, an orphan', () => {
  const of = (more: Partial<Counted>) => failing({ target: 'clone', rehearsed: null, ...more })
  assert.deepEqual(of({}), [])
  assert.deepEqual(of({ after: [table('T', 1, 50)] }), ['survivors-unchanged', 'no-dead-row-left'])
  for (const rows of [999, 1001])
    assert.deepEqual(of({ deleted: [gone('T', rows)] }), ['counts-agree'])
  const [whole] = [table('T', 0, 50)]
  const changed = (name: string, hash: string, kind: MeasuredTable['kind'] = 'rule') => ({
    ...whole,
    table: name,
    kind,
    classes: [{ name: 'still valid', rows: 50, hash, other: 0 }],
  })
  assert.deepEqual(of({ after: [changed('T', '50001')] }), ['survivors-unchanged'])
  const before = [table('T', 1000, 50), changed('O', '1', 'other')]
  assert.deepEqual(of({ before, after: [whole, changed('O', '1', 'other')] }), [])
  assert.deepEqual(of({ before, after: [whole, changed('O', '2', 'other')] }), [
    'other-tables-untouched',
  ])
  const orphan = { name: 'orphan', rows: 1, hash: '1', other: 0 }
  const child = { ...changed('C', '1', 'child'), classes: [orphan] }
  assert.deepEqual(of({ before: [table('T', 1000, 50), child], after: [whole, child] }), [
    'no-orphan',
  ])
})

test('an unfinished purge is not verified', async () => {
  const purged = (done: boolean): Purged => ({ done, databases: [], progress: null })
  const kept = (done: boolean) => async (name: string) =>
    name.startsWith('purge') ? purged(done) : { databases: [] }
  await readBefore(kept(true), 'production')
  for (const target of ['clone', 'production'] as const)
    await assert.rejects(readBefore(kept(false), target), { name: 'EvidenceMissing' })
})
