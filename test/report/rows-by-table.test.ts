import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsByTable } from '../../functions/report/rows-by-table.ts'
import { textTable } from '../../functions/report/text-table.ts'
import { largeReport } from './large-report.ts'

const [rule] = largeReport.rules
assert.ok(rule !== undefined)
const none = {
  ...rule,
  cloneDeleted: null,
  productionBefore: null,
  productionNew: null,
  productionDeleted: null,
}
const small = [
  { ...rule, table: 'TOKEN', before: 100, productionBefore: 1200, productionDeleted: 900 },
  { ...none, table: 'EMPTY', before: 0 },
].map((one) => ({ ...one, dead: 80, cloneDeleted: 80, productionNew: 3, after: 303 }))

test('the table of a purge counts production, with a total', () => {
  assert.deepEqual(rowsByTable({ ...largeReport, rules: small.slice(0, 1) }), [
    'table    rehearsed  before  new  deleted  after',
    'TOKEN           80   1,200    3      900    303',
    '1 table         80   1,200    3      900    303',
  ])
})

test('the table of a rehearsal counts the clone, that of a plan what is dead; tables without rows are left out', () => {
  const rules = small.map((one) => ({ ...one, productionDeleted: null }))
  assert.deepEqual(rowsByTable({ ...largeReport, mode: 'rehearse', rules }), [
    'table    before  dead  rehearsed  after',
    'TOKEN       100    80         80    303',
    '1 table     100    80         80    303',
  ])
  assert.deepEqual(rowsByTable({ ...largeReport, mode: 'plan', rules }), [
    'table    before  dead',
    'TOKEN       100    80',
    '1 table     100    80',
  ])
})

test('a run that counted nothing has no table', () => {
  assert.deepEqual(rowsByTable({ ...largeReport, rules: [] }), [])
})

test('however large the numbers and long the names, a line fits a terminal of 80 columns', () => {
  const table = 'IDN_SUBJECT_ENTITY_REVOKED_EVENT_OF_ANOTHER_VENDOR'
  const most = 99_999_999
  const rules = [{ ...rule, table, before: most, cloneDeleted: most, productionBefore: most }].map(
    (one) => ({ ...one, productionNew: most, productionDeleted: most, after: most }),
  )
  const lines = rowsByTable({ ...largeReport, rules })
  assert.deepEqual(
    lines.map(({ length }) => length <= 80),
    lines.map(() => true),
  )
  assert.match(lines[1] ?? '', /^IDN_SUBJEC…/)
  assert.deepEqual(textTable(['a', 'b'], [['x', null]]), ['a  b', 'x  -'])
})
