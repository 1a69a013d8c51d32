import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspectDelete, inspectNamedDelete } from '../../functions/purge/inspect.ts'
import type { NamedRows } from '../../functions/sql/named-rows.ts'

const range = { low: ['a'], high: ['b'] }
const good = {
  text: 'DELETE t0 FROM `T` t0 WHERE t0.`K` > ? AND t0.`K` <= ? AND (t0.`P` >= 1 AND t0.`C` < ?)',
  values: ['a', 'b', 'cutoff'],
}
const inspect =
  (change: Partial<typeof good>, condition = ['cutoff']) =>
  () =>
    inspectDelete({ ...good, ...change }, 'T', range, condition)

test('a statement of the right form may run', () => {
  inspect({})()
})

for (const [what, change, said] of [
  [
    'without bounds',
    {
      text: 'DELETE t0 FROM `T` t0 WHERE TRUE AND (t0.`P` >= 1 AND t0.`C` < ?)',
      values: ['cutoff'],
    },
    /not bounded/,
  ],
  [
    'without its upper bound',
    {
      text: 'DELETE t0 FROM `T` t0 WHERE t0.`K` > ? AND (t0.`P` <= 1 AND t0.`C` < ?)',
      values: ['a', 'cutoff'],
    },
    /not bounded/,
  ],
  ['with another range', { values: ['a', 'z', 'cutoff'] }, /not bounded/],
  ['with another cutoff', { values: ['a', 'b', 'later'] }, /rule's condition/],
  ['of another table', { text: good.text.replace('`T`', '`U`') }, /does not read T/],
  ['with a second statement', { text: `${good.text}; DROP TABLE T` }, /second statement/],
  ['with a comment', { text: `${good.text} -- ` }, /comment/],
  ['that is no delete', { text: good.text.replace('DELETE t0', 'UPDATE t0') }, /does not start/],
  ['with a value too many', { values: ['a', 'b', 'b', 'cutoff'] }, /as many/],
] as const)
  test(`a statement ${what} is refused`, () => {
    assert.throws(
      inspect({ ...change, values: [...('values' in change ? change.values : good.values)] }),
      { name: 'StatementRefused', message: said },
    )
  })

test('a statement without a condition is refused', () => {
  assert.throws(inspect({}, []), { name: 'StatementRefused' })
})

const named: NamedRows = {
  table: 'T',
  key: [{ name: 'K', kind: 'text', nullable: false }],
  index: 'PRIMARY',
  keys: [['a'], ['b']],
  hashes: null,
  hashed: [],
}
const byKey = {
  text: 'DELETE t0 FROM `T` t0 FORCE INDEX (`PRIMARY`) WHERE t0.`K` IN (?, ?) AND (t0.`C` < ?)',
  values: ['a', 'b', 'cutoff'],
}

test('a statement that names its rows may run, and every other is refused', () => {
  inspectNamedDelete(byKey, named)
  const refused = (change: Partial<typeof byKey>, said: RegExp, rows: Partial<NamedRows> = {}) =>
    assert.throws(() => inspectNamedDelete({ ...byKey, ...change }, { ...named, ...rows }), {
      name: 'StatementRefused',
      message: said,
    })
  refused({ text: byKey.text.replace('DELETE t0', 'DELETE t0, t1') }, /does not start/)
  refused({ text: byKey.text.replace('`T`', '`U`') }, /does not reach T by its key/)
  refused({ text: byKey.text.replace(' FORCE INDEX (`PRIMARY`)', '') }, /does not reach T/)
  refused({ text: `${byKey.text}; DROP TABLE T` }, /second statement/)
  refused({ text: `${byKey.text} /* ` }, /comment/)
  refused({ values: ['a', 'c', 'cutoff'] }, /does not name its rows/)
  refused({}, /does not name its rows/, { keys: [] })
  refused({}, /does not name its rows/, { hashes: ['1', '2'] })
  refused({ text: byKey.text.replace('t0.`K`', 't0.`J`') }, /whole key/)
  refused({ text: byKey.text.replace(' WHERE ', ' ON ') }, /whole key/)
  refused({ values: [...byKey.values, 'more'] }, /as many/)
})
