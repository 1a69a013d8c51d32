import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArchivedTable } from '../../functions/purge/archive.ts'
import type { FamilyTable } from '../../functions/purge/bind.ts'
import { explain, type ReadArchive } from '../../functions/purge/roster-explained.ts'
import { onRoster } from '../../functions/purge/roster.ts'
import { rules } from '../../functions/purge/rules.ts'
import type { Walk } from '../../functions/purge/walk.ts'

const along = { spent: () => false } as Walk
const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase()
const member = (name: string, key: string) =>
  ({ table: { name, key: [{ name: key, kind: 'text' }] }, moves: null }) as unknown as FamilyTable
const tokens = member('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID')
const file = (table: string, key: string, ...rows: [string, string][]): ArchivedTable => ({
  table,
  columns: [
    { name: 'TOKEN_STATE', as: 'bytes' },
    { name: key, as: 'bytes' },
  ],
  rows: rows.map(([id, state]) => [hex(state), hex(id)]),
})
const archiveOf = (...tables: ArchivedTable[]): ReadArchive => ({
  names: async () => tables.map((_, at) => String(at)),
  read: async (name) => ({
    database: 'apim',
    rule: 'tokens',
    tables: tables.slice(Number(name), Number(name) + 1),
  }),
})

test('a row that lived and is gone is explained by its state in the archive alone: any other is lost, by name', async () => {
  const archive = archiveOf(
    file('IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'TOKEN_ID', ['lost', 'REVOKED']),
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['out', 'REVOKED'], ['alive', 'ACTIVE']),
    file('IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID', ['refreshed', 'INACTIVE'], ['expired', 'EXPIRED']),
  )
  const missing = ['out', 'refreshed', 'alive', 'expired', 'lost']
  assert.deepEqual(await explain(along, tokens, missing, archive), {
    ended: 2,
    moved: 0,
    lost: 3,
    examples: [
      'alive (deleted by Drydock while it lived)',
      'expired (deleted by Drydock while it lived)',
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
      (await explain(along, member(table, key), ['x'], archiveOf(file(table, key, ['x', '']))))
        ?.lost,
      lost,
    )
})

test('without an archive a missing row is lost, and the doubt is told', async () => {
  const found = await explain(along, tokens, ['out'], null)
  assert.deepEqual([found?.lost, found?.examples], [1, ['out']])
  assert.match(found?.doubt ?? '', /archive\.mode is off/)
})

test('a search that runs out of time is gone on with in the next call', async () => {
  const spent = { ...along, spent: () => true }
  assert.equal(await explain(spent, tokens, ['out'], archiveOf(file('T', 'K'))), null)
  assert.equal((await explain(spent, tokens, [], archiveOf(file('T', 'K'))))?.lost, 0)
})

test('tokens are on the roster, and no table whose rows the application deletes by itself', () => {
  const settled = rules.filter((rule) => rule.settled).map(({ name }) => name)
  assert.deepEqual(settled, ['tokens', 'codes', 'refresh-tokens', 'jtis', 'registry-log'])
  const table = { unique: false }
  assert.equal(onRoster({ settled: true, table } as FamilyTable), false)
  assert.equal(onRoster({ settled: true, table: { unique: true } } as FamilyTable), true)
  assert.equal(onRoster({ settled: false, table: { unique: true } } as FamilyTable), false)
})
