import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmationPath } from '../../local/seed/registry-places.ts'
import { registryLayouts, registryTables } from '../../local/seed/registry-truth.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import type { SeededTable } from '../../local/seed/seeded-table.ts'
import {
  deadConfirmations,
  deadLinks,
  deadLogs,
  registryKey,
  type LinkRecord,
} from './registry-oracle.ts'
import { cell, numbers } from './seeded-rows.ts'

const truth = { tokens: 1000, seed: 7, now: Date.parse('2026-11-24T09:30:15.250Z') }
const tables = registryTables(truth)

/** Rows of all the seeded tables of a name, with their verdict. */
function read(among: readonly SeededTable[], name: string) {
  return among
    .filter(({ table }) => table === name)
    .flatMap((table) =>
      numbers(table).map((at) => ({
        verdict: table.verdict(at),
        text: (column: string) => cell(table, at, column),
        number: (column: string) => Number(cell(table, at, column)),
        whole: `${name} row ${at}: ${table.row(at).join(', ')}`,
      })),
    )
}
type Row = ReturnType<typeof read>[number]
const numberOrNull = ({ text }: Row, column: string): number | null =>
  text(column) === null ? null : Number(text(column))
const keyed =
  (column: string) =>
  ({ number }: Row) => ({ id: number(column), tenant: number('REG_TENANT_ID') })
const agree = (row: Row, dead: boolean): void =>
  assert.equal(dead ? 'dead' : 'alive', row.verdict, row.whole)

for (const milliseconds of [0, 250, 999]) {
  test(`the registry oracle agrees with every verdict, the run starting at .${milliseconds} s`, () => {
    const now = new Date(Date.parse('2026-11-24T09:30:15Z') + milliseconds)
    const cutoff = cutoffOf(now)
    const seeded = registryTables({ ...truth, now: now.getTime() })
    const rowsOf = (name: string): Row[] => read(seeded, name)
    const rows = rowsOf('REG_LOG')
    const records = rows.map((row) => ({
      ...keyed('REG_LOG_ID')(row),
      path: row.text('REG_PATH'),
      logged: row.text('REG_LOGGED_TIME'),
    }))
    const dead = deadLogs(records, cutoff)
    rows.forEach((row, at) =>
      agree(row, dead.has(registryKey(records[at] ?? { id: -1, tenant: 0 }))),
    )

    const present = rowsOf('REG_RESOURCE')
    const placed = (row: (typeof present)[number]) => ({
      ...keyed('REG_VERSION')(row),
      pathId: row.number('REG_PATH_ID'),
      name: row.text('REG_NAME'),
    })
    const resources = present.map(placed)
    const history = rowsOf('REG_RESOURCE_HISTORY').map(placed)
    const linksOf = (kind: string): LinkRecord[] =>
      rowsOf(`REG_RESOURCE_${kind}`).map((row) => ({
        ...keyed(`REG_${kind}_ID`)(row),
        version: numberOrNull(row, 'REG_VERSION'),
        pathId: numberOrNull(row, 'REG_PATH_ID'),
        name: row.text('REG_RESOURCE_NAME'),
      }))
    const paths = rowsOf('REG_PATH')
      .filter(({ text }) => text('REG_PATH_VALUE') === confirmationPath)
      .map(keyed('REG_PATH_ID'))
    assert.equal(paths.length, 2)
    const properties = rowsOf('REG_PROPERTY').map((row) => ({
      ...keyed('REG_ID')(row),
      name: row.text('REG_NAME') ?? '',
      value: row.text('REG_VALUE'),
    }))
    const gone = deadConfirmations(
      { resources, links: linksOf('PROPERTY') },
      { paths, properties },
      cutoff,
    )
    present.forEach((row, at) =>
      agree(row, gone.has(registryKey(resources[at] ?? { id: -1, tenant: 0 }))),
    )
    for (const kind of ['PROPERTY', 'TAG', 'COMMENT', 'RATING']) {
      const owned = rowsOf(`REG_${kind}`)
      const dead = deadLinks(
        { resources, history, links: linksOf(kind), owned: owned.map(keyed('REG_ID')) },
        gone,
        cutoff,
      )
      rowsOf(`REG_RESOURCE_${kind}`).forEach((row, at) => agree(row, dead.links.has(at)))
      for (const row of owned) agree(row, dead.owned.has(registryKey(keyed('REG_ID')(row))))
    }
  })
}

test('every row of the registry is found by its key', () => {
  for (const table of tables) {
    for (const at of numbers(table))
      assert.equal(
        table.find(table.key.map((column) => cell(table, at, column) ?? '')),
        at,
        `${table.table} row ${at}`,
      )
  }
})

test('no row of the registry is found by the key of a table that shares its name', () => {
  for (const table of tables) {
    for (const other of tables.filter((one) => one !== table && one.table === table.table)) {
      for (const at of numbers(other))
        assert.equal(
          table.find(table.key.map((column) => cell(other, at, column) ?? '')),
          undefined,
          `${table.table} row ${at}`,
        )
    }
  }
})

test('every class of the registry has a few', () => {
  for (const { runs } of Object.values(registryLayouts(1000)))
    for (const { rowClass, count } of runs) assert.ok(count >= 3, `${rowClass.name}: ${count}`)
  const rows = registryTables({ ...truth, tokens: 100_000 }).reduce(
    (sum, table) => sum + numbers(table).length,
    0,
  )
  assert.ok(rows > 15_000 && rows < 25_000, `${rows} rows`)
})
