import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspectDelete } from '../../../functions/engines/mysql/inspect.ts'
import type { NamedRows } from '../../../functions/engines/named-rows.ts'

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

test('a statement that names its rows is accepted, and any other is refused', () => {
  inspectDelete(byKey, named, ['cutoff'])
  const refused = (change: Partial<typeof byKey>, said: RegExp, rows: Partial<NamedRows> = {}) =>
    assert.throws(() => inspectDelete({ ...byKey, ...change }, { ...named, ...rows }, ['cutoff']), {
      name: 'StatementRefused',
      message: said,
    })
  refused({ text: byKey.text.replace('DELETE t0', 'DELETE t0, t1') }, /does not start/)
  refused({ text: byKey.text.replace('`T`', '`U`') }, /does not find T by its key/)
  refused({ text: byKey.text.replace(' FORCE INDEX (`PRIMARY`)', '') }, /does not find T/)
  refused({ text: `${byKey.text}; DROP TABLE T` }, /second statement/)
  refused({ text: `${byKey.text} /* ` }, /comment/)
  refused({ values: ['a', 'c', 'cutoff'] }, /does not name its rows/)
  const bytes = byKey.text.replace(
    '?, ?',
    '?, CONVERT(CONVERT(UNHEX(?) USING utf8mb4) USING latin1)',
  )
  const beyond = { ...named, keys: [['a'], ['ß']] }
  inspectDelete({ text: bytes, values: ['a', 'c39f', 'cutoff'] }, beyond, ['cutoff'])
  refused({ values: ['a', 'c39f', 'cutoff'] }, /does not name its rows/, beyond)
  refused({ text: bytes, values: ['a', 'c39e', 'cutoff'] }, /does not name its rows/, beyond)
  refused({ text: bytes }, /does not name its rows/)
  refused({}, /does not name its rows/, { keys: [] })
  refused({}, /does not name its rows/, { hashes: ['1', '2'] })
  refused({ text: byKey.text.replace('t0.`K`', 't0.`J`') }, /whole key/)
  const further = [...named.key, { name: 'L', kind: 'text', nullable: false }] as const
  refused({}, /whole key/, { key: further })
  refused({ text: byKey.text.replace(' WHERE ', ' ON ') }, /whole key/)
  refused({ values: [...byKey.values, 'more'] }, /number of values/)
  refused({ values: ['a', 'b', 'later'] }, /rule's condition/)
  refused(
    { text: `${byKey.text} OR t0.\`C\` = ?`, values: [...byKey.values, 'more'] },
    /rule's condition/,
  )
  refused({ text: byKey.text.replace(' AND (t0.`C` < ?)', ''), values: ['a', 'b'] }, /condition/)
})
