import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutoffOf } from '../../local/seed/row-time.ts'
import type { SeededTable } from '../../local/seed/seeded-table.ts'
import { sessionLayout, sessionTables } from '../../local/seed/session-truth.ts'
import { cell, numbers } from './seeded-rows.ts'
import {
  deadAboutSessions,
  deadSessionRows,
  sessionKey,
  type SessionRecord,
} from './session-oracle.ts'

const truth = { tokens: 1000, seed: 7, now: Date.parse('2026-11-24T09:30:15.250Z') }
const tables = sessionTables(truth)

const record = (table: SeededTable, at: number): SessionRecord => {
  const expiry = cell(table, at, 'EXPIRY_TIME')
  return {
    session: cell(table, at, 'SESSION_ID') ?? '',
    type: cell(table, at, 'SESSION_TYPE') ?? '',
    operation: cell(table, at, 'OPERATION') ?? '',
    created: BigInt(cell(table, at, 'TIME_CREATED') ?? ''),
    expiry: expiry === null ? null : BigInt(expiry),
  }
}
const records = (table: SeededTable | undefined): SessionRecord[] =>
  table === undefined ? [] : numbers(table).map((at) => record(table, at))

for (const milliseconds of [0, 250, 999]) {
  test(`the session oracle agrees with every verdict, the run starting at .${milliseconds} s`, () => {
    const now = new Date(Date.parse('2026-11-24T09:30:15Z') + milliseconds)
    const cutoff = cutoffOf(now)
    const [store, temporary, ...children] = sessionTables({ ...truth, now: now.getTime() })
    for (const table of [store, temporary]) {
      assert.ok(table)
      const dead = deadSessionRows(records(table), BigInt(cutoff) * 1_000_000n)
      for (const at of numbers(table)) {
        const row = record(table, at)
        assert.equal(
          dead.has(sessionKey(row)) ? 'dead' : 'alive',
          table.verdict(at),
          `${table.table} row ${at}: ${table.row(at).join(', ')}`,
        )
      }
    }
    const named = (name: string) =>
      children.find(({ table }) => table === name) ?? assert.fail(name)
    const rowsOf = (table: SeededTable) =>
      numbers(table).map((at) => {
        const time = cell(table, at, 'TIME_CREATED')
        return {
          key: `${table.table} ${at}`,
          session: cell(table, at, 'SESSION_ID') ?? '',
          ...(time === null ? {} : { created: Date.parse(`${time.replace(' ', 'T')}Z`) }),
        }
      })
    const about = [
      'IDN_AUTH_USER_SESSION_MAPPING',
      'IDN_AUTH_SESSION_APP_INFO',
      'IDN_AUTH_SESSION_META_DATA',
      'IDN_FED_AUTH_SESSION_MAPPING',
    ].map(named)
    const [users = [], applications = [], marked = [], federated = []] = about.map(rowsOf)
    const metadata = named('IDN_AUTH_SESSION_META_DATA')
    const dead = deadAboutSessions(
      {
        stores: [records(store), records(temporary)],
        marks: numbers(metadata).map((at) => ({
          session: cell(metadata, at, 'SESSION_ID') ?? '',
          type: cell(metadata, at, 'PROPERTY_TYPE') ?? '',
          value: cell(metadata, at, 'VALUE') ?? '',
        })),
        cutoff,
        kept: 15 * 86_400_000,
      },
      { users: [users, applications], marked, federated },
    )
    for (const table of about)
      for (const at of numbers(table))
        assert.equal(
          dead.has(`${table.table} ${at}`) ? 'dead' : 'alive',
          table.verdict(at),
          `${table.table} row ${at}: ${table.row(at).join(', ')}`,
        )
  })
}

test('every row is found by its key', () => {
  for (const table of tables) {
    for (const at of numbers(table))
      assert.equal(
        table.find(table.key.map((column) => cell(table, at, column) ?? '')),
        at,
        `${table.table} row ${at}`,
      )
  }
})

test('every class of sessions has a few, and the dead are most of a large table', () => {
  for (const { rowClass, count } of sessionLayout(1000).runs) assert.ok(count >= 3, rowClass.name)
  const [large] = sessionTables({ ...truth, tokens: 20_000 })
  assert.ok(large)
  const rows = numbers(large)
  const share = rows.filter((at) => large.verdict(at) === 'dead').length / rows.length
  assert.ok(rows.length > 5000 && rows.length < 7000, `${rows.length} rows`)
  assert.ok(share > 0.6 && share < 0.9, `${share} dead`)
})
