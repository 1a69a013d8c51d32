import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArchivedTable } from '../../functions/archive/archive.ts'
import type { FamilyTable } from '../../functions/rules/bound.ts'
import type { MeasuredTable } from '../../functions/contract/evidence.ts'
import { endedBy } from '../../functions/measure/ended-by.ts'
import { hasEveryRoster } from '../../functions/measure/observe.ts'
import { explain, type ReadArchive } from '../../functions/measure/roster-explained.ts'
import { beganAtFirst, onRoster } from '../../functions/measure/roster.ts'
import { rules } from '../../functions/rules/rules.ts'
import type { Walk } from '../../functions/walk/walk.ts'

const along = { spent: () => false } as Walk
const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase()
const member = (name: string, key: string) =>
  ({
    table: { name, key: [{ name: key, kind: 'text' }] },
    moves: null,
    settled: true,
    parents: [],
    rule: 'tokens',
  }) as unknown as FamilyTable
const tokens = member('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID')
const file = (table: string, key: string, ...rows: [string, string][]): ArchivedTable => ({
  table,
  columns: [
    { name: 'TOKEN_STATE', as: 'bytes' },
    { name: key, as: 'bytes' },
  ],
  rows: rows.map(([id, state]) => [hex(state), hex(id)]),
})
const explained = async (...all: Parameters<typeof explain>) => {
  const found = await explain(...all)
  return found.done ? found.verdict : assert.fail('the time is not spent')
}
const archiveOf = (...tables: ArchivedTable[]): ReadArchive => ({
  names: async () => tables.map((_, at) => String(at)),
  read: async (name) => ({
    database: 'apim',
    rule: 'tokens',
    tables: tables.slice(Number(name), Number(name) + 1),
  }),
})

test('only its archived state explains a missing live row: any other is reported as lost, by name', async () => {
  const archive = archiveOf(
    file('IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'TOKEN_ID', ['lost', 'REVOKED']),
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['out', 'REVOKED'], ['alive', 'ACTIVE']),
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['refreshed', 'INACTIVE'], ['expired', 'EXPIRED']),
  )
  const missing = ['out', 'refreshed', 'alive', 'expired', 'lost']
  assert.deepEqual(await explained(along, tokens, missing, archive), {
    ended: 2,
    moved: 0,
    removed: null,
    lost: 3,
    examples: [
      'alive (deleted by Drydock while live)',
      'expired (deleted by Drydock while live)',
      'lost',
    ],
    doubt: '',
  })
})

test('a JTI is never ended by the application; a code dies with its token', async () => {
  for (const [table, key, lost] of [
    ['IDN_OIDC_JTI', 'JWT_ID', 1],
    ['IDN_OAUTH2_AUTHORIZATION_CODE', 'CODE_ID', 0],
  ] as const)
    assert.equal(
      (await explained(along, member(table, key), ['x'], archiveOf(file(table, key, ['x', '']))))
        .lost,
      lost,
    )
})

test('without an archive a missing row counts as lost, and the doubt is reported', async () => {
  const found = await explained(along, tokens, ['out'], null)
  assert.deepEqual([found.lost, found.examples], [1, ['out']])
  assert.match(found.doubt, /archive\.mode is off/)
})

test('a search that runs out of time continues in the next call, from the file where it stopped', async () => {
  const files = archiveOf(
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['out', 'REVOKED'], ['alive', 'ACTIVE']),
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['later', 'ACTIVE']),
  )
  const oneFile = (left = 1): Walk => ({ ...along, spent: () => left-- <= 0 })
  const first = await explain(oneFile(), tokens, ['out', 'alive', 'later', 'gone'], files)
  assert.ok(!first.done)
  const dead = 'alive (deleted by Drydock while live)'
  assert.deepEqual(first, {
    done: false,
    open: ['later', 'gone'],
    searched: { files: 1, ended: 1, lost: 1, examples: [dead] },
  })
  const found = await explained(oneFile(), tokens, first.open, files, first.searched)
  assert.deepEqual([found.ended, found.lost], [1, 3])
  assert.deepEqual(found.examples, [dead, 'later (deleted by Drydock while live)', 'gone'])
})

test("in a table that the application cleans itself, an archived live row is lost; other rules' files are not read", async () => {
  const jwts = { ...member('AM_REVOKED_JWT', 'UUID'), settled: false, rule: 'revoked-jwts' }
  const one = file('AM_REVOKED_JWT', 'UUID', ['lost', ''])
  const [own, another] = ['revoked-jwts', 'sessions'].map(
    (rule) => `00000000-20261124T093000250Z-${rule}-${'0'.repeat(64)}.json.gz`,
  )
  assert.ok(own !== undefined && another !== undefined)
  const archive: ReadArchive = {
    names: async () => [another, own],
    read: async (name) =>
      name === own
        ? { database: 'apim', rule: 'revoked-jwts', tables: [one] }
        : assert.fail('of another rule'),
  }
  assert.deepEqual(await explained(along, jwts, ['lost', 'gone'], archive), {
    ended: 0,
    moved: 0,
    removed: 1,
    lost: 1,
    examples: ['lost (deleted by Drydock while live)'],
    doubt: '',
  })
})

test('the roster contains each table whose rows can be judged by themselves, or by the archive', () => {
  const settled = rules.filter((rule) => rule.settled).map(({ name }) => name)
  assert.deepEqual(settled, ['tokens', 'codes', 'refresh-tokens', 'jtis', 'registry-log'])
  const of = (more: object) =>
    ({ kind: 'rule', settled: false, ...more, table: { name: 'T', unique: true } }) as FamilyTable
  const jwts = { ...of({}), table: { name: 'am_revoked_jwt', unique: true } } as FamilyTable
  assert.deepEqual(
    [of({ settled: true }), of({}), jwts].map((one) => [onRoster(one, true), onRoster(one, false)]),
    [
      [true, true],
      [false, false],
      [true, false],
    ],
  )
  const untold = rules
    .filter(({ table, settled: alone }) => !alone && endedBy[table] === undefined)
    .map(({ name }) => name)
  assert.deepEqual(untold, [
    'subject-revocations',
    'app-revocations',
    'gateway-subject-revocations',
    'gateway-app-revocations',
    'session-users',
    'session-apps',
    'session-metadata',
    'federated-sessions',
    ...['property', 'tag', 'comment', 'rating'].flatMap((kind) => [
      `registry-${kind}-links`,
      `registry-${kind === 'property' ? 'properties' : `${kind}s`}`,
    ]),
    'recovery-flows',
  ])
  for (const table of Object.keys(endedBy)) assert.ok(rules.some((rule) => rule.table === table))
  const shared = { settled: true, table: { name: 'T', unique: false } } as FamilyTable
  assert.equal(onRoster(shared, true), false)
})

test('a roster that goes on in the midst of a table, without pages of what was before, is none', () => {
  const pages = [{ call: 'c', pages: 1 }]
  assert.equal(beganAtFirst({ low: null, pages: [] }), true)
  assert.equal(beganAtFirst({ low: ['m'], pages }), true)
  assert.equal(beganAtFirst({ low: ['m'], pages: [] }), false)
})

test('a count without pages of a table that ought to have a roster is counted again', () => {
  const unique = (name: string, settled: boolean) => ({
    ...{ settled, kind: 'rule' },
    table: { name, key: [], unique: true },
  })
  const members = [unique('IDN_OAUTH2_ACCESS_TOKEN', true), unique('T', false)]
  const counted = (rosterPages?: { call: string; pages: number }[]) => [
    { table: 'IDN_OAUTH2_ACCESS_TOKEN', ...(rosterPages !== undefined && { rosterPages }) },
    { table: 'T' },
  ]
  const has = (...[tables]: [readonly object[]]) =>
    hasEveryRoster(
      members as unknown as readonly FamilyTable[],
      false,
      tables as readonly MeasuredTable[],
    )
  assert.equal(has(counted([{ call: 'c', pages: 3 }])), true)
  assert.equal(has(counted([])), false)
  assert.equal(has(counted()), false)
  assert.equal(has([]), false)
})
