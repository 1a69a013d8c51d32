import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MeasuredTable } from '../../functions/contract/evidence.ts'
import type { Key, KeyRange } from '../../functions/engines/dialect.ts'
import type { BoundRules, FamilyTable } from '../../functions/rules/bound.ts'
import { explainMissing, lookUpAlong } from '../../functions/measure/look-up.ts'
import type { RosterPage, RosterStore } from '../../functions/measure/roster-pages.ts'
import type { Walk } from '../../functions/walk/walk.ts'

const member = {
  table: { name: 'T', key: [{ name: 'ID', kind: 'integer' }], unique: true },
  moves: null,
  settled: true,
  parents: [],
  rule: 'tokens',
} as unknown as FamilyTable

/** A table of rows 1 to 6 on the roster, in two pages, of which some are gone. */
function scene(...gone: number[]) {
  const stored = new Map<string, RosterPage>([
    ['a-0', { low: null, high: ['3'], keys: ['1', '2', '3'] }],
    ['a-1', { low: ['3'], high: null, keys: ['4', '5', '6'] }],
  ])
  const store = (call: string): RosterStore => ({
    call,
    put: async (_, __, page, of) => void stored.set(page, of),
    get: async (_, __, page) => stored.get(page) ?? null,
  })
  const within = (id: number, { low, high }: KeyRange) =>
    id > Number(low?.[0] ?? 0) && id <= Number(high?.[0] ?? 100)
  const along = {
    spent: () => false,
    dialect: {
      keys: (_: string, __: unknown, range: KeyRange) => ({ range, read: (r: Key[]) => r }),
    },
    database: {
      query: async ({ range }: { range: KeyRange }) =>
        [1, 2, 3, 4, 5, 6, 7]
          .filter((id) => !gone.includes(id) && within(id, range))
          .map((id) => [String(id)]),
    },
  } as unknown as Walk
  return { stored, store, along }
}

const pages = ['a-0', 'a-1']
const table = (more: Partial<MeasuredTable>): MeasuredTable => ({
  table: 'T',
  rule: 'tokens',
  kind: 'rule',
  classes: [],
  settled: true,
  reading: null,
  ...more,
})
const before = [table({ rosterPages: [{ call: 'a', pages: 2 }] })]
const explaining = (along: Walk, store: RosterStore) => ({
  along,
  bound: { tables: [member] } as unknown as BoundRules,
  database: 'd',
  store,
  archive: { names: async () => [], read: async () => assert.fail() },
})

test('keys that are missing in one call are still missing in the next', async () => {
  const { along, store } = scene(2, 6)
  let sought = null
  for (const [call, low] of [
    ['one', null],
    ['two', ['3']],
  ] as const) {
    const looking = lookUpAlong(along, store(call), 'd', member, pages, sought)
    const high = await looking.end(low)
    looking.add(await looking.read({ low, high }))
    sought = await looking.stop()
  }
  assert.deepEqual(sought, { page: 2, living: 6, missing: ['one-missing', 'two-missing'] })
  const after = [table({ sought })]
  const { progress } = await explainMissing(explaining(along, store('two')), before, after, null)
  const [verdict] = progress.verdicts
  assert.deepEqual([verdict?.living, verdict?.lost, verdict?.examples], [6, 2, ['2', '6']])
})

test('a page that does not begin where the last one ended is refused', async () => {
  const { along, store } = scene()
  const looking = lookUpAlong(along, store('one'), 'd', member, pages.slice(1), null)
  await assert.rejects(looking.end(null), { name: 'EvidenceMissing', message: /does not begin/ })
})

test('a roster is explained only once all of its pages were looked up', async () => {
  const { along, store } = scene()
  for (const sought of [undefined, { page: 1, living: 3, missing: [] }])
    await assert.rejects(
      explainMissing(explaining(along, store('one')), before, [table({ sought })], null),
      { name: 'EvidenceMissing', message: /of the 2 pages of the roster of T were looked up/ },
    )
})

test('rows that a range misses for a moment are asked again: a page counts once it is done', async () => {
  const { along, store } = scene(5)
  const looking = lookUpAlong(along, store('one'), 'd', member, ['a-0'], null)
  for (let attempt = 0; attempt < 2; attempt++)
    await looking.read({ low: null, high: await looking.end(null) })
  assert.deepEqual(await looking.stop(), { page: 0, living: 0, missing: [] })
})
